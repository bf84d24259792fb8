const FIRST_MS = 1000;
export const LONGEST_RETRY_MS = 5 * 60 * 1000;

/**
 * How long to wait after the given number of failures in a row: exponential back-off with full jitter, from 1 s to
 * 5 min. A longer `Retry-After` of the server is respected.
 *
 * @param random in [0, 1)
 */
export function retryDelayMs(failures: number, random: number, retryAfterMs: number | undefined): number {
  const ceiling = Math.min(FIRST_MS * 2 ** Math.min(failures, 30), LONGEST_RETRY_MS);
  return Math.max(FIRST_MS, ceiling * random, retryAfterMs ?? 0);
}
