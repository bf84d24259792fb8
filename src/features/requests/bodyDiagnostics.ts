import * as vscode from 'vscode';

import { apiUrlsOf } from '../../core/applications/servers.ts';
import { isHttpFile } from '../../core/httpFile/httpFile.ts';
import type { Disposable } from '../../core/kit/ports.ts';
import { inSlices } from '../../core/kit/slices.ts';
import { textInTurn } from '../../editor/documents.ts';
import type { Services } from '../../services.ts';
import { bodyWarnings } from './model/bodyWarnings.ts';

/** Typing goes on before a file is read anew. */
const PAUSE_MS = 300;

/** Warns, in open files of requests, of bodies that cannot be right. Nothing is kept from being sent. */
export class BodyDiagnostics implements Disposable {
  readonly #ports: Pick<Services, 'inBackground' | 'settings' | 'timers' | 'unredacted'>;
  readonly #collection = vscode.languages.createDiagnosticCollection('routee.requests');
  readonly #due = new Map<vscode.TextDocument, Disposable>();
  readonly #subscriptions: Disposable[];
  #isDisposed = false;

  constructor(ports: Pick<Services, 'inBackground' | 'settings' | 'timers' | 'unredacted'>) {
    this.#ports = ports;
    const { workspace } = vscode;
    const all = (): void => {
      for (const document of workspace.textDocuments) this.#readSoon(document);
    };
    this.#subscriptions = [
      workspace.onDidOpenTextDocument((document) => this.#readSoon(document)),
      workspace.onDidChangeTextDocument(({ document }) => this.#readSoon(document)),
      workspace.onDidCloseTextDocument((document) => this.#forget(document)),
      ports.settings.onDidChange(all),
      ports.unredacted.onDidChange(all),
    ];
    all();
  }

  dispose(): void {
    this.#isDisposed = true;
    for (const part of [...this.#subscriptions, ...this.#due.values(), this.#collection]) part.dispose();
    this.#due.clear();
  }

  #readSoon(document: vscode.TextDocument): void {
    if (!isHttpFile(document)) return;
    this.#due.get(document)?.dispose();
    const timer = this.#ports.timers.set(() => {
      this.#due.delete(document);
      this.#ports.inBackground(this.#read(document));
    }, PAUSE_MS);
    this.#due.set(document, timer);
  }

  async #read(document: vscode.TextDocument): Promise<void> {
    const { settings, unredacted } = this.#ports;
    const text = await textInTurn(document);
    const { version } = document;
    const apiUrls = apiUrlsOf(unredacted.applications, settings);
    const warnings = await inSlices(bodyWarnings(text, apiUrls));
    // A document that has changed meanwhile is read again.
    if (this.#isDisposed || document.isClosed || document.version !== version) return;
    this.#collection.set(
      document.uri,
      warnings.map(({ start, end, text, isOld }) => {
        const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
        const { Hint, Warning } = vscode.DiagnosticSeverity;
        const diagnostic = new vscode.Diagnostic(range, text, isOld === true ? Hint : Warning);
        diagnostic.source = 'Routee Auth';
        if (isOld === true) diagnostic.tags = [vscode.DiagnosticTag.Deprecated];
        return diagnostic;
      }),
    );
  }

  #forget(document: vscode.TextDocument): void {
    this.#due.get(document)?.dispose();
    this.#due.delete(document);
    this.#collection.delete(document.uri);
  }
}
