import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { Disposable } from '../../core/kit/ports.ts';
import type { TextEdit, TextRange } from '../../core/kit/textEdit.ts';
import { changeDocument } from '../../editor/documents.ts';
import { showInformation } from '../../editor/messages.ts';
import { afterChange, type InsertedText, undoingEdits } from './model/insertedText.ts';

/** A text that was just inserted into a document, tracked through later changes. */
export class Insertion implements Disposable {
  readonly document: vscode.TextDocument;
  readonly #version: number;
  readonly #subscription: Disposable;
  #parts: readonly InsertedText[];

  /** Create it right after the edit, before any other change. */
  constructor(document: vscode.TextDocument, parts: readonly InsertedText[]) {
    this.document = document;
    this.#version = document.version;
    this.#parts = parts;
    this.#subscription = vscode.workspace.onDidChangeTextDocument(({ document: changed, contentChanges }) => {
      if (changed === document) {
        // VS Code lists the changes of one edit from the last in the text to the first.
        for (const { rangeOffset: start, rangeLength, text } of contentChanges) {
          this.#parts = afterChange(this.#parts, { start, end: start + rangeLength, text });
        }
      }
    });
  }

  /** Whether the insertion is still the last change of the document. */
  isLast(): boolean {
    return !this.document.isClosed && this.document.version === this.#version;
  }

  /** The edits that remove the inserted texts that are still intact. */
  undoingEdits(text: string): readonly TextEdit[] {
    return undoingEdits(this.#intact(text));
  }

  /** The ranges of the token in the intact inserted texts. */
  rangesOf(token: string, text: string): readonly TextRange[] {
    return this.#intact(text).flatMap((part) => {
      const offset = part.text.indexOf(token);
      const start = part.start + offset;
      return offset === -1 ? [] : [{ start, end: start + token.length }];
    });
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  /** The texts that are still in place: a document may change unseen while it is closed. */
  #intact(text: string): readonly InsertedText[] {
    return this.#parts.filter((part) => text.startsWith(part.text, part.start));
  }
}

/** Removes the inserted text and nothing else: by *Undo* when it is the last change, else by its place. */
export async function undoInsertion(insertion: Insertion): Promise<void> {
  const { document } = insertion;
  const visible = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
  const shown = await vscode.window.showTextDocument(document.uri, {
    ...(visible?.viewColumn === undefined ? {} : { viewColumn: visible.viewColumn }),
    preserveFocus: false,
  });
  if (insertion.isLast()) {
    await vscode.commands.executeCommand('undo');
    if (!insertion.isLast()) return;
  }
  const edits = insertion.undoingEdits(shown.document.getText());
  if (edits.length > 0) {
    await changeDocument(shown.document, edits);
  } else {
    const name = vscode.workspace.asRelativePath(document.uri);
    void showInformation(
      l10n.t(
        "You changed the inserted text in {0}, so it wasn't undone. The token might still be there.",
        name,
      ),
    );
  }
}
