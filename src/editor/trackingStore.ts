import * as vscode from 'vscode';

import { CONTEXT_KEYS } from '../contributions.ts';
import type { Disposable } from '../core/kit/ports.ts';

/** A message that was sent, and how its delivery can be asked for. */
export interface Tracking {
  /** The file that it was sent from. */
  readonly file: string;
  /** The digest of its request, which may hold a token. */
  readonly request: string;
  /** The document of the answer. */
  readonly response: string;
  /** The application's key. */
  readonly application: string;
  /** The id of the operation that tells what became of it. */
  readonly operation: string;
  /** The id by which Routee knows it. */
  readonly id: string;
  readonly sentAtMs: number;
}

const KEY = 'routee.trackings';
const KEPT = 50;

/** The last messages of this workspace that can be tracked, in its own state, so that they outlive the window. */
export class TrackingStore implements Disposable {
  readonly #memento: vscode.Memento;
  readonly #changed = new vscode.EventEmitter<void>();
  /** The documents of this session: those before it are gone. */
  readonly #responses: string[] = [];

  readonly onDidChange = this.#changed.event;

  constructor(memento: vscode.Memento) {
    this.#memento = memento;
  }

  /** The newest first. */
  get all(): readonly Tracking[] {
    return this.#memento.get<readonly Tracking[]>(KEY, []);
  }

  async add(tracking: Tracking): Promise<void> {
    await this.#memento.update(KEY, [tracking, ...this.all].slice(0, KEPT));
    this.#responses.push(tracking.response);
    await vscode.commands.executeCommand('setContext', CONTEXT_KEYS.trackable, this.#responses);
    this.#changed.fire();
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
