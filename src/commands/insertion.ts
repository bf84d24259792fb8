import * as vscode from 'vscode';

import type { TextEdit } from '../core/httpFile/applyEdits.ts';
import type { TextRange } from '../core/httpFile/httpFile.ts';
import { afterChange, undoingEdits, type InsertedText } from '../core/leaks/insertedText.ts';
import type { Disposable } from '../core/ports.ts';

/** What was just inserted into a document, followed through what happens to the document after that. */
export class Insertion implements Disposable {
  readonly document: vscode.TextDocument;
  readonly #version: number;
  readonly #subscription: Disposable;
  #parts: readonly InsertedText[];

  /** To be made when the edit is done and nothing else has happened yet. */
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

  /** Whether nothing else has happened to the document since. */
  isLast(): boolean {
    return !this.document.isClosed && this.document.version === this.#version;
  }

  /** The edits that take away what is still there as it was inserted. */
  undoingEdits(text: string): readonly TextEdit[] {
    return undoingEdits(this.#intact(text));
  }

  /** Where the token still is. */
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

  /** A document that was closed may have become another one unseen. */
  #intact(text: string): readonly InsertedText[] {
    return this.#parts.filter((part) => text.startsWith(part.text, part.start));
  }
}
