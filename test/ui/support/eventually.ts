import { setTimeout as delay } from 'node:timers/promises';

const EVERY_MS = 30;

/**
 * Calls `read` until it gives something other than `undefined` or `false` without throwing, and resolves to that.
 * When time is up it rejects, naming what it waited for and the last error.
 */
export async function eventually<T>(
  what: string,
  read: () => Promise<T | undefined | false> | T | undefined | false,
  timeoutMs = 45_000,
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  let last: unknown;
  for (;;) {
    try {
      const value = await read();
      if (value !== undefined && value !== false) return value;
      last = undefined;
    } catch (error) {
      last = error;
    }
    if (Date.now() > deadline) {
      throw new Error(`Waited ${timeoutMs / 1000} s in vain for: ${what}.`, { cause: last });
    }
    await delay(EVERY_MS);
  }
}

/**
 * Does again what may be lost, until it comes off: `attempt` throws unless that is within the time it is given, which is
 * short at first and twice as long each time, for a slow machine.
 */
export function untilDone<T>(what: string, attempt: (timeout: number) => Promise<T>): Promise<T> {
  let timeout = 500;
  return eventually(what, async () => ({ value: await attempt((timeout *= 2)) })).then(({ value }) => value);
}
