import * as vscode from 'vscode';

import type { CommandId } from '../contributions.ts';
import type { TextRange } from '../core/httpFile/httpFile.ts';
import { planReference, referenceLanguage, TOKEN_VARIABLE } from '../core/leaks/tokenReference.ts';
import { changeDocument } from './changeDocument.ts';
import type { CommandContext } from './commandContext.ts';
import { placeOf } from './documentPlace.ts';
import { referencesTo } from './tokenReference.ts';

const COPY = 'Copy Token';
const LINK = 'Link Environment File…';

/**
 * Puts references to a variable in place of tokens: to one that holds the token already, if there is one, and otherwise
 * says where it has to be set.
 *
 * @param tokensIn finds the tokens in the text of the document
 * @param key of the application that they belong to; the active one without it
 */
export async function useEnvironmentVariable(
  context: CommandContext,
  uri: vscode.Uri,
  tokensIn: (text: string) => readonly TextRange[],
  key = context.applications.active?.key,
): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const languageId = referenceLanguage(document);
  const isRequests = languageId === 'http';
  const [ready] = isRequests && key !== undefined ? await referencesTo(context, key, document) : [];
  const text = document.getText();
  const edits = tokensIn(text).flatMap((token) =>
    ready === undefined
      ? (planReference(text, token, languageId, 'dotenv') ?? [])
      : { ...token, text: ready.token },
  );
  const name = vscode.workspace.asRelativePath(uri);
  if (edits.length === 0) {
    void vscode.window.showInformationMessage(
      `The token is no longer where it was in ${name}, so nothing was changed.`,
    );
    return;
  }
  if (!(await changeDocument(document, edits))) {
    void vscode.window.showWarningMessage(`${name} cannot be changed: the token is still in it.`);
    return;
  }
  if (ready !== undefined) {
    void vscode.window.showInformationMessage(`${name} refers to the token now. ${ready.detail}`);
    return;
  }
  tellWhereToSet(name, isRequests, key);
}

/** Not awaited: a message stays until it is dismissed. */
function tellWhereToSet(name: string, isRequests: boolean, key: string | undefined): void {
  const where = isRequests
    ? 'Link a .env file beside it that Git ignores: Routee Auth keeps the token there current'
    : 'Set it before you run the program';
  const button = isRequests ? LINK : COPY;
  const command: CommandId = isRequests ? 'routee.linkEnvironment' : 'routee.copyToken';
  void vscode.window
    .showInformationMessage(
      `${name} reads the token from the variable ${TOKEN_VARIABLE} now. ${where}.`,
      button,
    )
    .then(async (answer) => {
      if (answer === button) {
        await vscode.commands.executeCommand(command, { key });
      }
    });
}

/** The same for the quick fix. */
export async function useVariableAt(context: CommandContext, argument: unknown): Promise<void> {
  const place = placeOf(argument);
  if (place !== undefined) {
    await useEnvironmentVariable(context, place.uri, () => [place.range]);
  }
}
