import { needsSetting, needsUser, RouteeError } from '../protocol/routeeError.ts';
import { ExchangeBudget } from './exchangeBudget.ts';
import type { TokenOutlook } from './refreshPolicy.ts';
import { retryDelayMs } from './retryPolicy.ts';
import type { SharedFlight } from './sharedFlight.ts';
import { inClockSetBack, isExpired, isFromFuture, type Token } from './token.ts';
import type { Problem, TokenState } from './tokenState.ts';
import type { TokenRecord } from './tokenStore.ts';

export interface TokenOutcome {
  readonly token: Token;
  /** `cache`: no request was made for this call. */
  readonly source: 'cache' | 'exchange';
  /** The server handed back the token that was there before. */
  readonly sameToken: boolean;
}

/** Callers that come this soon after a failure get that failure instead of another request. */
const MIN_REQUEST_GAP_MS = 1000;

/** Where tokens come from: what an answer from a wrong place is about. */
const AUTH_SETTING = 'routee.authUrl';

/** What a token belongs to; under another revision or another server it says nothing. */
export interface TokenOwner {
  readonly key: string;
  readonly revision: string;
  readonly authUrl: string;
}

/** What the entries of one server have in common. */
export interface ServerHabits {
  /** The server hands back the same token until it expires; `undefined` until it has shown that. */
  reusesToken: boolean | undefined;
}

/** What is known of the token of one application. It changes only by its own methods and asks nobody. */
export class TokenEntry implements TokenOwner {
  readonly key: string;
  readonly revision: string;
  readonly authUrl: string;
  readonly budget = new ExchangeBudget();
  /** Drawn once: moves this window's renewals of this application a little. In [0, 1). */
  readonly jitter: number;

  flight: SharedFlight<TokenOutcome> | undefined;
  /** The flight has come to ask the server; before, it looks for what is stored. */
  exchanging = false;
  /** Somebody in the flight wants a new token whatever is stored. */
  renewWanted = false;
  /** Settles once what is stored has been read. */
  loaded: Promise<void> = Promise.resolve();
  isLoaded = false;
  /** A step of the background renewal waits or runs. */
  renewing = false;
  /** When this window has written a claim, which settles since; in milliseconds since the epoch. */
  claimedAtMs: number | undefined;
  /** The background leaves the application alone until then, in milliseconds since the epoch. */
  postponedUntilMs = 0;
  usedAtMs: number;

  #answer: { readonly outcome: Promise<TokenOutcome>; readonly atMs: number } | undefined;
  #token: Token | undefined;
  #reusesToken: boolean | undefined;
  #roundTripMs: number | undefined;
  #rejection: TokenRecord['rejection'];
  /** Without `retryAtMs` only another setting can help. */
  #failure:
    { problem: Problem; error: RouteeError; count: number; retryAtMs: number | undefined } | undefined;
  #suspect = false;
  #unsaved = false;
  /** What the store held when last seen: seen again, it must not undo what could not be stored since. */
  #stored: TokenRecord | undefined;
  #storeWork: Promise<unknown> = Promise.resolve();
  #nextRead: Promise<void> | undefined;

  readonly #habits: ServerHabits;

  constructor(
    { key, revision, authUrl }: TokenOwner,
    habits: ServerHabits,
    usedAtMs: number,
    jitter: number,
  ) {
    this.key = key;
    this.revision = revision;
    this.authUrl = authUrl;
    this.#habits = habits;
    this.usedAtMs = usedAtMs;
    this.jitter = jitter;
  }

  /**
   * What the last caller got, or waits for, and when that was, in milliseconds since the epoch. Good for all who ask
   * within the same millisecond: whatever changes the token forgets it.
   */
  get answer(): { readonly outcome: Promise<TokenOutcome>; readonly atMs: number } | undefined {
    return this.#answer;
  }

  answerWith(outcome: Promise<TokenOutcome>, atMs: number): void {
    this.#answer = { outcome, atMs };
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

  get rejected(): boolean {
    return this.#rejection !== undefined;
  }

  get misconfigured(): boolean {
    return this.#failure !== undefined && this.#failure.retryAtMs === undefined;
  }

  get retryAtMs(): number | undefined {
    return this.#failure?.retryAtMs;
  }

  get state(): TokenState {
    const token = this.#token;
    if (this.exchanging) {
      return { kind: 'fetching', token };
    }
    if (this.#rejection !== undefined) {
      return { kind: 'rejected', token, problem: this.#rejection };
    }
    if (this.#failure !== undefined) {
      const { problem, retryAtMs } = this.#failure;
      return this.misconfigured
        ? { kind: 'misconfigured', token, problem }
        : { kind: 'failed', token, problem, retryAtMs };
    }
    return token === undefined ? { kind: 'none' } : { kind: 'ready', token };
  }

  /** @throws {RouteeError} what the server would say again, so that it need not be asked. */
  throwWhatIsKnown(monotonicMs: number): void {
    if (this.#rejection !== undefined) {
      throw new RouteeError(this.#rejection.code, this.#rejection.message);
    }
    const error = this.#failure?.error;
    const gapMs = Math.max(MIN_REQUEST_GAP_MS, error?.retryAfterMs ?? 0);
    if (error !== undefined && this.budget.sinceAttemptMs(monotonicMs) < gapMs) {
      throw error;
    }
  }

  /** A new exchange has succeeded. */
  take(token: Token, nowMs: number, roundTripMs?: number): void {
    this.#answer = undefined;
    const before = this.#token;
    const same = before?.accessToken === token.accessToken;
    if (before !== undefined && !isExpired(before, nowMs)) {
      this.#reusesToken = same;
      this.#habits.reusesToken = same;
    }
    this.#roundTripMs = roundTripMs;
    // The same token keeps the moment of its first issue: its life did not begin again.
    this.#token = same ? { ...token, issuedAtMs: Math.min(before.issuedAtMs, token.issuedAtMs) } : token;
    this.#unsaved = true;
    this.#settle();
    this.#suspect = isFromFuture(token, nowMs);
  }

  /** An exchange has failed. */
  fail(error: RouteeError, nowMs: number, random: number): void {
    this.#answer = undefined;
    const problem: Problem = { code: error.code, message: error.message, atMs: nowMs };
    if (needsUser(error.code)) {
      this.#rejection = {
        ...problem,
        code: error.code === 'invalidScope' ? 'invalidScope' : 'credentialsRejected',
      };
      this.#failure = undefined;
      this.#unsaved = true;
      return;
    }
    const count = (this.#failure?.count ?? 0) + 1;
    this.#failure = needsSetting(error.code)
      ? {
          problem: { ...problem, setting: error.setting ?? AUTH_SETTING },
          error,
          count,
          retryAtMs: undefined,
        }
      : { problem, error, count, retryAtMs: nowMs + retryDelayMs(count, random, error.retryAfterMs) };
  }

  /** A resource has refused the token. */
  invalidate(): void {
    this.#answer = undefined;
    this.#token = undefined;
    this.#unsaved = true;
  }

  clockSetBack(setBackMs: number): void {
    this.#answer = undefined;
    this.#token &&= inClockSetBack(this.#token, setBackMs);
    this.#suspect = this.#token?.expiresAtMs !== undefined;
    this.postponedUntilMs = 0;
    if (this.#failure?.retryAtMs !== undefined) {
      this.#failure.retryAtMs = 0;
    }
  }

  /**
   * Follows what the store says now, perhaps written by another window. Returns whether that is news.
   *
   * Nothing in the store is not the same as a record without a token: a store may lose what it was given.
   */
  adopt(record: TokenRecord | undefined, nowMs: number): boolean {
    if (record === undefined || this.#unsaved) {
      return false;
    }
    this.usedAtMs = Math.max(this.usedAtMs, Math.min(record.usedAtMs, nowMs));
    if (this.#stored !== undefined && saySame(this.#stored, record)) {
      return false;
    }
    this.#answer = undefined;
    this.#stored = record;
    const { token, rejection } = record;
    const sameToken =
      token?.accessToken === this.#token?.accessToken && token?.expiresAtMs === this.#token?.expiresAtMs;
    const sameRejection = rejection?.atMs === this.#rejection?.atMs;
    this.#rejection = rejection;
    this.#reusesToken = record.reusesToken ?? this.#reusesToken;
    this.#habits.reusesToken ??= record.reusesToken;
    this.#roundTripMs = record.roundTripMs;
    if (!sameToken) {
      this.#token = token;
      if (token !== undefined) {
        this.#failure = undefined;
        this.postponedUntilMs = 0;
        this.#suspect = isFromFuture(token, nowMs);
      }
    }
    return !sameToken || !sameRejection;
  }

  /** For the store; from now on what the store says counts again. */
  toRecord(): TokenRecord {
    this.#unsaved = false;
    return {
      version: 1,
      revision: this.revision,
      authUrl: this.authUrl,
      ...(this.#token === undefined ? {} : { token: this.#token }),
      ...(this.#reusesToken === undefined ? {} : { reusesToken: this.#reusesToken }),
      ...(this.#roundTripMs === undefined ? {} : { roundTripMs: this.#roundTripMs }),
      ...(this.#rejection === undefined ? {} : { rejection: this.#rejection }),
      usedAtMs: this.usedAtMs,
    };
  }

  wasStored(record: TokenRecord): void {
    this.#stored = record;
  }

  /** Reads and writes of the stored token, one after the other, so that none overtakes another. */
  inOrder<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#storeWork.then(work, work);
    this.#storeWork = done.catch(() => undefined);
    return done;
  }

  /** Reads what is stored, in order; those who ask before the reading has begun share it. */
  read(work: () => Promise<void>): Promise<void> {
    this.#nextRead ??= this.inOrder(() => {
      this.#nextRead = undefined;
      return work();
    });
    return this.#nextRead;
  }

  #settle(): void {
    this.#rejection = undefined;
    this.#failure = undefined;
    this.#suspect = false;
    this.postponedUntilMs = 0;
  }
}

function saySame(a: TokenRecord, b: TokenRecord): boolean {
  return (
    a.token?.accessToken === b.token?.accessToken &&
    a.token?.issuedAtMs === b.token?.issuedAtMs &&
    a.token?.expiresAtMs === b.token?.expiresAtMs &&
    a.rejection?.atMs === b.rejection?.atMs &&
    a.reusesToken === b.reusesToken
  );
}
