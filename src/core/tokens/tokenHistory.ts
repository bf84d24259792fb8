import { needsUser } from '../protocol/routeeError.ts';
import { inClockSetBack, isExpired, isFromFuture, type Token } from '../protocol/token.ts';
import { ExchangeBudget } from './exchangeBudget.ts';
import { ExchangeFailure } from './exchangeFailure.ts';
import { renewalDueMs, type RenewalFacts } from './refreshPolicy.ts';
import type { TokenState } from './tokenState.ts';
import { saySame, type TokenRecord } from './tokenStore.ts';

/** The owner of a token; under another revision or another server the token says nothing. */
export interface TokenOwner {
  /** The key of the application. */
  readonly key: string;
  readonly revision: string;
  readonly authUrl: string;
  /** Fewer than the application has; none given: all of them. */
  readonly scopes?: readonly string[];
}

/** The habits of one server, which all of its tokens share. */
export interface ServerHabits {
  /** The server hands back the same token until it expires; `undefined` until it has shown that. */
  reusesToken: boolean | undefined;
}

/** The token of one application and what has become of it. Changes only by its own methods, and asks nobody. */
export class TokenHistory {
  readonly budget = new ExchangeBudget();
  /** The background leaves the application alone until then, in milliseconds since the epoch. */
  postponedUntilMs = 0;
  usedAtMs: number;

  readonly #owner: TokenOwner;
  readonly #habits: ServerHabits;
  readonly #failure = new ExchangeFailure();
  #token: Token | undefined;
  #reusesToken: boolean | undefined;
  #roundTripMs: number | undefined;
  #suspect = false;
  #unsaved = false;
  /** The stored record when last seen: seen again, it must not undo what could not be stored since. */
  #stored: TokenRecord | undefined;

  constructor(owner: TokenOwner, habits: ServerHabits, usedAtMs: number) {
    this.#owner = owner;
    this.#habits = habits;
    this.usedAtMs = usedAtMs;
  }

  get token(): Token | undefined {
    return this.#token;
  }

  get facts(): RenewalFacts | undefined {
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

  /** Other windows do not know the token, or its rejection, yet. */
  get unsaved(): boolean {
    return this.#unsaved;
  }

  get rejected(): boolean {
    return this.#failure.rejection !== undefined;
  }

  get retryAtMs(): number | undefined {
    return this.#failure.retryAtMs;
  }

  get state(): TokenState {
    return this.#failure.stateWith(this.#token);
  }

  /**
   * When to exchange in the background, in milliseconds since the epoch; `undefined`: not by itself. The policy says
   * when a new token is wanted, the budget when an exchange is allowed.
   *
   * @param jitter in [0, 1): moves the renewals of one window a little
   */
  dueMs(nowMs: number, monotonicMs: number, jitter: number): number | undefined {
    if (this.rejected || this.#failure.misconfigured) return undefined;
    const { facts } = this;
    const wantedMs = facts === undefined || this.#suspect ? nowMs : renewalDueMs(facts, jitter);
    if (wantedMs === undefined) return undefined;
    const end = this.#token?.expiresAtMs;
    const expired = end === undefined || end <= nowMs;
    const allowedMs = nowMs + this.budget.waitMs(monotonicMs, expired);
    return Math.max(
      wantedMs,
      // Once the token has died the budget is asked again: it then allows what it does not allow now.
      expired ? allowedMs : Math.min(allowedMs, end),
      this.postponedUntilMs,
      this.retryAtMs ?? 0,
    );
  }

  /** @throws {RouteeError} what the server would say again, so that it need not be asked. */
  throwWhatIsKnown(monotonicMs: number): void {
    this.#failure.throwWhatIsKnown(this.budget.sinceAttemptMs(monotonicMs));
  }

  /** A new exchange has succeeded. */
  take(token: Token, nowMs: number, roundTripMs?: number): void {
    const before = this.#token;
    const same = before?.accessToken === token.accessToken;
    if (before !== undefined && !isExpired(before, nowMs)) {
      this.#reusesToken = same;
      this.#habits.reusesToken = same;
    }
    this.#roundTripMs = roundTripMs;
    // A token that comes again keeps the moment of its first issue: its life did not begin again.
    this.#token = same ? { ...token, issuedAtMs: Math.min(before.issuedAtMs, token.issuedAtMs) } : token;
    this.#suspect = isFromFuture(token, nowMs);
    this.#failure.clear();
    this.postponedUntilMs = 0;
    this.#unsaved = true;
  }

  /** An exchange has failed. */
  fail(...failure: Parameters<ExchangeFailure['note']>): void {
    const [error] = failure;
    this.#failure.note(...failure);
    this.#unsaved ||= needsUser(error.code);
  }

  /** A resource has refused the token. */
  invalidate(): void {
    this.#token = undefined;
    this.#unsaved = true;
  }

  clockSetBack(setBackMs: number): void {
    this.#token &&= inClockSetBack(this.#token, setBackMs);
    this.#suspect = this.#token?.expiresAtMs !== undefined;
    this.postponedUntilMs = 0;
    this.#failure.endWait();
  }

  /**
   * Follows the stored record, perhaps written by another window. Returns whether that is news.
   *
   * No record is not the same as one without a token: a store may lose what it was given.
   */
  adopt(record: TokenRecord | undefined, nowMs: number): boolean {
    if (record === undefined || this.#unsaved) return false;
    this.usedAtMs = Math.max(this.usedAtMs, Math.min(record.usedAtMs, nowMs));
    if (this.#stored !== undefined && saySame(this.#stored, record)) return false;
    this.#stored = record;
    const { token, rejection, reusesToken } = record;
    const before = this.#token;
    const isOtherToken =
      token?.accessToken !== before?.accessToken || token?.expiresAtMs !== before?.expiresAtMs;
    const isOtherRejection = rejection?.atMs !== this.#failure.rejection?.atMs;
    this.#failure.follow(rejection);
    this.#reusesToken = reusesToken ?? this.#reusesToken;
    this.#habits.reusesToken ??= reusesToken;
    this.#roundTripMs = record.roundTripMs;
    if (isOtherToken) this.#token = token;
    if (isOtherToken && token !== undefined) {
      this.#suspect = isFromFuture(token, nowMs);
      this.#failure.forgetPassing();
      this.postponedUntilMs = 0;
    }
    return isOtherToken || isOtherRejection;
  }

  /** The record for the store; from now on what the store says counts again. */
  toRecord(): TokenRecord {
    this.#unsaved = false;
    const { rejection } = this.#failure;
    return {
      version: 1,
      revision: this.#owner.revision,
      authUrl: this.#owner.authUrl,
      ...(this.#token === undefined ? {} : { token: this.#token }),
      ...(this.#reusesToken === undefined ? {} : { reusesToken: this.#reusesToken }),
      ...(this.#roundTripMs === undefined ? {} : { roundTripMs: this.#roundTripMs }),
      ...(rejection === undefined ? {} : { rejection }),
      usedAtMs: this.usedAtMs,
    };
  }

  wasStored(record: TokenRecord): void {
    this.#stored = record;
  }
}
