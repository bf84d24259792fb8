import { remainingMs, type Token } from '../protocol/token.ts';

const MAX_MINIMUM_LIFE_MS = 30_000;
const MINIMUM_LIFE_SHARE = 0.1;
/** `expires_in` counts whole seconds: the server's token lives up to one second longer than it says. */
const SERVER_ROUNDING_MS = 1000;
/** Spreads the renewals of many applications and windows over some of the margin that they have anyway. */
const JITTER_SHARE = 0.25;

/** The facts that the policy looks at: a token, and what is known of the server that issued it. */
export interface RenewalFacts {
  readonly token: Token;
  /** The server hands back the same token until it expires: exchanging early is of no use. */
  readonly reusesToken: boolean;
  /** Duration of the exchange that returned the token; the server counted its life from somewhere within. */
  readonly roundTripMs?: number | undefined;
}

/** The life below which a token is replaced rather than handed out: 30 s, and at most a tenth of its lifetime. */
export function minimumLifeMs(token: Token): number {
  return token.expiresAtMs === undefined
    ? 0
    : Math.min(MAX_MINIMUM_LIFE_MS, Math.max(0, token.expiresAtMs - token.issuedAtMs) * MINIMUM_LIFE_SHARE);
}

/** Good to be handed out without asking the server. */
export function isFresh({ token, reusesToken }: RenewalFacts, nowMs: number): boolean {
  return remainingMs(token, nowMs) > (reusesToken ? 0 : minimumLifeMs(token));
}

/**
 * When to exchange in the background, in milliseconds since the epoch: a little before the end, or, with a server
 * that hands back the same token until then, as soon as a new one must exist. `undefined` without a stated expiry.
 *
 * @param jitter in [0, 1)
 */
export function renewalDueMs(
  { token, reusesToken, roundTripMs = 0 }: RenewalFacts,
  jitter: number,
): number | undefined {
  if (token.expiresAtMs === undefined) return undefined;
  const margin = minimumLifeMs(token);
  const spread = margin * JITTER_SHARE * jitter;
  return reusesToken
    ? token.expiresAtMs + SERVER_ROUNDING_MS + Math.max(Math.min(spread, SERVER_ROUNDING_MS), roundTripMs / 2)
    : token.expiresAtMs - margin - spread;
}
