import type { Clock, Disposable, Timers } from '../../src/core/kit/ports.ts';

export interface FakeTimeOptions {
  /** Wall clock at the start, in milliseconds since the epoch. Default 2026-01-01T00:00:00Z. */
  readonly start?: number;
  /** A single `advance` that fires more timers than this is taken for a busy loop, and throws. Default 100,000. */
  readonly maxFired?: number;
  /** Waits for the consequences of a fired timer. By default all microtasks and process ticks, no macrotask. */
  readonly settle?: () => Promise<void>;
}

interface Timer {
  readonly dueAt: number;
  readonly callback: () => void;
}

/**
 * A clock and timers that move only by command. Timers hang on a monotonic time line of their own, as Node's do,
 * so that the wall clock can jump without them.
 */
export class FakeTime implements Clock, Timers {
  private wall: number;
  private elapsed = 0;
  private fired = 0;
  private advancing = false;
  /** Ordered by due time, equal ones by their time of setting. */
  private readonly timers: Timer[] = [];
  private readonly maxFired: number;
  private readonly settleOnce: () => Promise<void>;

  constructor(options: FakeTimeOptions = {}) {
    this.wall = options.start ?? Date.UTC(2026, 0, 1);
    this.maxFired = options.maxFired ?? 100_000;
    this.settleOnce = options.settle ?? settleTicks;
  }

  /** Bound, so that it can be passed as it is. */
  readonly now = (): number => this.wall;

  /** Milliseconds that `advance` has let pass; a jump leaves it alone. */
  readonly monotonic = (): number => this.elapsed;

  set(callback: () => void, delayMs: number): Disposable {
    const timer: Timer = { dueAt: this.elapsed + nodeDelay(delayMs), callback };
    const after = this.timers.findIndex((other) => other.dueAt > timer.dueAt);
    this.timers.splice(after < 0 ? this.timers.length : after, 0, timer);
    return {
      dispose: () => {
        const index = this.timers.indexOf(timer);
        if (index >= 0) this.timers.splice(index, 1);
      },
    };
  }

  get pendingTimers(): number {
    return this.timers.length;
  }

  /** Timers that have fired since the start. */
  get firedTimers(): number {
    return this.fired;
  }

  /** Milliseconds until the next timer fires; `undefined` when there is none. */
  get nextTimerIn(): number | undefined {
    const next = this.timers[0];
    return next && next.dueAt - this.elapsed;
  }

  /** Lets time pass: fires what falls due, each at its moment, and lets its consequences settle before the next. */
  async advance(ms: number): Promise<void> {
    if (!(ms >= 0)) throw new RangeError('advance() goes forwards only; jump() sets the wall clock back.');
    if (this.advancing) throw new Error('advance() is under way: await it first.');
    this.advancing = true;
    try {
      const end = this.elapsed + ms;
      await this.settleOnce();
      for (let fired = 0; ; fired += 1) {
        const timer = this.timers[0];
        if (!timer || timer.dueAt > end) break;
        if (fired >= this.maxFired) {
          throw new Error(`More than ${this.maxFired} timers fired in ${ms} ms: a busy loop?`);
        }
        this.timers.shift();
        this.pass(timer.dueAt - this.elapsed);
        this.fired += 1;
        timer.callback();
        await this.settleOnce();
      }
      this.pass(end - this.elapsed);
      await this.settleOnce();
    } finally {
      this.advancing = false;
    }
  }

  /** Moves the wall clock only, as a laptop's sleep (forwards) or a corrected clock (also backwards) does. */
  jump(ms: number): void {
    this.wall += ms;
  }

  /** Lets pending promises settle without any time passing. */
  async settle(): Promise<void> {
    await this.settleOnce();
  }

  private pass(ms: number): void {
    this.elapsed += ms;
    this.wall += ms;
  }
}

/** Node turns a delay that it cannot hold into 1 ms. */
function nodeDelay(delayMs: number): number {
  return delayMs >= 1 && delayMs <= 2 ** 31 - 1 ? Math.trunc(delayMs) : 1;
}

/** Node runs a process tick only when no microtask is left, so each turn drains promise chains of any length. */
async function settleTicks(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) {
    await new Promise<void>((resolve) => {
      process.nextTick(resolve);
    });
  }
}
