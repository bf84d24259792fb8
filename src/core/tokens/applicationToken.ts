import * as l10n from '@vscode/l10n';

import { SETTINGS } from '../../contributions.ts';
import type { Application } from '../applications/application.ts';
import { authUrlOf, type ServerAddresses } from '../applications/servers.ts';
import type { ApplicationStore } from '../applications/applicationStore.ts';
import type { Emitter } from '../kit/emitter.ts';
import type { Disposable, Log, Random } from '../kit/ports.ts';
import { queue } from '../kit/queue.ts';
import { cancelled, needsUser, RouteeError } from '../protocol/routeeError.ts';
import { isAlive, type Token } from '../protocol/token.ts';
import type { ClockWatch } from './clockWatch.ts';
import type { KeptFresh } from './keptFresh.ts';
import { isFresh } from './refreshPolicy.ts';
import { CLAIM_MS, CLAIM_SETTLE_MS, type RenewalClaims } from './renewalClaims.ts';
import type { Renewable, RenewalSchedule } from './renewalSchedule.ts';
import { SharedFlight } from './sharedFlight.ts';
import { exchangeUntilAlive, type TokenExchangePorts } from './tokenExchange.ts';
import { TokenHistory, type ServerHabits, type TokenOwner } from './tokenHistory.ts';
import type { TokenState } from './tokenState.ts';
import type { TokenStore } from './tokenStore.ts';

export interface TokenOutcome {
  readonly token: Token;
  /** `cache`: no request was made for this call. */
  readonly source: 'cache' | 'exchange';
  /** The server handed back the token that was there before. */
  readonly sameToken: boolean;
}

export interface GetTokenOptions {
  readonly signal?: AbortSignal | undefined;
  /** Exchange even when the current token is fresh, or when the credentials were rejected before. */
  readonly renew?: boolean;
}

export interface Rejection {
  readonly application: Application;
  readonly error: RouteeError;
}

export interface TokenPorts extends TokenExchangePorts {
  readonly applications: Pick<ApplicationStore, 'get'>;
  /** Read at every use, so that a changed setting counts at once. */
  readonly settings: Pick<ServerAddresses, 'authUrl'>;
  readonly random: Random;
  readonly log: Log;
}

export interface SharedByTokens extends TokenPorts {
  readonly watch: ClockWatch;
  /** Without it a token lives in memory, and is renewed only when it is asked for. */
  readonly keeping?: Keeping;
}

interface Keeping {
  readonly store: TokenStore;
  readonly claims: RenewalClaims;
  readonly keptFresh: KeptFresh;
  readonly schedule: RenewalSchedule;
  /** Fires the key of the application. */
  readonly changed: Emitter<string>;
  /** Fires when the background finds out that only the user can help. */
  readonly rejected: Emitter<Rejection>;
}

const USE_NOTED_EVERY_MS = 60 * 60 * 1000;
/** After work that failed for a reason other than the server's: whatever it was, it must not turn into a loop. */
const TROUBLE_PAUSE_MS = 60_000;

/**
 * The token of one application, under one revision of its credentials and one server: reads and writes its record,
 * exchanges, and takes the steps of its renewal. Disposed of, or no longer current, it does nothing any more.
 */
export class ApplicationToken implements Renewable, Disposable {
  readonly owner: TokenOwner;
  readonly #shared: SharedByTokens;
  readonly #history: TokenHistory;
  /** Moves the renewals of this window a little; drawn once, in [0, 1). */
  readonly #jitter: number;
  /** Reads and writes of the record, so that none overtakes another. */
  readonly #oneByOne = queue();
  /** A reading that has not begun: those who ask by then share it. */
  #nextRead: Promise<void> | undefined;
  #isLoaded = false;
  #flight: SharedFlight<TokenOutcome> | undefined;
  /** The flight has come to ask the server; before, it looks for what is stored. */
  #exchanging = false;
  /** A caller in the flight wants a new token, even if a good one is stored. */
  #renewWanted = false;
  /** The moment when this window wrote a claim, which settles since, in milliseconds since the epoch. */
  #claimedAtMs: number | undefined;
  /** Good for all who ask within the same millisecond, while the token is the same. */
  #answer:
    | { readonly outcome: Promise<TokenOutcome>; readonly atMs: number; readonly token: Token | undefined }
    | undefined;
  /** A flight has ended that nobody was told of. */
  #isNews = false;
  #disposed = false;

  /** Settles once the stored record has been read. */
  readonly loaded: Promise<void>;

  constructor(owner: TokenOwner, shared: SharedByTokens, habits: ServerHabits, usedAtMs: number) {
    this.owner = owner;
    this.#shared = shared;
    this.#history = new TokenHistory(owner, habits, usedAtMs);
    this.#jitter = shared.random();
    this.loaded = this.adopt().then(() => {
      this.#isLoaded = true;
      this.show();
    });
  }

  get key(): string {
    return this.owner.key;
  }

  get usedAtMs(): number {
    return this.#history.usedAtMs;
  }

  /** The application is still stored with these credentials, and the server is still the same. */
  isCurrent(): boolean {
    return !this.#disposed && this.#isOwned();
  }

  #isOwned(): boolean {
    const { key, revision, authUrl } = this.owner;
    const { applications, settings } = this.#shared;
    const application = applications.get(key);
    return application?.revision === revision && authUrlOf(application, settings) === authUrl;
  }

  get state(): TokenState {
    const { token, state } = this.#history;
    return this.#exchanging ? { kind: 'fetching', token } : state;
  }

  /** The token that is valid now, if there is one; asks nobody and counts as no use. */
  peek(): Token | undefined {
    const { token } = this.#history;
    return token !== undefined && isAlive(token, this.#shared.clock.now()) ? token : undefined;
  }

  get dueMs(): number | undefined {
    const { clock, keeping } = this.#shared;
    const { usedAtMs } = this.#history;
    const isFree = this.#isLoaded && this.#flight === undefined && !this.#disposed;
    return isFree && keeping?.keptFresh.has(this.key, usedAtMs) === true
      ? this.#history.dueMs(clock.now(), clock.monotonic(), this.#jitter)
      : undefined;
  }

  /** A token that is valid now, as `TokenManager.getToken` describes. */
  get(options?: GetTokenOptions): Promise<TokenOutcome> {
    const atMs = this.#shared.clock.now();
    if (options === undefined && this.#answer?.atMs === atMs && this.#answer.token === this.#history.token) {
      return this.#answer.outcome;
    }
    const outcome = this.#get(options ?? {});
    if (options === undefined) this.#answer = { outcome, atMs, token: this.#history.token };
    if (this.#flight !== undefined) void this.#tellAfter(outcome);
    return outcome;
  }

  /** A resource has refused this token: it is not handed out again. */
  async invalidate(accessToken: string): Promise<void> {
    if (this.#history.token?.accessToken === accessToken) {
      this.#history.invalidate();
      this.show();
      await this.#save();
    }
  }

  /** Keeps a token that was obtained elsewhere. */
  async accept(token: Token): Promise<void> {
    const { clock } = this.#shared;
    this.#history.usedAtMs = clock.now();
    this.#history.take(token, clock.now());
    this.#history.budget.noteSuccess(clock.monotonic());
    this.show();
    await this.#save();
  }

  /**
   * Reads the stored record and follows it: another window may have exchanged, been rejected, or seen a change. Never
   * rejects: a token is replaceable.
   */
  adopt(): Promise<void> {
    this.#nextRead ??= this.#oneByOne(() => {
      this.#nextRead = undefined;
      return this.#read();
    });
    return this.#nextRead;
  }

  clockSetBack(setBackMs: number): void {
    this.#history.clockSetBack(setBackMs);
    this.plan();
  }

  /** Plans the next renewal. */
  plan(): void {
    if (!this.#disposed) this.#shared.keeping?.schedule.plan(this);
  }

  /** Plans the next renewal and tells the views. */
  show(): void {
    this.plan();
    if (!this.#disposed) this.#shared.keeping?.changed.fire(this.key);
  }

  /** One step of the renewal: claim it; once the claim has settled, exchange. */
  async renew(): Promise<void> {
    const { clock, keeping, log } = this.#shared;
    try {
      if (keeping !== undefined) await this.#claimOrExchange(keeping);
    } catch (error) {
      // A failure of the server is in the state already.
      if (!(error instanceof RouteeError)) {
        this.#history.postponedUntilMs = clock.now() + TROUBLE_PAUSE_MS;
        log.warn(`Background renewal is put off for a minute. ${String(error)}`);
      }
    }
  }

  /** Ends the flight, and everything that it or a reading would have changed. A token that was taken is written. */
  dispose(): void {
    this.#disposed = true;
    this.#flight?.abort();
    this.#shared.keeping?.schedule.forget(this.key);
  }

  async #get({ signal, renew = false }: GetTokenOptions): Promise<TokenOutcome> {
    this.#shared.watch.look();
    const wasIdle = this.#noteUse();
    const cached = renew || signal?.aborted === true ? undefined : this.#cached();
    if (cached !== undefined) {
      // A flight plans at its end.
      if (wasIdle) this.plan();
      return cached;
    }
    this.#renewWanted ||= renew;
    try {
      return await this.#fly(false).join(signal);
    } catch (error) {
      if (renew || signal?.aborted === true || !this.isCurrent()) throw error;
      this.#shared.watch.look();
      // A token short of life is better than none while no other can be had.
      const token = this.peek();
      if (token === undefined) throw error;
      return { token, source: 'cache', sameToken: true };
    }
  }

  /** Tells the other windows once an hour that the token is in use. Returns whether it was idle before. */
  #noteUse(): boolean {
    const now = this.#shared.clock.now();
    const wasIdle = now - this.#history.usedAtMs > USE_NOTED_EVERY_MS;
    this.#history.usedAtMs = now;
    if (wasIdle) {
      void this.adopt().then(() => (this.#history.token === undefined ? undefined : this.#save()));
    }
    return wasIdle;
  }

  /** The token in memory, if it is good enough to be handed out. */
  #cached(): TokenOutcome | undefined {
    const { facts, suspect } = this.#history;
    return facts !== undefined && !suspect && isFresh(facts, this.#shared.clock.now())
      ? { token: facts.token, source: 'cache', sameToken: true }
      : undefined;
  }

  /** The flight that is under way, or a new one. */
  #fly(automatic: boolean): SharedFlight<TokenOutcome> {
    this.#flight ??= new SharedFlight<TokenOutcome>(
      async (signal) =>
        (automatic ? undefined : await this.#findStored()) ?? (await this.#exchange(automatic, signal)),
      () => {
        this.#flight = undefined;
        this.#renewWanted = false;
        this.#exchanging = false;
        this.#isNews = true;
      },
    );
    return this.#flight;
  }

  /** Tells of a flight when those who wait for its outcome have it: they need none of that. */
  async #tellAfter(outcome: Promise<unknown>): Promise<void> {
    // Callers go on in the turn in which the outcome settles, and this one a turn later.
    await outcome.catch(() => undefined);
    this.#tell();
  }

  #tell(): void {
    if (!this.#isNews) return;
    this.#isNews = false;
    if (this.#history.unsaved) void this.#save();
    this.show();
  }

  /**
   * The token that another window may have stored.
   *
   * @throws {RouteeError} when the server's last answer says all there is to say
   */
  async #findStored(): Promise<TokenOutcome | undefined> {
    // Asked for at once, so that it shares the reading that the note of use has planned.
    const adopted = this.adopt();
    await this.loaded;
    await adopted;
    const cached = this.#renewWanted ? undefined : this.#cached();
    if (!this.#renewWanted && cached === undefined) {
      this.#history.throwWhatIsKnown(this.#shared.clock.monotonic());
    }
    return cached;
  }

  async #exchange(automatic: boolean, signal: AbortSignal): Promise<TokenOutcome> {
    const { applications, clock, log, random } = this.#shared;
    const stored = applications.get(this.key);
    if (stored === undefined || signal.aborted || !this.isCurrent()) throw cancelled();
    this.#exchanging = true;
    const { authUrl, scopes } = this.owner;
    const application = scopes === undefined ? stored : { ...stored, scopes: [...scopes] };
    const { budget, token: before } = this.#history;
    try {
      const job = { application, authUrl, budget, automatic, signal };
      const exchange = exchangeUntilAlive(job, this.#shared);
      // Listeners hear of it after the request has begun, so that they do not hold it up.
      this.show();
      const { token, roundTripMs } = await exchange;
      if (!this.isCurrent()) throw cancelled();
      budget.noteSuccess(clock.monotonic());
      this.#history.take(token, clock.now(), roundTripMs);
      const sameToken = before?.accessToken === token.accessToken;
      log.info(`${stored.name}: ${sameToken ? 'the server handed back the same token' : 'new token'}.`);
      return { token: this.#history.token ?? token, source: 'exchange', sameToken };
    } catch (error) {
      const failure =
        error instanceof RouteeError
          ? error
          : new RouteeError(
              'badAnswer',
              l10n.t('Something went wrong in Routee Auth. See the log for details.'),
              { cause: error },
            );
      if (failure.code !== 'cancelled' && this.isCurrent()) {
        log.warn(`${stored.name}: no token (${failure.code}). ${failure.message}`);
        const setting = stored.authUrl === undefined ? SETTINGS.authUrl : undefined;
        this.#history.fail(failure, clock.now(), random(), setting);
      }
      throw failure;
    }
  }

  async #claimOrExchange({ claims, rejected }: Keeping): Promise<void> {
    const { applications, clock } = this.#shared;
    // A token that came another way while the claim settled leaves an old claim behind.
    const isClaimed = this.#claimedAtMs !== undefined && Math.abs(clock.now() - this.#claimedAtMs) < CLAIM_MS;
    this.#claimedAtMs = undefined;
    await this.adopt();
    const { dueMs } = this;
    if (dueMs === undefined || dueMs > clock.now()) return;
    const heldUntilMs = await claims.heldByOtherUntilMs(this.key);
    if (heldUntilMs !== undefined) {
      this.#history.postponedUntilMs = heldUntilMs;
      return;
    }
    if (!isClaimed) {
      await claims.claim(this.key);
      if (this.#disposed) {
        await claims.release(this.key);
        return;
      }
      this.#claimedAtMs = clock.now();
      this.#history.postponedUntilMs = this.#claimedAtMs + CLAIM_SETTLE_MS;
      return;
    }
    try {
      await this.#fly(true).join();
    } catch (error) {
      const application = applications.get(this.key);
      if (application !== undefined && error instanceof RouteeError && needsUser(error.code)) {
        rejected.fire({ application, error });
      }
      throw error;
    } finally {
      this.#tell();
      // The claim is held until the other windows can read the result.
      await this.#oneByOne(() => Promise.resolve());
      const { retryAtMs } = this.#history;
      const repeats = retryAtMs !== undefined && !this.#disposed;
      await (repeats ? claims.claim(this.key, retryAtMs) : claims.release(this.key));
    }
  }

  async #read(): Promise<void> {
    const { applications, clock, keeping, log, watch } = this.#shared;
    const application = applications.get(this.key);
    if (keeping === undefined || application === undefined || !this.isCurrent()) return;
    try {
      const record = await keeping.store.read(application, this.owner.authUrl);
      watch.look();
      if (this.#history.adopt(record, clock.now()) && this.#isLoaded) this.show();
    } catch (error) {
      log.warn(`A stored token could not be read. ${String(error)}`);
    }
  }

  /** A token that cannot be stored stays in memory: storing it is for the next session. Never rejects. */
  #save(): Promise<void> {
    const { applications, keeping, log } = this.#shared;
    return this.#oneByOne(async () => {
      if (keeping === undefined || !this.#isOwned()) return;
      try {
        const record = this.#history.toRecord();
        await keeping.store.write(this.key, record);
        this.#history.wasStored(record);
        if (applications.get(this.key) === undefined) await keeping.store.delete(this.key);
      } catch (error) {
        log.warn(`A token could not be stored. ${String(error)}`);
      }
    });
  }
}
