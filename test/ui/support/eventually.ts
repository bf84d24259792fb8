import { setTimeout as delay } from 'node:timers/promises';

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
    await delay(100);
  }
}
