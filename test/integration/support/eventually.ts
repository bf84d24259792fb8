import { setTimeout as delay } from 'node:timers/promises';

const EVERY_MS = 10;
const AT_MOST_MS = 40_000;

/** Waits for what this host does in its own time: until `read` gives something and throws nothing. */
export async function eventually<T>(
  what: string,
  read: () => Promise<T | undefined | false> | T | undefined | false,
): Promise<T> {
  const deadline = performance.now() + AT_MOST_MS;
  for (;;) {
    let cause: unknown;
    try {
      const value = await read();
      if (value !== undefined && value !== false) return value;
    } catch (error) {
      cause = error;
    }
    if (performance.now() > deadline) throw new Error(`Waited in vain for: ${what}.`, { cause });
    await delay(EVERY_MS);
  }
}
