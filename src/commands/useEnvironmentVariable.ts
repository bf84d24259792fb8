import * as vscode from 'vscode';

import type { CommandId } from '../contributions.ts';
import type { TextRange } from '../core/httpFile/httpFile.ts';
import { planReference, referenceLanguage, TOKEN_VARIABLE } from '../core/leaks/tokenReference.ts';
import { changeDocument } from './changeDocument.ts';
import type { CommandContext } from './commandContext.ts';
import { placeOf } from './documentPlace.ts';

const COPY = 'Copy Token';

/**
 * Puts references to the variable in place of tokens, and says where the variable has to be set.
 *
 * @param tokensIn finds the tokens in the text of the document
 * @param key of the application that they belong to; the active one without it
 */
export async function useEnvironmentVariable(
  uri: vscode.Uri,
  tokensIn: (text: string) => readonly TextRange[],
  key?: string,
): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const languageId = referenceLanguage(document);
  const text = document.getText();
  const edits = tokensIn(text).flatMap((token) => planReference(text, token, languageId, 'dotenv') ?? []);
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
  const where =
    languageId === 'http'
      ? 'Set it to the token in a .env file beside that file, one that Git ignores'
      : 'Set it before you run the program';
  // Not awaited: a message stays until it is dismissed.
  void vscode.window
    .showInformationMessage(
      `${name} reads the token from the variable ${TOKEN_VARIABLE} now. ${where}.`,
      COPY,
    )
    .then(async (answer) => {
      if (answer === COPY) {
        await vscode.commands.executeCommand('routee.copyToken' satisfies CommandId, { key });
      }
    });
}

/** The same for the quick fix. */
export async function useVariableAt(_context: CommandContext, argument: unknown): Promise<void> {
  const place = placeOf(argument);
  if (place !== undefined) {
    await useEnvironmentVariable(place.uri, () => [place.range]);
  }
}
