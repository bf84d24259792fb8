/**
 * The outside world as `core` needs it. Each is a slice shaped like the VS Code or Node object that provides
 * it, so `context.secrets`, a `LogOutputChannel` and the global `fetch` fit without an adapter.
 */

export interface Disposable {
  dispose(): unknown;
}

export type Event<T> = (listener: (event: T) => unknown) => Disposable;

/** A slice of `vscode.SecretStorage`. Every call may reject (no keyring, keyring locked). */
export interface Secrets {
  keys(): PromiseLike<readonly string[]>;
  get(key: string): PromiseLike<string | undefined>;
  store(key: string, value: string): PromiseLike<void>;
  delete(key: string): PromiseLike<void>;
  readonly onDidChange: Event<{ readonly key: string }>;
}

/** A slice of `vscode.LogOutputChannel`. */
export interface Log {
  trace(message: string): void;
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

export interface Clock {
  /** Wall-clock time in milliseconds since the epoch: jumps forwards (sleep) and backwards (clock set back). */
  now(): number;
  /** Milliseconds since some fixed moment: never jumps, may pause while the machine sleeps. */
  monotonic(): number;
}

export interface Timers {
  /** Calls `callback` once, about `delayMs` milliseconds from now; disposing the result prevents it. */
  set(callback: () => void, delayMs: number): Disposable;
}

/** A slice of `vscode.workspace`. Trust is granted while we run; after it is taken away we run no longer. */
export interface WorkspaceTrust {
  readonly isTrusted: () => boolean;
  readonly onDidGrant: Event<void>;
}

/** A slice of the global `fetch`. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** A number in [0, 1), as `Math.random` gives it. */
export type Random = () => number;
