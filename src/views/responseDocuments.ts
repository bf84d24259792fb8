import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { ResponseDocument } from '../core/api/responseDocument.ts';
import type { Disposable } from '../core/ports.ts';
import { shownAnswer, type Redacting } from '../core/redaction/shownText.ts';

export const RESPONSE_SCHEME = 'routee-response';
const KEPT = 20;

/** The last 20 responses of this session, as read-only documents. In memory only: they hold what Routee answered. */
export class ResponseDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #kept = new Map<string, ResponseDocument>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changed.event;
  readonly #registration = vscode.workspace.registerTextDocumentContentProvider(RESPONSE_SCHEME, this);
  /** An editor may still show a response of a session before. */
  readonly #session = Date.now().toString(36);
  readonly #shown: Redacting;
  readonly #subscription: Disposable;
  #count = 0;

  constructor(shown: Redacting) {
    this.#shown = shown;
    this.#subscription = shown.onDidChange(() => {
      this.#readAgain([...this.#kept.keys()]);
    });
  }

  /** The newest first. */
  get recent(): readonly (readonly [uri: vscode.Uri, response: ResponseDocument])[] {
    return [...this.#kept].reverse().map(([uri, response]) => [vscode.Uri.parse(uri, true), response]);
  }

  /** Takes a response in; the oldest one beyond the 20th is forgotten. */
  add(response: ResponseDocument): vscode.Uri {
    this.#count++;
    const name = `${response.request} ${response.status}`.replaceAll(/[^\w .-]+/g, '_').slice(0, 60);
    const uri = vscode.Uri.from({
      scheme: RESPONSE_SCHEME,
      path: `/${this.#session}-${this.#count}/${name}.${response.extension}`,
    });
    this.#kept.set(uri.toString(), response);
    const [oldest] = this.#kept.keys();
    if (oldest !== undefined && this.#kept.size > KEPT) {
      this.#kept.delete(oldest);
    }
    return uri;
  }

  /** Forgets all of them; what an editor shows is read again. */
  clear(): void {
    const uris = [...this.#kept.keys()];
    this.#kept.clear();
    this.#readAgain(uris);
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    const response = this.#kept.get(uri.toString());
    return response === undefined
      ? `${l10n.t('This response is no longer kept: only the last 20 of a session are. Send the request again.')}\n`
      : shownAnswer(response.text, this.#shown);
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#registration.dispose();
    this.#changed.dispose();
    this.#kept.clear();
  }

  /** Those that an editor shows are. */
  #readAgain(uris: readonly string[]): void {
    for (const uri of uris) {
      this.#changed.fire(vscode.Uri.parse(uri, true));
    }
  }
}
