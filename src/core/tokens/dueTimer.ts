import TinyQueue from 'tinyqueue';

import type { Clock, Disposable, Timers } from '../kit/ports.ts';

/** A timer stops while a laptop sleeps and knows nothing of a changed clock: waking this often notices both. */
export const LONGEST_STRIDE_MS = 60 * 1000;

interface Item {
  readonly key: string;
  readonly dueMs: number;
}

/** Calls back when keys are due, with one timer for all of them, however many and however far away. */
export class DueTimer implements Disposable {
  readonly #clock: Clock;
  readonly #timers: Timers;
  readonly #onWake: () => void;
  readonly #due = new Map<string, number>();
  readonly #queue = new TinyQueue<Item>([], (a, b) => a.dueMs - b.dueMs);
  #timer: Disposable | undefined;
  #wakeAtMs = Infinity;

  /** @param onWake called at every due moment and stride; takes the due keys and plans them anew */
  constructor(clock: Clock, timers: Timers, onWake: () => void) {
    this.#clock = clock;
    this.#timers = timers;
    this.#onWake = onWake;
  }

  /** @param dueMs in milliseconds since the epoch; `undefined` forgets the key */
  plan(key: string, dueMs: number | undefined): void {
    if (this.#due.get(key) === dueMs) return;
    if (dueMs === undefined) {
      this.#due.delete(key);
    } else {
      this.#due.set(key, dueMs);
      this.#queue.push({ key, dueMs });
    }
    this.#arm();
  }

  dueMs(key: string): number | undefined {
    return this.#due.get(key);
  }

  /** The keys that are due now; each is forgotten until it is planned again. */
  take(): string[] {
    const now = this.#clock.now();
    const keys: string[] = [];
    for (let next = this.#next(); next !== undefined && next.dueMs <= now; next = this.#next()) {
      this.#queue.pop();
      this.#due.delete(next.key);
      keys.push(next.key);
    }
    this.#arm();
    return keys;
  }

  dispose(): void {
    this.#due.clear();
    this.#arm();
  }

  /** Planning again leaves an old entry in the queue, which is passed over here. */
  #next(): Item | undefined {
    let item = this.#queue.peek();
    while (item !== undefined && this.#due.get(item.key) !== item.dueMs) {
      this.#queue.pop();
      item = this.#queue.peek();
    }
    return item;
  }

  #arm(): void {
    const next = this.#next();
    const now = this.#clock.now();
    const wakeAtMs =
      next === undefined ? Infinity : Math.min(Math.max(next.dueMs, now), now + LONGEST_STRIDE_MS);
    const armed = this.#timer !== undefined && this.#wakeAtMs <= wakeAtMs && this.#wakeAtMs >= now;
    if (armed && next !== undefined) return;
    this.#timer?.dispose();
    this.#timer = undefined;
    this.#wakeAtMs = wakeAtMs;
    if (next !== undefined) {
      this.#timer = this.#timers.set(() => {
        this.#timer = undefined;
        this.#onWake();
        this.#arm();
      }, wakeAtMs - now);
    }
  }
}
