import * as vscode from 'vscode';

import type { ApplicationStore } from '../../core/applications/applicationStore.ts';
import { isHttpFile } from '../../core/httpFile/httpFile.ts';
import { planTokenUpdates } from '../../core/httpFile/plan/planTokenUpdates.ts';
import type { IssuedTokens } from '../../core/issued/issuedTokens.ts';
import type { Clock, Disposable, Log, Timers, WorkspaceTrust } from '../../core/kit/ports.ts';
import { queue } from '../../core/kit/queue.ts';
import { applyEdits, type TextEdit } from '../../core/kit/textEdit.ts';
import { isAlive, type Token } from '../../core/protocol/token.ts';
import { mayLeaveUnasked } from '../../core/applications/application.ts';
import type { TokenManager } from '../../core/tokens/tokenManager.ts';
import { textToRead } from '../../editor/documents.ts';
import type { HostFiles } from '../../host/host.ts';
import { findIssuedTokens } from './model/findIssuedTokens.ts';
import { newerTokens, writtenBy } from './model/places.ts';

export interface TokenUpdatesPorts {
  readonly issued: IssuedTokens;
  readonly applications: ApplicationStore;
  readonly tokens: TokenManager;
  readonly timers: Timers;
  readonly log: Log;
  readonly clock: Clock;
  readonly settings: { readonly updateTokens: 'never' | 'onSave' | 'always' };
  readonly files: HostFiles | undefined;
  readonly trust: Pick<WorkspaceTrust, 'isTrusted'>;
  /** Tokens, by the key of their application, were written to a document. */
  readonly onUpdate: (document: vscode.TextDocument, tokens: ReadonlyMap<string, string>) => void;
}

/** The limit for work before a save: VS Code itself gives up a little later. */
const SAVE_WAITS_MS = 1000;
/** A pause makes tokens that arrive together one edit, and lets the focused window be the first to write a file. */
const FOCUSED_DELAY_MS = 50;
const OTHER_DELAY_MS = 750;

/** Replaces tokens in `.http` files by the current ones without being asked each time, as far as the user wants it. */
export class TokenUpdates implements Disposable {
  readonly #ports: TokenUpdatesPorts;
  readonly #seen = new Map<string, string>();
  /** New tokens, by the key of their application, that open files do not have yet. */
  #due = new Map<string, string>();
  #timer: Disposable | undefined;
  #isDisposed = false;
  readonly #oneByOne = queue();

  constructor(ports: TokenUpdatesPorts) {
    this.#ports = ports;
  }

  /** The edits to make before the document is saved. Never rejects, and takes no longer than saving may. */
  async beforeSave(document: vscode.TextDocument): Promise<vscode.TextEdit[]> {
    if (!this.#isWanted('onSave', 'always')) {
      return [];
    }
    try {
      const { edits, written } = await this.#plan(document, (key) => this.#soon(key));
      this.#tell(document, written);
      return toEditorEdits(document, edits);
    } catch (error) {
      this.#warn(error);
      return [];
    }
  }

  /** Handles a change in the state of an application's token. */
  tokenChanged(key: string): void {
    const token = this.#current(key)?.accessToken;
    if (this.#isDisposed || token === undefined || token === this.#seen.get(key)) {
      return;
    }
    this.#seen.set(key, token);
    this.#due.set(key, token);
    this.#timer ??= this.#ports.timers.set(
      () => {
        this.#timer = undefined;
        const due = this.#due;
        this.#due = new Map();
        void this.#oneByOne(() => this.#updateOpenFiles(due));
      },
      vscode.window.state.focused ? FOCUSED_DELAY_MS : OTHER_DELAY_MS,
    );
  }

  /** Resolves when the updates that have begun are made. */
  settled(): Promise<void> {
    return this.#oneByOne(() => Promise.resolve());
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#timer?.dispose();
  }

  #isWanted(...settings: readonly string[]): boolean {
    const { trust, settings: now } = this.#ports;
    return trust.isTrusted() && settings.includes(now.updateTokens);
  }

  /** Writes each token once: an older one that Undo brings back stays until a newer one comes. */
  async #updateOpenFiles(due: ReadonlyMap<string, string>): Promise<void> {
    for (const document of vscode.workspace.textDocuments.filter(isOpenHttpFile)) {
      try {
        await this.#update(document, due);
      } catch (error) {
        this.#warn(error);
      }
    }
  }

  /** Updates a document. Saves it if it had no unsaved changes: other programs read it from disk. */
  async #update(
    document: vscode.TextDocument,
    due: ReadonlyMap<string, string>,
    attempts = 3,
  ): Promise<void> {
    if (!this.#isWanted('always') || !(await isWritable(document, this.#ports.files))) {
      return;
    }
    const { edits, written } = await this.#plan(document, (key) => {
      const token = this.#current(key);
      return token?.accessToken === due.get(key) ? token : undefined;
    });
    if (edits.length === 0 || document.isClosed) {
      return;
    }
    const isClean = !document.isDirty && !document.isUntitled;
    const edit = new vscode.WorkspaceEdit();
    edit.set(document.uri, toEditorEdits(document, edits));
    const expected = applyEdits(document.getText(), edits);
    if (!(await vscode.workspace.applyEdit(edit))) {
      // The document has changed meanwhile, by typing or a save.
      await (attempts > 1 ? this.#update(document, due, attempts - 1) : undefined);
      return;
    }
    this.#tell(document, written);
    // Text typed meanwhile is for the user to save.
    if (isClean && document.getText() === expected) {
      await document.save();
    }
  }

  async #plan(
    document: vscode.TextDocument,
    tokenOf: (applicationKey: string) => Promise<Token | undefined> | Token | undefined,
  ): Promise<{ edits: readonly TextEdit[]; written: ReadonlyMap<string, string> }> {
    const places = await findIssuedTokens(textToRead(document), this.#ports.issued);
    const current = new Map<string, string>();
    await Promise.all(
      [...new Set(places.map(({ issued }) => issued.applicationKey))].map(async (key) => {
        const token = await tokenOf(key);
        if (token !== undefined && mayLeaveUnasked(this.#ports.applications.get(key), token)) {
          current.set(key, token.accessToken);
        }
      }),
    );
    const edits = planTokenUpdates(document.getText(), newerTokens(places, current));
    return { edits, written: writtenBy(edits, current) };
  }

  #tell(document: vscode.TextDocument, written: ReadonlyMap<string, string>): void {
    if (written.size > 0) {
      this.#ports.onUpdate(document, written);
    }
  }

  #current(key: string): Token | undefined {
    const { tokens, clock } = this.#ports;
    const { token } = tokens.state(key);
    return token !== undefined && isAlive(token, clock.now()) ? token : undefined;
  }

  /** Waits for a token as long as a save may. A slower exchange goes on, for the next save. */
  async #soon(key: string): Promise<Token | undefined> {
    const { tokens, timers, applications } = this.#ports;
    if (applications.get(key) === undefined) {
      return undefined;
    }
    const { promise: late, resolve } = Promise.withResolvers<undefined>();
    const timer = timers.set(() => {
      resolve(undefined);
    }, SAVE_WAITS_MS);
    const token = tokens.getToken(key).then(
      (outcome) => outcome.token,
      () => undefined,
    );
    try {
      return await Promise.race([token, late]);
    } finally {
      timer.dispose();
    }
  }

  #warn(error: unknown): void {
    this.#ports.log.warn(`Tokens in an open file could not be updated. ${String(error)}`);
  }
}

function isOpenHttpFile(document: vscode.TextDocument): boolean {
  const uri = document.uri.toString();
  return (
    isHttpFile(document) &&
    vscode.window.tabGroups.all.some(({ tabs }) =>
      tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri),
    )
  );
}

function toEditorEdits(document: vscode.TextDocument, edits: readonly TextEdit[]): vscode.TextEdit[] {
  return edits.map(({ start, end, text }) =>
    vscode.TextEdit.replace(new vscode.Range(document.positionAt(start), document.positionAt(end)), text),
  );
}

/** Whether a document can be saved, as far as VS Code tells beforehand. */
async function isWritable(
  { uri, isUntitled }: vscode.TextDocument,
  files: HostFiles | undefined,
): Promise<boolean> {
  if (isUntitled) {
    return true;
  }
  const { fs } = vscode.workspace;
  try {
    const { permissions = 0 } = await fs.stat(uri);
    const isReadonly = (permissions & vscode.FilePermission.Readonly) !== 0;
    return (
      fs.isWritableFileSystem(uri.scheme) !== false &&
      !isReadonly &&
      (await files?.ownerMayWrite(uri)) !== false
    );
  } catch {
    return false;
  }
}
