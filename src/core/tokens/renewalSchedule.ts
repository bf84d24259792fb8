import type { Clock, Disposable, Timers } from '../kit/ports.ts';
import type { ClockWatch } from './clockWatch.ts';
import { DueTimer } from './dueTimer.ts';

/** Work that is due at some time, and again after it was done. */
export interface Renewable {
  readonly key: string;
  /** In milliseconds since the epoch; `undefined`: not by itself. */
  readonly dueMs: number | undefined;
  /** Never rejects. */
  renew(): Promise<void>;
}

/** Renewals under way at the same time. */
const MAX_AT_ONCE = 4;

/** Renews tokens when they are due, with one timer for all. */
export class RenewalSchedule implements Disposable {
  readonly #watch: ClockWatch;
  readonly #due: DueTimer;
  readonly #planned = new Map<string, Renewable>();
  /** Waiting for their turn, or under way. */
  readonly #busy = new Set<Renewable>();
  readonly #waiting: Renewable[] = [];
  #running = 0;
  #disposed = false;

  constructor({ clock, timers }: { readonly clock: Clock; readonly timers: Timers }, watch: ClockWatch) {
    this.#watch = watch;
    this.#due = new DueTimer(clock, timers, () => {
      this.#wake();
    });
  }

  /** To be called after every change of the token. */
  plan(token: Renewable): void {
    if (!this.#disposed) {
      this.#planned.set(token.key, token);
      this.#due.plan(token.key, this.#busy.has(token) ? undefined : token.dueMs);
    }
  }

  forget(key: string): void {
    this.#planned.delete(key);
    this.#due.plan(key, undefined);
  }

  /** When the next renewal is planned, in milliseconds since the epoch. */
  dueMs(key: string): number | undefined {
    return this.#due.dueMs(key);
  }

  dispose(): void {
    this.#disposed = true;
    this.#waiting.length = 0;
    this.#due.dispose();
  }

  #wake(): void {
    this.#watch.look();
    for (const key of this.#due.take()) {
      const token = this.#planned.get(key);
      if (token !== undefined) {
        this.#busy.add(token);
        this.#waiting.push(token);
      }
    }
    this.#startWaiting();
  }

  #startWaiting(): void {
    while (this.#running < MAX_AT_ONCE) {
      const token = this.#waiting.shift();
      if (token === undefined) return;
      this.#running++;
      void this.#renew(token);
    }
  }

  async #renew(token: Renewable): Promise<void> {
    await token.renew();
    this.#running--;
    this.#busy.delete(token);
    if (this.#planned.get(token.key) === token) this.plan(token);
    this.#startWaiting();
  }
}
