import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { SETTINGS } from '../../contributions.ts';
import { findMarks, type Recogniser, type TokenMark } from './model/findMarks.ts';
import { mayTouchToken } from './model/tokenLike.ts';
import { MOST_SHOWN } from '../../core/kit/slices.ts';
import { textInTurn } from '../../editor/documents.ts';
import type { Clock, Disposable, Event, Timers } from '../../core/kit/ports.ts';
import type { Applications } from '../../core/redaction/shownApplications.ts';
import { DIAGNOSTIC, SOURCE, tokenFixes } from './tokenFixes.ts';

export interface TokenDiagnosticsPorts {
  readonly recogniser: Recogniser;
  readonly git: { isTracked(uri: vscode.Uri): Promise<boolean>; readonly onDidChange: Event<void> };
  readonly applications: Pick<Applications, 'get' | 'onDidChange'>;
  readonly clock: Clock;
  readonly timers: Timers;
}

/** A pause in typing before a file is read anew. */
const PAUSE_MS = 300;

/**
 * Marks, in open documents, live tokens where Git tracks the file, and the sample tokens of Routee's documentation.
 * Reads a document when it opens, after a change that may matter, and when the known tokens or Git's state change.
 */
export class TokenDiagnostics implements Disposable {
  readonly #ports: TokenDiagnosticsPorts;
  readonly #collection = vscode.languages.createDiagnosticCollection('routee');
  /** The marks of open documents that have any, shown or not. */
  readonly #marks = new Map<vscode.TextDocument, readonly TokenMark[]>();
  readonly #due = new Map<vscode.TextDocument, Disposable>();
  readonly #subscriptions: Disposable[];
  #nextExpiry: Disposable | undefined;
  #isDisposed = false;

  constructor(ports: TokenDiagnosticsPorts) {
    this.#ports = ports;
    const { workspace } = vscode;
    const all = (): void => this.#readSoon(...workspace.textDocuments);
    this.#subscriptions = [
      vscode.languages.registerCodeActionsProvider('*', tokenFixes(ports.recogniser, ports.clock), {
        providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
      }),
      workspace.onDidOpenTextDocument((document) => this.#readSoon(document)),
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        // A change that removes a token matters, too, and so does one while a reading is due.
        const isMarked = this.#marks.has(document) || this.#due.has(document);
        if (isMarked || mayTouchToken(document, contentChanges)) this.#readSoon(document);
      }),
      workspace.onDidCloseTextDocument((document) => this.#forget(document)),
      workspace.onDidChangeWorkspaceFolders(all),
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(SETTINGS.leakedTokens)) all();
      }),
      ports.recogniser.onDidChange(all),
      // A name in a message may have changed, or be hidden now.
      ports.applications.onDidChange(() => this.#readSoon(...this.#marks.keys())),
      ports.git.onDidChange(() => this.#readSoon(...this.#marks.keys())),
    ];
    all();
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#nextExpiry?.dispose();
    for (const part of [...this.#subscriptions, ...this.#due.values(), this.#collection]) part.dispose();
    this.#due.clear();
    this.#marks.clear();
  }

  #readSoon(...documents: readonly vscode.TextDocument[]): void {
    for (const document of documents) {
      this.#due.get(document)?.dispose();
      const timer = this.#ports.timers.set(() => {
        this.#due.delete(document);
        void this.#read(document);
      }, PAUSE_MS);
      this.#due.set(document, timer);
    }
  }

  async #read(document: vscode.TextDocument): Promise<void> {
    const { recogniser, git, clock } = this.#ports;
    const { uri } = document;
    const text = isMarkable(document) ? await textInTurn(document) : '';
    const { version } = document;
    const marks = await findMarks(text, recogniser, clock.now());
    const mayLeak =
      marks.some(({ kind }) => kind === 'live') && vscode.workspace.getWorkspaceFolder(uri) !== undefined;
    const isTracked = mayLeak && (await git.isTracked(uri));
    // A document that has changed meanwhile is read again; a closed one has no marks.
    if (this.#isDisposed || document.isClosed || document.version !== version || this.#due.has(document)) {
      return;
    }
    if (marks.length === 0) {
      this.#forget(document);
      return;
    }
    this.#marks.set(document, marks);
    const shown = marks.filter(({ kind }) => kind === 'sample' || isTracked).slice(0, MOST_SHOWN);
    const messages = new Map<string, string>();
    this.#collection.set(
      uri,
      shown.map((mark) => {
        const message = messages.get(mark.digest) ?? this.#describe(mark);
        messages.set(mark.digest, message);
        return toDiagnostic(document, mark, message);
      }),
    );
    this.#awaitExpiry();
  }

  #describe(mark: TokenMark): string {
    if (mark.kind === 'sample') {
      return l10n.t("This is a sample token from Routee's documentation. It doesn't work.");
    }
    const { applicationKey, expiresAtMs } = mark;
    const name = this.#ports.applications.get(applicationKey)?.name;
    const token =
      name === undefined
        ? l10n.t('Live token in a file that Git tracks.')
        : l10n.t('Live token of {0} in a file that Git tracks.', name);
    const use =
      expiresAtMs === undefined
        ? l10n.t('Anyone who can read the repository can use it until it is revoked.')
        : l10n.t(
            'Anyone who can read the repository can use it until {0}.',
            new Date(expiresAtMs).toLocaleString(vscode.env.language, {
              dateStyle: 'medium',
              timeStyle: 'short',
            }),
          );
    return `${token} ${use}`;
  }

  /** Waits for the next expiry: an expired token is no leak any more. */
  #awaitExpiry(): void {
    this.#nextExpiry?.dispose();
    let next = Infinity;
    for (const mark of [...this.#marks.values()].flat()) {
      if (mark.kind === 'live') next = Math.min(next, mark.expiresAtMs ?? Infinity);
    }
    if (next < Infinity) {
      this.#nextExpiry = this.#ports.timers.set(
        () => this.#readSoon(...this.#marks.keys()),
        next - this.#ports.clock.now(),
      );
    }
  }

  #forget(document: vscode.TextDocument): void {
    this.#due.get(document)?.dispose();
    this.#due.delete(document);
    this.#marks.delete(document);
    this.#collection.delete(document.uri);
  }
}

function toDiagnostic(document: vscode.TextDocument, mark: TokenMark, message: string): vscode.Diagnostic {
  const range = new vscode.Range(document.positionAt(mark.start), document.positionAt(mark.end));
  const isLive = mark.kind === 'live';
  const { Hint, Information } = vscode.DiagnosticSeverity;
  const diagnostic = new vscode.Diagnostic(range, message, isLive ? Information : Hint);
  diagnostic.source = SOURCE;
  diagnostic.code = isLive ? DIAGNOSTIC.leakedToken : DIAGNOSTIC.sampleToken;
  return diagnostic;
}

/** A text that the user can change, while marks are wanted. */
function isMarkable({ uri, isClosed }: vscode.TextDocument): boolean {
  const isWritable =
    uri.scheme === 'untitled' || vscode.workspace.fs.isWritableFileSystem(uri.scheme) === true;
  return isWritable && !isClosed && vscode.workspace.getConfiguration().get(SETTINGS.leakedTokens) !== false;
}
