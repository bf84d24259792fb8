import * as z from 'zod/mini';

/**
 * The text behind `Bearer` in a header (RFC 6750 section 2.1), up to 16 KB. Others could split a header or a line of an
 * editor, or be run by the reader of that line: httpYac takes `{{…}}` for a script. A single character stands in any
 * text, and could not be hidden.
 */
export const accessTokenSchema = z.string().check(z.regex(/^(?=.{2,16384}$)[\w.~+/-]+=*$/));

/** A bearer token as Routee issued it (RFC 6749 section 5.1), with absolute times. */
export const tokenSchema = z.readonly(
  z.object({
    accessToken: accessTokenSchema,
    /** When the request that first returned it was sent, in milliseconds since the epoch. */
    issuedAtMs: z.number(),
    /** Milliseconds since the epoch; absent when the server stated no expiry: in use until a resource refuses it. */
    expiresAtMs: z.optional(z.number()),
    scopes: z.readonly(z.array(z.string())),
    permissions: z.readonly(z.array(z.string())),
  }),
);

export type Token = z.infer<typeof tokenSchema>;

/** All that has an end of life. */
export type Expiring = Pick<Token, 'expiresAtMs'>;

const LONG_LIVED_MS = 30 * 24 * 60 * 60 * 1000;

/** Milliseconds of life left: 0 or less once expired, `Infinity` without a stated expiry. */
export function remainingMs(token: Expiring, nowMs: number): number {
  return token.expiresAtMs === undefined ? Infinity : token.expiresAtMs - nowMs;
}

export function isExpired(token: Token, nowMs: number): boolean {
  return remainingMs(token, nowMs) <= 0;
}

/** Issued for more than 30 days, or without an end: worth more care than one that dies within the hour. */
export function isLongLived(token: Token): boolean {
  return token.expiresAtMs === undefined || token.expiresAtMs - token.issuedAtMs > LONG_LIVED_MS;
}

/** Clocks are corrected by this much all the time. */
export const CLOCK_TOLERANCE_MS = 2000;

/** Whether the token's times come from a clock that was set back since, so that they say nothing. */
export function isFromFuture(token: Token, nowMs: number): boolean {
  return token.issuedAtMs > nowMs + CLOCK_TOLERANCE_MS;
}

/** Alive, as far as its times tell: not expired, and not of a clock that was set back since. */
export function isAlive(token: Token, nowMs: number): boolean {
  return !isExpired(token, nowMs) && !isFromFuture(token, nowMs);
}

/** Shifts a token's times by as much as the clock was set back, so that its lifetime does not grow. */
export function inClockSetBack(token: Token, setBackMs: number): Token {
  const { issuedAtMs, expiresAtMs } = token;
  return {
    ...token,
    issuedAtMs: issuedAtMs - setBackMs,
    ...(expiresAtMs === undefined ? {} : { expiresAtMs: expiresAtMs - setBackMs }),
  };
}

/** C0 and C1 controls, DEL, and the line separators of Unicode. */
// eslint-disable-next-line no-control-regex -- control characters are what it looks for
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

/**
 * Makes sure that a token stays on its line: one that holds a line end could add headers to a request.
 *
 * @throws RangeError if it is empty or holds a control character. The message does not hold the token.
 */
export function assertToken(token: string): void {
  if (token === '') throw new RangeError('The token is empty');
  if (UNSAFE.test(token)) throw new RangeError('The token holds a control character');
}
