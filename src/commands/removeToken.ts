import * as vscode from 'vscode';

import { changeDocument } from './changeDocument.ts';
import type { CommandContext } from './commandContext.ts';
import { findAgain, markedPlaceOf, tellItIsGone } from './markedPlace.ts';

/** Takes a marked token out of its document: a quick fix. */
export async function removeToken(context: CommandContext, argument: unknown): Promise<void> {
  const place = markedPlaceOf(argument);
  if (place === undefined) {
    return;
  }
  const document = await vscode.workspace.openTextDocument(place.uri);
  const range = await findAgain(context, document, place);
  if (range === undefined) {
    tellItIsGone(place.uri);
  } else {
    await changeDocument(document, [{ ...range, text: '' }]);
  }
}
