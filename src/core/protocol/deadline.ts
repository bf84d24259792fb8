import * as l10n from '@vscode/l10n';

import type { Disposable, Timers } from '../kit/ports.ts';
import { networkFailure } from './networkFailure.ts';
import { cancelled, RouteeError } from './routeeError.ts';

export interface DeadlineOptions {
  readonly timers: Timers;
  readonly limitMs: number;
  /** The caller's own: when it is aborted, the work is. */
  readonly signal?: AbortSignal | undefined;
  /** Where the request goes, for the sentences. */
  readonly host: string;
}

/** Ends a request when its time is over or its caller has given up, and says which it was. */
export class Deadline implements Disposable {
  readonly #abort = new AbortController();
  readonly #options: DeadlineOptions;
  #timeout: Disposable;
  readonly #onCancel = (): void => {
    this.#abort.abort(cancelled());
  };

  constructor(options: DeadlineOptions) {
    const { signal } = options;
    this.#options = options;
    if (signal?.aborted === true) {
      this.#onCancel();
    }
    signal?.addEventListener('abort', this.#onCancel, { once: true });
    this.#timeout = this.#start();
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** Explains an error that the request threw. Our abort reason says more than the error of `fetch`. */
  explain(error: unknown): RouteeError {
    const reason: unknown = this.signal.reason;
    if (reason instanceof RouteeError) {
      return reason;
    }
    return error instanceof RouteeError ? error : networkFailure(error, this.#options.host);
  }

  /** The request waits for something else, which has its own time. Its caller may still give up. */
  pause(): void {
    this.#timeout.dispose();
  }

  /** The request goes on, with its whole time. */
  resume(): void {
    this.#timeout.dispose();
    this.#timeout = this.#start();
  }

  /** The request is over. */
  dispose(): void {
    this.#timeout.dispose();
    this.#options.signal?.removeEventListener('abort', this.#onCancel);
  }

  #start(): Disposable {
    const { timers, limitMs, host } = this.#options;
    return timers.set(() => {
      const sentence = l10n.t(
        "{0} didn't respond within {1} seconds. Try again later.",
        host,
        limitMs / 1000,
      );
      this.#abort.abort(new RouteeError('timeout', sentence));
    }, limitMs);
  }
}
