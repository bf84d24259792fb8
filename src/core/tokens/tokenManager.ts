import type { Application } from '../applications/application.ts';
import type { ApplicationStore } from '../applications/applicationStore.ts';
import { Emitter } from '../emitter.ts';
import type { Disposable } from '../ports.ts';
import { needsUser, RouteeError } from '../protocol/routeeError.ts';
import { BackgroundRenewal, type BackgroundRenewalPorts } from './backgroundRenewal.ts';
import type { ServerHabits } from './heldToken.ts';
import { isFresh } from './refreshPolicy.ts';
import { SharedFlight } from './sharedFlight.ts';
import { isAlive, type Token } from './token.ts';
import { TokenEntry, type TokenOutcome } from './tokenEntry.ts';
import { exchangeInto, isForAllWindows, type TokenExchangePorts } from './tokenExchange.ts';
import type { TokenState } from './tokenState.ts';
import type { TokenStore } from './tokenStore.ts';

export interface TokenManagerPorts extends TokenExchangePorts, BackgroundRenewalPorts {
  readonly applications: ApplicationStore;
  readonly tokens: TokenStore;
  /** Read at every use, so that a changed setting counts at once. */
  readonly settings: TokenSettings;
}

export interface TokenSettings {
  readonly authUrl: string;
  readonly backgroundRefresh: 'always' | 'onDemand';
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

/** An application that nobody has asked for in this time is renewed at its next use only. */
export const IDLE_AFTER_MS = 24 * 60 * 60 * 1000;
const USE_NOTED_EVERY_MS = 60 * 60 * 1000;

/**
 * Keeps one token for each application: hands it out while it is fresh, exchanges the credentials when it is not, and
 * renews it in the background. The only place that knows the state of tokens.
 *
 * Any number of callers share one exchange of an application. A failure never discards a token that is still valid.
 */
export class TokenManager implements Disposable {
  readonly #ports: TokenManagerPorts;
  readonly #entries = new Map<string, TokenEntry>();
  readonly #habits = new Map<string, ServerHabits>();
  readonly #changed = new Emitter<string>();
  readonly #rejected = new Emitter<Rejection>();
  readonly #renewal: BackgroundRenewal;
  readonly #subscriptions: readonly Disposable[];
  /** How many read the token of an application without asking for it. */
  readonly #wanted = new Map<string, number>();
  #disposed = false;

  /** The state of this application's token is different now; the event is the application's key. */
  readonly onDidChange = this.#changed.event;
  /** This window found out, in the background, that only the user can help. */
  readonly onDidReject = this.#rejected.event;

  constructor(ports: TokenManagerPorts) {
    this.#ports = ports;
    this.#renewal = new BackgroundRenewal(ports, {
      entry: (key) => this.#entries.get(key),
      entries: () => this.#entries.values(),
      isKeptFresh: (key) => this.isKeptFresh(key),
      adopt: (entry) => this.#adopt(entry),
      exchange: (entry) => this.#renew(entry),
    });
    this.#subscriptions = [
      ports.applications.onDidChange(() => {
        this.#sync();
      }),
      ports.tokens.onDidChange((key) => {
        const entry = this.#entries.get(key);
        if (entry !== undefined) {
          void this.#adopt(entry);
        }
      }),
    ];
  }

  /** Takes over the loaded applications and what is stored of their tokens. */
  start(): void {
    this.#sync();
  }

  /** The settings have changed: tokens of another server are dropped, and every renewal is planned anew. */
  settingsChanged(): void {
    this.#sync();
    for (const entry of this.#entries.values()) {
      this.#show(entry);
    }
  }

  state(key: string): TokenState {
    return this.#entries.get(key)?.state ?? { kind: 'none' };
  }

  /** When the background will exchange next, in milliseconds since the epoch; `undefined`: not planned. */
  nextRenewalMs(key: string): number | undefined {
    return this.#renewal.dueMs(key);
  }

  /** Renewed in the background; otherwise at its next use. */
  isKeptFresh(key: string): boolean {
    const { applications, settings, clock } = this.#ports;
    const application = applications.get(key);
    if (application === undefined) {
      return false;
    }
    if ((this.#wanted.get(key) ?? 0) > 0) {
      return true;
    }
    if (settings.backgroundRefresh === 'onDemand') {
      return false;
    }
    const idleMs = clock.now() - (this.#entries.get(key)?.usedAtMs ?? 0);
    return applications.active?.key === key || (application.keepFresh !== false && idleMs < IDLE_AFTER_MS);
  }

  /** The token that is valid now, if there is one; asks nobody and counts as no use. */
  peek(key: string): Token | undefined {
    const { token } = this.state(key);
    return token !== undefined && isAlive(token, this.#ports.clock.now()) ? token : undefined;
  }

  /** Keeps this application fresh whatever the settings say, for as many times as it was wanted. */
  want(key: string, by: 1 | -1): void {
    this.#wanted.set(key, (this.#wanted.get(key) ?? 0) + by);
    const entry = this.#entries.get(key);
    if (entry !== undefined) {
      this.#show(entry);
    }
  }

  /**
   * A token that is valid now, from memory when it can be.
   *
   * @throws {RouteeError} `cancelled` when the signal is aborted; otherwise why there is no token. While the
   * credentials are rejected it throws that again without asking the server, unless `renew` is given.
   */
  getToken(key: string, options?: GetTokenOptions): Promise<TokenOutcome> {
    if (options !== undefined) {
      return this.#findToken(key, options);
    }
    const now = this.#ports.clock.now();
    const answer = this.#entries.get(key)?.answer;
    if (answer?.atMs === now) {
      return answer.outcome;
    }
    const outcome = this.#findToken(key, {});
    this.#entries.get(key)?.answerWith(outcome, now);
    return outcome;
  }

  async #findToken(key: string, { signal, renew = false }: GetTokenOptions): Promise<TokenOutcome> {
    const entry = this.#entryOrThrow(key);
    this.#renewal.watchClock();
    this.#noteUse(entry);
    const cached = renew || signal?.aborted === true ? undefined : this.#cached(entry);
    if (cached !== undefined) {
      return cached;
    }
    entry.renewWanted ||= renew;
    try {
      return await this.#fly(entry, false).join(signal);
    } catch (error) {
      const givenUp = renew || signal?.aborted === true || this.#disposed || !this.#isCurrent(entry);
      const leftover = givenUp ? undefined : this.#leftover(entry);
      if (leftover === undefined) {
        throw error;
      }
      return leftover;
    }
  }

  /**
   * A resource has refused this token: it is not handed out again, and the next call gets a new one. Does nothing
   * when another token has taken its place already.
   */
  async invalidate(key: string, accessToken: string): Promise<void> {
    const entry = this.#entries.get(key);
    if (entry?.token?.accessToken === accessToken && !this.#disposed) {
      entry.invalidate();
      this.#show(entry);
      await this.#save(entry);
    }
  }

  /** Keeps a token that was obtained elsewhere: by checking credentials before they were stored. */
  async accept(key: string, token: Token): Promise<void> {
    await this.#entryOrThrow(key).loaded;
    const entry = this.#entryOrThrow(key);
    entry.usedAtMs = this.#ports.clock.now();
    entry.take(token, entry.usedAtMs);
    entry.budget.noteSuccess(this.#ports.clock.monotonic());
    this.#show(entry);
    await this.#save(entry);
  }

  dispose(): void {
    this.#disposed = true;
    for (const subscription of this.#subscriptions) {
      subscription.dispose();
    }
    for (const entry of this.#entries.values()) {
      entry.flight?.abort();
    }
    this.#entries.clear();
    this.#renewal.dispose();
    this.#changed.dispose();
    this.#rejected.dispose();
  }

  #entryOrThrow(key: string): TokenEntry {
    const known = this.#entries.get(key);
    const isBehind =
      known === undefined ? this.#ports.applications.get(key) !== undefined : !this.#isCurrent(known);
    if (isBehind && !this.#disposed) {
      this.#sync();
    }
    const entry = this.#entries.get(key);
    if (entry === undefined || this.#disposed) {
      throw new RouteeError('cancelled', 'This application is no longer stored.');
    }
    return entry;
  }

  #cached(entry: TokenEntry): TokenOutcome | undefined {
    const { outlook } = entry;
    return outlook !== undefined && !entry.suspect && isFresh(outlook, this.#ports.clock.now())
      ? { token: outlook.token, source: 'cache', sameToken: true }
      : undefined;
  }

  /** A token short of life, yet better than none while no other can be had. */
  #leftover(entry: TokenEntry): TokenOutcome | undefined {
    this.#renewal.watchClock();
    const { token } = entry;
    const now = this.#ports.clock.now();
    return token !== undefined && isAlive(token, now)
      ? { token, source: 'cache', sameToken: true }
      : undefined;
  }

  /** The flight that is under way, or a new one. */
  #fly(entry: TokenEntry, automatic: boolean): SharedFlight<TokenOutcome> {
    if (entry.flight?.aborted === false) {
      return entry.flight;
    }
    const flight = new SharedFlight<TokenOutcome>(
      (signal) => (automatic ? this.#exchange(entry, true, signal) : this.#readOrExchange(entry, signal)),
      () => {
        if (entry.flight === flight) {
          entry.flight = undefined;
          entry.renewWanted = false;
          entry.exchanging = false;
          this.#show(entry);
        }
      },
    );
    entry.flight = flight;
    return flight;
  }

  /** Another window may have what is wanted, or the server's last answer may say all there is to say. */
  async #readOrExchange(entry: TokenEntry, signal: AbortSignal): Promise<TokenOutcome> {
    await entry.loaded;
    await this.#adopt(entry);
    if (!entry.renewWanted) {
      const cached = this.#cached(entry);
      if (cached !== undefined) {
        return cached;
      }
      entry.throwWhatIsKnown(this.#ports.clock.monotonic());
    }
    return this.#exchange(entry, false, signal);
  }

  async #exchange(entry: TokenEntry, automatic: boolean, signal: AbortSignal): Promise<TokenOutcome> {
    const application = this.#ports.applications.get(entry.key);
    const stillWanted = (): boolean => !this.#disposed && this.#isCurrent(entry);
    if (application === undefined || signal.aborted || !stillWanted()) {
      throw new RouteeError('cancelled', 'The token request was cancelled.');
    }
    entry.exchanging = true;
    this.#show(entry);
    try {
      const outcome = await exchangeInto({ entry, application, automatic, signal, stillWanted }, this.#ports);
      void this.#save(entry);
      return outcome;
    } catch (error) {
      if (isForAllWindows(error)) {
        void this.#save(entry);
      }
      throw error;
    }
  }

  /** An exchange of the background: it ends when the other windows can read the result. */
  async #renew(entry: TokenEntry): Promise<void> {
    try {
      await this.#fly(entry, true).join();
    } catch (error) {
      const application = this.#ports.applications.get(entry.key);
      if (application !== undefined && error instanceof RouteeError && needsUser(error.code)) {
        this.#rejected.fire({ application, error });
      }
      throw error;
    } finally {
      await entry.store.inOrder(() => Promise.resolve());
    }
  }

  /** Follows the stored applications: new ones get an entry, removed and changed ones lose their token. */
  #sync(): void {
    const { applications, clock, random, settings } = this.#ports;
    const { authUrl } = settings;
    const gone = [...this.#entries.keys()].filter((key) => applications.get(key) === undefined);
    for (const key of gone) {
      this.#entries.get(key)?.flight?.abort();
      this.#entries.delete(key);
      this.#renewal.forget(key);
      this.#changed.fire(key);
    }
    for (const { key, revision } of applications.applications) {
      const known = this.#entries.get(key);
      if (known?.revision === revision && known.authUrl === authUrl) {
        this.#renewal.plan(known);
        continue;
      }
      const changedNow = known !== undefined && known.revision !== revision;
      const usedAtMs = changedNow ? clock.now() : (known?.usedAtMs ?? 0);
      const entry = new TokenEntry({ key, revision, authUrl }, this.#habitsOf(authUrl), usedAtMs, random());
      this.#entries.set(key, entry);
      known?.flight?.abort();
      entry.loaded = this.#load(entry);
    }
  }

  #habitsOf(authUrl: string): ServerHabits {
    const habits = this.#habits.get(authUrl) ?? { reusesToken: undefined };
    this.#habits.set(authUrl, habits);
    return habits;
  }

  async #load(entry: TokenEntry): Promise<void> {
    await this.#adopt(entry);
    entry.isLoaded = true;
    this.#show(entry);
  }

  /** Reads what is stored and follows it: another window may have exchanged, been rejected, or seen a change. */
  #adopt(entry: TokenEntry): Promise<void> {
    return entry.store.read(async () => {
      const { applications, tokens, clock, log } = this.#ports;
      const application = applications.get(entry.key);
      if (application === undefined || !this.#isCurrent(entry)) {
        return;
      }
      try {
        const record = await tokens.read(application, entry.authUrl);
        this.#renewal.watchClock();
        if (entry.adopt(record, clock.now()) && entry.isLoaded) {
          this.#show(entry);
        }
      } catch (error) {
        log.warn(`A stored token could not be read. ${String(error)}`);
      }
    });
  }

  /** Never rejects. A token that cannot be stored stays in memory: storing it is for the next session. */
  #save(entry: TokenEntry): Promise<void> {
    const { applications, tokens, log } = this.#ports;
    return entry.store.inOrder(async () => {
      if (!this.#isCurrent(entry)) {
        return;
      }
      try {
        const record = entry.toRecord();
        await tokens.write(entry.key, record);
        entry.wasStored(record);
        if (applications.get(entry.key) === undefined) {
          await tokens.delete(entry.key);
        }
      } catch (error) {
        log.warn(`A token could not be stored. ${String(error)}`);
      }
    });
  }

  /** The application is still stored with these credentials, and the server is still the same. */
  #isCurrent(entry: TokenEntry): boolean {
    const { applications, settings } = this.#ports;
    return (
      this.#entries.get(entry.key) === entry &&
      applications.get(entry.key)?.revision === entry.revision &&
      settings.authUrl === entry.authUrl
    );
  }

  /** Wakes an idle application, and tells the other windows once an hour that it is in use. */
  #noteUse(entry: TokenEntry): void {
    const now = this.#ports.clock.now();
    const idleMs = now - entry.usedAtMs;
    entry.usedAtMs = now;
    if (idleMs > USE_NOTED_EVERY_MS) {
      this.#renewal.plan(entry);
      void this.#adopt(entry).then(() => (entry.token === undefined ? undefined : this.#save(entry)));
    }
  }

  /** Plans the next renewal and tells the views. */
  #show(entry: TokenEntry): void {
    if (this.#entries.get(entry.key) === entry && !this.#disposed) {
      this.#renewal.plan(entry);
      this.#changed.fire(entry.key);
    }
  }
}
