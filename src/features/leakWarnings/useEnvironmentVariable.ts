import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { isHttpFile } from '../../core/httpFile/httpFile.ts';
import { parseHttpFile } from '../../core/httpFile/parser/parseHttpFile.ts';
import type { TextRange } from '../../core/kit/textEdit.ts';
import { planReference } from './model/planReference.ts';
import { TOKEN_VARIABLE } from '../../core/tokens/variableNames.ts';
import { changeDocument } from '../../editor/documents.ts';
import type { Services } from '../../services.ts';
import { findAgain, markedPlaceOf, tellItIsGone } from './fixCommands.ts';
import { execute, offer, showInformation, showWarning } from '../../editor/messages.ts';
import { referencesTo } from '../tokens/tokenReferences.ts';

/**
 * Puts references to a variable in place of tokens in a `.http` file: to one that holds the token already, or else to
 * one that the user is told to set.
 *
 * @param tokensIn finds the tokens in the document as it is now
 * @param key of the application that the tokens belong to, or whose token replaces them
 */
export async function useEnvironmentVariable(
  services: Services,
  uri: vscode.Uri,
  tokensIn: (document: vscode.TextDocument) => readonly TextRange[] | Promise<readonly TextRange[]>,
  key: string | undefined,
): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const [ready] = key === undefined ? [] : await referencesTo(services, key, document);
  const tokens = isHttpFile(document) ? await tokensIn(document) : [];
  const text = document.getText();
  const file = parseHttpFile(text);
  const edits = tokens.flatMap((token) => planReference(text, file, token, ready) ?? []);
  const name = vscode.workspace.asRelativePath(uri);
  if (edits.length === 0) {
    tellItIsGone(uri);
    return;
  }
  if (!(await changeDocument(document, edits))) {
    void showWarning(l10n.t("Can't change {0}. The token is still in it.", name));
    return;
  }
  if (ready !== undefined) {
    void showInformation(l10n.t('{0} now refers to the token. {1}', name, ready.detail));
    return;
  }
  const sentence = l10n.t(
    '{0} now reads the token from the variable {1}. Link a .env file beside it that Git ignores, and Routee Auth updates the token in it automatically.',
    name,
    TOKEN_VARIABLE,
  );
  void offer(showInformation, sentence, {
    [l10n.t('Link Environment File…')]: () => execute('routee.linkEnvironment', { key }),
  });
}

/** Puts a reference in place of a marked token: a quick fix. */
export async function useVariableAt(services: Services, argument: unknown): Promise<void> {
  const place = markedPlaceOf(argument);
  if (place !== undefined) {
    const find = async (document: vscode.TextDocument): Promise<readonly TextRange[]> => {
      const range = await findAgain(services, document, place);
      return range === undefined ? [] : [range];
    };
    await useEnvironmentVariable(services, place.uri, find, place.key ?? services.applications.active?.key);
  }
}
