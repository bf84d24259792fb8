import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { EnvFileError } from '../core/kit/fileError.ts';
import type { TextEdit } from '../core/kit/textEdit.ts';

/** Makes the edits in one undo step, whether or not the document is in front. Resolves to whether they were made. */
export function changeDocument(document: vscode.TextDocument, edits: readonly TextEdit[]): Thenable<boolean> {
  const change = new vscode.WorkspaceEdit();
  for (const { start, end, text } of edits) {
    const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
    change.replace(document.uri, range, text);
  }
  return vscode.workspace.applyEdit(change);
}

/** An error of VS Code about a file that it does not show, as a sentence. */
export function cannotBeOpened(uri: vscode.Uri, error: unknown): EnvFileError {
  const name = vscode.workspace.asRelativePath(uri);
  return new EnvFileError(
    'missing',
    l10n.t('{0} cannot be opened. It may have been moved or deleted.', name),
    error,
  );
}

/** Files of requests, whether or not an extension knows their language. */
export const HTTP_FILES: vscode.DocumentSelector = [
  { language: 'http' },
  { language: 'rest' },
  { pattern: '**/*.{http,rest,HTTP,REST}' },
];
