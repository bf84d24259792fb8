import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { CommandId } from '../contributions.ts';
import type { TextRange } from '../core/httpFile/httpFile.ts';
import { planHttpReference, planReference, referenceLanguage } from '../core/leaks/tokenReference.ts';
import { TOKEN_VARIABLE } from '../core/tokens/variableNames.ts';
import { changeDocument } from './changeDocument.ts';
import type { CommandContext } from './commandContext.ts';
import { findAgain, markedPlaceOf, tellItIsGone } from './markedPlace.ts';
import { showInformation, showWarning } from './messages.ts';
import { referencesTo } from './tokenReference.ts';

const COPY = (): string => l10n.t('Copy Token');
const LINK = (): string => l10n.t('Link Environment File…');

/**
 * Puts references to a variable in place of tokens: to one that holds the token already, if there is one, and otherwise
 * says where it has to be set.
 *
 * @param tokensIn finds the tokens in the document as it is now
 * @param key of the application that they belong to
 */
export async function useEnvironmentVariable(
  context: CommandContext,
  uri: vscode.Uri,
  tokensIn: (document: vscode.TextDocument) => readonly TextRange[] | Promise<readonly TextRange[]>,
  key: string,
): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const languageId = referenceLanguage(document);
  const isRequests = languageId === 'http';
  const [ready] = isRequests ? await referencesTo(context, key, document) : [];
  const tokens = await tokensIn(document);
  const text = document.getText();
  const edits = tokens.flatMap(
    (token) =>
      (ready === undefined
        ? planReference(text, token, languageId, 'dotenv')
        : planHttpReference(text, token, ready)) ?? [],
  );
  const name = vscode.workspace.asRelativePath(uri);
  if (edits.length === 0) {
    tellItIsGone(uri);
    return;
  }
  if (!(await changeDocument(document, edits))) {
    void showWarning(l10n.t('{0} cannot be changed: the token is still in it.', name));
    return;
  }
  if (ready !== undefined) {
    void showInformation(l10n.t('{0} refers to the token now. {1}', name, ready.detail));
    return;
  }
  tellWhereToSet(name, isRequests, key);
}

/** Not awaited: a message stays until it is dismissed. */
function tellWhereToSet(name: string, isRequests: boolean, key: string): void {
  const where = isRequests
    ? l10n.t('Link a .env file beside it that Git ignores: Routee Auth keeps the token there current')
    : l10n.t('Set it before you run the program');
  const button = isRequests ? LINK() : COPY();
  const command: CommandId = isRequests ? 'routee.linkEnvironment' : 'routee.copyToken';
  void showInformation(
    l10n.t('{0} reads the token from the variable {1} now. {2}.', name, TOKEN_VARIABLE, where),
    button,
  ).then(async (answer) => {
    if (answer === button) {
      await vscode.commands.executeCommand(command, { key });
    }
  });
}

/** The same for the quick fix. */
export async function useVariableAt(context: CommandContext, argument: unknown): Promise<void> {
  const place = markedPlaceOf(argument);
  if (place !== undefined) {
    const find = async (document: vscode.TextDocument): Promise<readonly TextRange[]> => {
      const range = await findAgain(context, document, place);
      return range === undefined ? [] : [range];
    };
    await useEnvironmentVariable(context, place.uri, find, place.key);
  }
}
