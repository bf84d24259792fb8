import * as vscode from 'vscode';

import type { TextEdit } from '../core/httpFile/applyEdits.ts';

/** Makes the edits in one undo step, whether or not the document is in front. Resolves to whether they were made. */
export function changeDocument(document: vscode.TextDocument, edits: readonly TextEdit[]): Thenable<boolean> {
  const change = new vscode.WorkspaceEdit();
  for (const { start, end, text } of edits) {
    const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
    change.replace(document.uri, range, text);
  }
  return vscode.workspace.applyEdit(change);
}
