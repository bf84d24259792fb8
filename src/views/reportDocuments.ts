import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { Disposable } from '../core/ports.ts';
import { shownText, type Redacting } from '../core/redaction/shownText.ts';

export const REPORT_SCHEME = 'routee-report';
const KEPT = 10;

/** What was found out about this machine, as read-only documents: the last ten. In memory only. */
export class ReportDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #texts = new Map<string, string>();
  /** An editor may still show a report of a session before. */
  readonly #session = Date.now().toString(36);
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changed.event;
  readonly #registration = vscode.workspace.registerTextDocumentContentProvider(REPORT_SCHEME, this);
  readonly #shown: Redacting;
  readonly #subscription: Disposable;
  #count = 0;

  constructor(shown: Redacting) {
    this.#shown = shown;
    this.#subscription = shown.onDidChange(() => {
      for (const path of this.#texts.keys()) {
        this.#changed.fire(vscode.Uri.from({ scheme: REPORT_SCHEME, path }));
      }
    });
  }

  /** Each has an address of its own: VS Code keeps what it has read of one. */
  add(name: string, text: string): vscode.Uri {
    this.#count++;
    const uri = vscode.Uri.from({
      scheme: REPORT_SCHEME,
      path: `/${this.#session}-${this.#count}/${name}.md`,
    });
    this.#texts.set(uri.path, text);
    this.#texts.delete([...this.#texts.keys()].at(-KEPT - 1) ?? '');
    return uri;
  }

  provideTextDocumentContent({ path }: vscode.Uri): string {
    const text = this.#texts.get(path);
    return text === undefined
      ? l10n.t('This report is no longer kept. Run the command again.')
      : shownText(text, this.#shown);
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#registration.dispose();
    this.#changed.dispose();
    this.#texts.clear();
  }
}
