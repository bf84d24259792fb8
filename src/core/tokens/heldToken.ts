import type { TokenOutlook } from './refreshPolicy.ts';
import { inClockSetBack, isExpired, isFromFuture, type Token } from '../protocol/token.ts';
import type { TokenRecord } from './tokenStore.ts';

/** What the entries of one server have in common. */
export interface ServerHabits {
  /** The server hands back the same token until it expires; `undefined` until it has shown that. */
  reusesToken: boolean | undefined;
}

/** The token of one application, and what is known of how its server hands it out. */
export class HeldToken {
  readonly #habits: ServerHabits;
  #token: Token | undefined;
  #reusesToken: boolean | undefined;
  #roundTripMs: number | undefined;
  #suspect = false;

  constructor(habits: ServerHabits) {
    this.#habits = habits;
  }

  get token(): Token | undefined {
    return this.#token;
  }

  get outlook(): TokenOutlook | undefined {
    return this.#token === undefined
      ? undefined
      : {
          token: this.#token,
          reusesToken: this.#reusesToken ?? this.#habits.reusesToken ?? false,
          roundTripMs: this.#roundTripMs,
        };
  }

  /** The clock was set back, and perhaps by more than was seen: only the server knows how long the token lives. */
  get suspect(): boolean {
    return this.#suspect;
  }

  /** A new exchange has succeeded. */
  take(token: Token, nowMs: number, roundTripMs: number | undefined): void {
    const before = this.#token;
    const same = before?.accessToken === token.accessToken;
    if (before !== undefined && !isExpired(before, nowMs)) {
      this.#reusesToken = same;
      this.#habits.reusesToken = same;
    }
    this.#roundTripMs = roundTripMs;
    // The same token keeps the moment of its first issue: its life did not begin again.
    this.#token = same ? { ...token, issuedAtMs: Math.min(before.issuedAtMs, token.issuedAtMs) } : token;
    this.#suspect = isFromFuture(token, nowMs);
  }

  /** A resource has refused the token. */
  drop(): void {
    this.#token = undefined;
  }

  clockSetBack(setBackMs: number): void {
    this.#token &&= inClockSetBack(this.#token, setBackMs);
    this.#suspect = this.#token?.expiresAtMs !== undefined;
  }

  /** Follows what is stored. Returns whether that is another token. */
  follow({ token, reusesToken, roundTripMs }: TokenRecord, nowMs: number): boolean {
    const before = this.#token;
    this.#reusesToken = reusesToken ?? this.#reusesToken;
    this.#habits.reusesToken ??= reusesToken;
    this.#roundTripMs = roundTripMs;
    if (token?.accessToken === before?.accessToken && token?.expiresAtMs === before?.expiresAtMs) {
      return false;
    }
    this.#token = token;
    if (token !== undefined) {
      this.#suspect = isFromFuture(token, nowMs);
    }
    return true;
  }

  /** For the store. */
  toRecord(): Pick<TokenRecord, 'token' | 'reusesToken' | 'roundTripMs'> {
    return {
      ...(this.#token === undefined ? {} : { token: this.#token }),
      ...(this.#reusesToken === undefined ? {} : { reusesToken: this.#reusesToken }),
      ...(this.#roundTripMs === undefined ? {} : { roundTripMs: this.#roundTripMs }),
    };
  }
}
