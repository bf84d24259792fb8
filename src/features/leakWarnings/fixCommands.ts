import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { TextRange } from '../../core/kit/textEdit.ts';
import { changeDocument } from '../../editor/documents.ts';
import { showInformation } from '../../editor/messages.ts';
import { fieldsOf } from '../../core/kit/parseJson.ts';
import type { Services } from '../../services.ts';
import { findMarkedToken, type MarkedToken } from './model/findMarks.ts';

/** Removes a marked token from its document: a quick fix. */
export async function removeToken(services: Services, argument: unknown): Promise<void> {
  const place = markedPlaceOf(argument);
  if (place === undefined) return;
  const document = await vscode.workspace.openTextDocument(place.uri);
  const range = await findAgain(services, document, place);
  if (range === undefined) {
    tellItIsGone(place.uri);
  } else {
    await changeDocument(document, [{ ...range, text: '' }]);
  }
}

/** A token in a document, as a quick fix passes it to a command. */
export interface MarkedPlace extends MarkedToken {
  readonly uri: vscode.Uri;
}

/** Reads the argument of a quick fix; `undefined` for anything else, as from the palette or a key binding. */
export function markedPlaceOf(argument: unknown): MarkedPlace | undefined {
  const { uri, key, digest, start } = fieldsOf(argument);
  return uri instanceof vscode.Uri &&
    typeof digest === 'string' &&
    (typeof key === 'string' || key === undefined) &&
    typeof start === 'number'
    ? { uri, digest, key, start }
    : undefined;
}

/** Finds the token in the current text; `undefined` when it is gone. */
export async function findAgain(
  services: Services,
  document: vscode.TextDocument,
  place: MarkedPlace,
): Promise<TextRange | undefined> {
  const issued = await services.issued();
  const { version } = document;
  const range = await findMarkedToken(document.getText(), place, issued);
  return document.version === version ? range : findAgain(services, document, place);
}

export function tellItIsGone(uri: vscode.Uri): void {
  const name = vscode.workspace.asRelativePath(uri);
  void showInformation(l10n.t('The token is no longer where it was in {0}, so nothing was changed.', name));
}
