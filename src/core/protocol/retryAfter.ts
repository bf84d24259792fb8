const MAX_MS = 24 * 60 * 60 * 1000;

/**
 * The `Retry-After` header (RFC 9110 section 10.2.3) in milliseconds from now, from either form: seconds or a date.
 * `undefined` when absent or unreadable; at most a day, for a server's slip must not stop an application for good.
 */
export function retryAfterMs(header: string | null, nowMs: number): number | undefined {
  const value = header?.trim() ?? '';
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : parseHttpDate(value) - nowMs;
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(ms, 0), MAX_MS);
}

/**
 * A date as HTTP writes it: it starts with the day of the week and is in GMT, said or not (RFC 9110 section 5.6.7).
 * `Date.parse` alone would take `12.49` for a day in 2049, and a date without a zone for local time.
 */
function parseHttpDate(value: string): number {
  return /^[A-Z][a-z]+,? /.test(value) ? Date.parse(value.endsWith('GMT') ? value : `${value} GMT`) : NaN;
}
