import { needsUser, type RouteeError } from '../protocol/routeeError.ts';
import { queue } from '../kit/queue.ts';
import { ExchangeBudget } from './exchangeBudget.ts';
import { HeldToken, type ServerHabits } from './heldToken.ts';
import type { TokenOutlook } from './refreshPolicy.ts';
import type { SharedFlight } from './sharedFlight.ts';
import type { Token } from '../protocol/token.ts';
import type { TokenState } from './tokenState.ts';
import { saySame, type TokenRecord } from './tokenStore.ts';
import { TokenTrouble } from './tokenTrouble.ts';

export interface TokenOutcome {
  readonly token: Token;
  /** `cache`: no request was made for this call. */
  readonly source: 'cache' | 'exchange';
  /** The server handed back the token that was there before. */
  readonly sameToken: boolean;
}

/** What a token belongs to; under another revision or another server it says nothing. */
export interface TokenOwner {
  readonly key: string;
  readonly revision: string;
  readonly authUrl: string;
}

/** What is known of the token of one application. It changes only by its own methods and asks nobody. */
export class TokenEntry implements TokenOwner {
  readonly key: string;
  readonly revision: string;
  readonly authUrl: string;
  readonly budget = new ExchangeBudget();
  /** Reads and writes of the stored token, so that none overtakes another. */
  readonly oneByOne = queue();
  /** A reading that has not begun: those who ask by then share it. */
  nextRead: Promise<void> | undefined;
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
  #unsaved = false;
  /** What the store held when last seen: seen again, it must not undo what could not be stored since. */
  #stored: TokenRecord | undefined;
  readonly #trouble = new TokenTrouble();
  readonly #held: HeldToken;

  constructor(
    { key, revision, authUrl }: TokenOwner,
    habits: ServerHabits,
    usedAtMs: number,
    jitter: number,
  ) {
    this.key = key;
    this.revision = revision;
    this.authUrl = authUrl;
    this.#held = new HeldToken(habits);
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
    return this.#held.token;
  }

  get outlook(): TokenOutlook | undefined {
    return this.#held.outlook;
  }

  /** The clock was set back, and perhaps by more than was seen: only the server knows how long the token lives. */
  get suspect(): boolean {
    return this.#held.suspect;
  }

  get rejected(): boolean {
    return this.#trouble.rejection !== undefined;
  }

  get misconfigured(): boolean {
    return this.#trouble.misconfigured;
  }

  get retryAtMs(): number | undefined {
    return this.#trouble.failure?.retryAtMs;
  }

  get state(): TokenState {
    const { token } = this.#held;
    if (this.exchanging) {
      return { kind: 'fetching', token };
    }
    const { rejection, failure, misconfigured } = this.#trouble;
    if (rejection !== undefined) {
      return { kind: 'rejected', token, problem: rejection };
    }
    if (failure !== undefined) {
      const { problem, retryAtMs } = failure;
      return misconfigured
        ? { kind: 'misconfigured', token, problem }
        : { kind: 'failed', token, problem, retryAtMs };
    }
    return token === undefined ? { kind: 'none' } : { kind: 'ready', token };
  }

  /** @throws {RouteeError} what the server would say again, so that it need not be asked. */
  throwWhatIsKnown(monotonicMs: number): void {
    this.#trouble.throwWhatIsKnown(this.budget.sinceAttemptMs(monotonicMs));
  }

  /** A new exchange has succeeded. */
  take(token: Token, nowMs: number, roundTripMs?: number): void {
    this.#answer = undefined;
    this.#held.take(token, nowMs, roundTripMs);
    this.#trouble.clear();
    this.postponedUntilMs = 0;
    this.#unsaved = true;
  }

  /** An exchange has failed. */
  fail(error: RouteeError, nowMs: number, random: number): void {
    this.#answer = undefined;
    this.#trouble.note(error, nowMs, random);
    this.#unsaved ||= needsUser(error.code);
  }

  /** A resource has refused the token. */
  invalidate(): void {
    this.#answer = undefined;
    this.#held.drop();
    this.#unsaved = true;
  }

  clockSetBack(setBackMs: number): void {
    this.#answer = undefined;
    this.#held.clockSetBack(setBackMs);
    this.postponedUntilMs = 0;
    this.#trouble.endWait();
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
    const sameRejection = rejection?.atMs === this.#trouble.rejection?.atMs;
    this.#trouble.follow(rejection);
    const otherToken = this.#held.follow(record, nowMs);
    if (otherToken && token !== undefined) {
      this.#trouble.forgetFailure();
      this.postponedUntilMs = 0;
    }
    return otherToken || !sameRejection;
  }

  /** For the store; from now on what the store says counts again. */
  toRecord(): TokenRecord {
    this.#unsaved = false;
    const { rejection } = this.#trouble;
    return {
      version: 1,
      revision: this.revision,
      authUrl: this.authUrl,
      ...this.#held.toRecord(),
      ...(rejection === undefined ? {} : { rejection }),
      usedAtMs: this.usedAtMs,
    };
  }

  wasStored(record: TokenRecord): void {
    this.#stored = record;
  }
}
