import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { changeDocument } from './changeDocument.ts';
import type { Insertion } from './insertion.ts';
import { showInformation } from './messages.ts';

/** Takes away what was inserted, and nothing else: by *Undo* where it is the last change, else by its place. */
export async function undoInsertion(insertion: Insertion): Promise<void> {
  const { document } = insertion;
  const visible = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
  const shown = await vscode.window.showTextDocument(document.uri, {
    ...(visible?.viewColumn === undefined ? {} : { viewColumn: visible.viewColumn }),
    preserveFocus: false,
  });
  if (insertion.isLast()) {
    await vscode.commands.executeCommand('undo');
    if (!insertion.isLast()) {
      return;
    }
  }
  const edits = insertion.undoingEdits(shown.document.getText());
  if (edits.length > 0) {
    await changeDocument(shown.document, edits);
  } else {
    const name = vscode.workspace.asRelativePath(document.uri);
    void showInformation(
      l10n.t(
        'What was inserted into {0} has been changed since, so it was left as it is. Look for the token there.',
        name,
      ),
    );
  }
}
