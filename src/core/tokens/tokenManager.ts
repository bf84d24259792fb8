import type { ApplicationStore } from '../applications/applicationStore.ts';
import { Emitter } from '../emitter.ts';
import type { Disposable } from '../ports.ts';
import { RouteeError } from '../protocol/routeeError.ts';
import { BackgroundRenewal, type BackgroundRenewalPorts } from './backgroundRenewal.ts';
import type { ServerHabits } from './heldToken.ts';
import { KeptFresh } from './keptFresh.ts';
import { isAlive, type Token } from './token.ts';
import { TokenEntry, type TokenOutcome } from './tokenEntry.ts';
import type { TokenExchangePorts } from './tokenExchange.ts';
import { TokenFlights, type Rejection } from './tokenFlights.ts';
import { TokenRecords } from './tokenRecords.ts';
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

const USE_NOTED_EVERY_MS = 60 * 60 * 1000;

export type { Rejection } from './tokenFlights.ts';

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
  readonly #records: TokenRecords;
  readonly #flights: TokenFlights;
  readonly #keptFresh: KeptFresh;
  readonly #subscriptions: readonly Disposable[];
  #disposed = false;

  /** The state of this application's token is different now; the event is the application's key. */
  readonly onDidChange = this.#changed.event;
  /** This window found out, in the background, that only the user can help. */
  readonly onDidReject = this.#rejected.event;

  constructor(ports: TokenManagerPorts) {
    this.#ports = ports;
    this.#keptFresh = new KeptFresh(ports);
    const host = {
      isCurrent: (entry: TokenEntry) => this.#isCurrent(entry),
      stillWanted: (entry: TokenEntry) => !this.#disposed && this.#isCurrent(entry),
      watchClock: () => {
        this.#renewal.watchClock();
      },
      show: (entry: TokenEntry) => {
        this.#show(entry);
      },
      reject: (rejection: Rejection) => {
        this.#rejected.fire(rejection);
      },
    };
    this.#records = new TokenRecords(ports, host);
    this.#flights = new TokenFlights(ports, this.#records, host);
    this.#renewal = new BackgroundRenewal(ports, {
      entry: (key) => this.#entries.get(key),
      entries: () => this.#entries.values(),
      isKeptFresh: (key) => this.isKeptFresh(key),
      adopt: (entry) => this.#records.adopt(entry),
      exchange: (entry) => this.#flights.renew(entry),
    });
    this.#subscriptions = [
      ports.applications.onDidChange(() => {
        this.#sync();
      }),
      ports.tokens.onDidChange((key) => {
        const entry = this.#entries.get(key);
        if (entry !== undefined) {
          void this.#records.adopt(entry);
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
    return this.#keptFresh.has(key, this.#entries.get(key)?.usedAtMs ?? 0);
  }

  /** The token that is valid now, if there is one; asks nobody and counts as no use. */
  peek(key: string): Token | undefined {
    const { token } = this.state(key);
    return token !== undefined && isAlive(token, this.#ports.clock.now()) ? token : undefined;
  }

  /** Keeps this application fresh whatever the settings say, for as many times as it was wanted. */
  want(key: string, by: 1 | -1): void {
    this.#keptFresh.want(key, by);
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
    const cached = renew || signal?.aborted === true ? undefined : this.#flights.cached(entry);
    if (cached !== undefined) {
      return cached;
    }
    entry.renewWanted ||= renew;
    try {
      return await this.#flights.join(entry, signal);
    } catch (error) {
      const givenUp = renew || signal?.aborted === true || this.#disposed || !this.#isCurrent(entry);
      const leftover = givenUp ? undefined : this.#flights.leftover(entry);
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
      await this.#records.save(entry);
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
    await this.#records.save(entry);
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
      entry.loaded = this.#records.load(entry);
    }
  }

  #habitsOf(authUrl: string): ServerHabits {
    const habits = this.#habits.get(authUrl) ?? { reusesToken: undefined };
    this.#habits.set(authUrl, habits);
    return habits;
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
      void this.#records
        .adopt(entry)
        .then(() => (entry.token === undefined ? undefined : this.#records.save(entry)));
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
