import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { MemoryDocument } from '../core/redaction/memoryDocument.ts';
import type { Disposable } from '../core/kit/ports.ts';
import type { Redacting } from '../core/redaction/shownApplications.ts';

const KEPT = 20;

/** The last 20 documents of one kind in this session, read-only. In memory only: they hold what is nobody's business. */
export class MemoryDocuments<Kind extends MemoryDocument = MemoryDocument>
  implements vscode.TextDocumentContentProvider, vscode.Disposable
{
  readonly #scheme: string;
  readonly #shown: Redacting;
  readonly #show: (text: string, shown: Redacting) => string;
  readonly #kept = new Map<string, readonly [uri: vscode.Uri, document: Kind]>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changed.event;
  /** An editor may still show a document of a session before. */
  readonly #session = Date.now().toString(36);
  readonly #owned: Disposable;
  #count = 0;

  /**
   * @param shown whether demo mode is on: what an editor shows is read again when that changes
   * @param show gives a text as people are to see it
   */
  constructor(scheme: string, shown: Redacting, show: (text: string, shown: Redacting) => string) {
    this.#scheme = scheme;
    this.#shown = shown;
    this.#show = show;
    this.#owned = vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(scheme, this),
      shown.onDidChange(() => this.#readAgain(this.recent)),
      this.#changed,
    );
  }

  /** The newest first. */
  get recent(): readonly (readonly [uri: vscode.Uri, document: Kind])[] {
    return [...this.#kept.values()].reverse();
  }

  get(uri: vscode.Uri): Kind | undefined {
    return this.#kept.get(uri.toString())?.[1];
  }

  /** Each has an address of its own: VS Code keeps what it has read of one. The oldest beyond the 20th is forgotten. */
  add(document: Kind): vscode.Uri {
    this.#count++;
    const name = document.name.replaceAll(/[^\p{L}\p{N}_ .-]+/gu, '_').slice(0, 60);
    const path = `/${this.#session}-${this.#count}/${name}.${document.extension}`;
    const uri = vscode.Uri.from({ scheme: this.#scheme, path });
    this.#kept.set(uri.toString(), [uri, document]);
    const [oldest] = this.#kept.keys();
    if (oldest !== undefined && this.#kept.size > KEPT) {
      this.#kept.delete(oldest);
    }
    return uri;
  }

  /** Forgets all of them; what an editor shows is read again. */
  clear(): void {
    const forgotten = this.recent;
    this.#kept.clear();
    this.#readAgain(forgotten);
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    const document = this.get(uri);
    return document === undefined
      ? `${l10n.t('This document is no longer available. Only the last 20 of a session are kept. Run the command again.')}\n`
      : this.#show(document.text, this.#shown);
  }

  dispose(): void {
    this.#owned.dispose();
    this.#kept.clear();
  }

  #readAgain(documents: readonly (readonly [uri: vscode.Uri, document: Kind])[]): void {
    for (const [uri] of documents) {
      this.#changed.fire(uri);
    }
  }
}
