import type * as vscode from 'vscode';

import type { ApplicationStore } from '../core/applications/applicationStore.ts';
import type { TokenCredentials } from '../core/protocol/tokenRequest.ts';
import type { Token } from '../core/tokens/token.ts';
import type { TokenManager } from '../core/tokens/tokenManager.ts';

/** A slice of `vscode.Memento`. */
export interface Memory {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

/** What commands work with. They write and return: views follow the change events by themselves. */
export interface CommandContext {
  readonly applications: ApplicationStore;
  readonly tokens: TokenManager;
  /** Checks credentials that are not stored yet by exchanging them. */
  readonly exchange: (credentials: TokenCredentials, signal: AbortSignal) => Promise<Token>;
  readonly settings: { readonly authUrl: string; readonly apiUrl: string };
  /** Outlives the session, unencrypted: for habits, never for a secret or a token. */
  readonly memory: Memory;
  readonly log: vscode.LogOutputChannel;
  readonly now: () => number;
}

/** @param argument what the caller passed: a row of the tree, an object with a `key`, or nothing */
export type Handler = (context: CommandContext, argument: unknown) => Promise<void>;

/** The application key that a row or a button passes to a command. */
export function keyOf(argument: unknown): string | undefined {
  return typeof argument === 'object' &&
    argument !== null &&
    'key' in argument &&
    typeof argument.key === 'string'
    ? argument.key
    : undefined;
}
