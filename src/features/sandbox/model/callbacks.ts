import * as z from 'zod/mini';

import type { Disposable, Fetch, Timers } from '../../../core/kit/ports.ts';
import { Deadline } from '../../../core/protocol/deadline.ts';
import { isLoopback } from '../../../core/protocol/endpoint.ts';

/** Routee waits no longer for its answer. */
const LIMIT_MS = 2000;

export const callbackSchema = z.object({
  url: z.string(),
  strategy: z.optional(z.enum(['OnChange', 'OnCompletion'])),
});

/**
 * Tells a customer's server on this machine what became of a message. Any other address is never called, whoever wrote
 * it into a request.
 */
export class Callbacks implements Disposable {
  readonly #timers: Timers;
  readonly #fetch: Fetch;
  readonly #pending = new Set<Disposable>();
  readonly #end = new AbortController();

  constructor(timers: Timers, fetch: Fetch) {
    this.#timers = timers;
    this.#fetch = fetch;
  }

  /** Posts once: Routee would repeat it for a day when it fails. */
  post(url: string, delayMs: number, body: object): void {
    if (!isOnThisMachine(url)) return;
    const timer = this.#timers.set(() => {
      this.#pending.delete(timer);
      void this.#post(url, body);
    }, delayMs);
    this.#pending.add(timer);
  }

  dispose(): void {
    for (const timer of this.#pending) timer.dispose();
    this.#pending.clear();
    this.#end.abort();
  }

  async #post(url: string, body: object): Promise<void> {
    const deadline = new Deadline({
      timers: this.#timers,
      limitMs: LIMIT_MS,
      signal: this.#end.signal,
      host: url,
    });
    try {
      await this.#fetch(url, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
        // An answer must not send it elsewhere.
        redirect: 'manual',
        signal: deadline.signal,
      });
    } catch {
      // The customer's server sees for itself that nothing comes.
    } finally {
      deadline.dispose();
    }
  }
}

function isOnThisMachine(address: string): boolean {
  const url = URL.parse(address);
  return url?.protocol === 'http:' && isLoopback(url.hostname);
}
