import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { EnvFileError } from '../core/envFile/envFileError.ts';
import type { FileChange } from '../core/envFile/envFiles.ts';

/**
 * Changes a document with unsaved edits, and leaves it unsaved: only its owner knows whether they may go to disk.
 *
 * @throws {EnvFileError} `unwritable`
 */
export async function editDocument(
  document: vscode.TextDocument,
  change: (text: string) => FileChange,
): Promise<void> {
  const before = document.getText();
  const after = change(before);
  if (after === 'keep') {
    return;
  }
  const text = after === 'delete' ? '' : after.text;
  let start = 0;
  while (start < before.length && before[start] === text[start]) {
    start++;
  }
  let kept = 0;
  while (
    kept < Math.min(before.length, text.length) - start &&
    before[before.length - 1 - kept] === text[text.length - 1 - kept]
  ) {
    kept++;
  }
  const edit = new vscode.WorkspaceEdit();
  const range = new vscode.Range(document.positionAt(start), document.positionAt(before.length - kept));
  edit.replace(document.uri, range, text.slice(start, text.length - kept));
  if (!(await vscode.workspace.applyEdit(edit))) {
    throw new EnvFileError('unwritable', l10n.t('The editor in which it is open refused it.'));
  }
}
