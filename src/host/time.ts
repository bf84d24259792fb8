import type { Clock, Timers } from '../core/kit/ports.ts';

/** A longer `setTimeout` fires at once. */
const LONGEST_DELAY_MS = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
};

export const systemTimers: Timers = {
  set: (callback, delayMs) => {
    const timer = setTimeout(callback, Math.min(Math.max(delayMs, 0), LONGEST_DELAY_MS));
    return {
      dispose: () => clearTimeout(timer),
    };
  },
};
