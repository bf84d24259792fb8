import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { CommandId } from '../../contributions.ts';
import type { TextEdit } from '../../core/kit/textEdit.ts';
import { insertedTexts } from '../leakWarnings/model/insertedText.ts';
import type { Services } from '../../services.ts';
import { completeStep } from '../../editor/contextKeys.ts';
import type { HandedOut } from '../tokens/handOut.ts';
import { Insertion } from '../leakWarnings/insertion.ts';
import { showWarning } from '../../editor/messages.ts';
import { warnIfTracked } from '../leakWarnings/trackedWarning.ts';

const COPY = (): string => l10n.t('Copy Token');

/** Makes the edits that put a token into a document, in one undo step, and warns when Git would publish it. */
export async function insertEdits(
  services: Services,
  editor: vscode.TextEditor,
  edits: readonly TextEdit[],
  handedOut: HandedOut,
): Promise<void> {
  const { document } = editor;
  const before = document.getText();
  const outcome = await applyEdits(editor, edits);
  if (outcome !== 'changed') {
    offerCopy(whyNot(outcome, document), handedOut.application.key);
    return;
  }
  completeStep('insertedToken');
  // A reference to a token is no secret.
  if (edits.some(({ text }) => text.includes(handedOut.token.accessToken))) {
    const written = new Map([[handedOut.application.key, handedOut.token.accessToken]]);
    await warnIfTracked(services, document, written, new Insertion(document, insertedTexts(before, edits)));
  }
}

/** Explains why the document has not changed, and what to do. */
export function whyNot(outcome: 'unchanged' | 'closed', document: vscode.TextDocument): string {
  const name = vscode.workspace.asRelativePath(document.uri);
  return outcome === 'closed'
    ? l10n.t('{0} is no longer the active editor. Show it again, or copy the token.', name)
    : l10n.t("Can't change {0}.", name);
}

export function offerCopy(sentence: string, key: string | undefined): void {
  void showWarning(sentence, COPY()).then(async (answer) => {
    if (answer === COPY()) {
      await vscode.commands.executeCommand('routee.copyToken' satisfies CommandId, { key });
    }
  });
}

/**
 * Applies edits and tells the outcome from the document: VS Code reports success for a read-only one, too. It rejects
 * when the editor is closed, which this process may learn a moment later.
 */
export async function applyEdits(
  editor: vscode.TextEditor,
  edits: readonly TextEdit[],
): Promise<'changed' | 'unchanged' | 'closed'> {
  const { document } = editor;
  const { version } = document;
  try {
    const applied = await editor.edit((builder) => {
      for (const { start, end, text } of edits) {
        builder.replace(new vscode.Range(document.positionAt(start), document.positionAt(end)), text);
      }
    });
    return applied && document.version !== version ? 'changed' : 'unchanged';
  } catch (error) {
    // "Illegal argument: TextEditor(…)" from the window, "TextEditor#edit not possible on closed editors" from here.
    if (error instanceof Error && /TextEditor[(#]/.test(error.message)) {
      return 'closed';
    }
    throw error;
  }
}
