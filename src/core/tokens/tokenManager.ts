import type { ApplicationStore } from '../applications/applicationStore.ts';
import { Emitter } from '../kit/emitter.ts';
import type { Disposable } from '../kit/ports.ts';
import { cancelled } from '../protocol/routeeError.ts';
import { isAlive, type Token } from '../protocol/token.ts';
import { BackgroundRenewal, type BackgroundRenewalPorts } from './backgroundRenewal.ts';
import { KeptFresh, type TokenSettings } from './keptFresh.ts';
import { TokenEntries } from './tokenEntries.ts';
import type { TokenEntry, TokenOutcome } from './tokenEntry.ts';
import type { TokenExchangePorts } from './tokenExchange.ts';
import { type Rejection, TokenFlights } from './tokenFlights.ts';
import { TokenRecords } from './tokenRecords.ts';
import type { TokenState } from './tokenState.ts';
import type { TokenStore } from './tokenStore.ts';

export interface GetTokenOptions {
  readonly signal?: AbortSignal | undefined;
  /** Exchange even when the current token is fresh, or when the credentials were rejected before. */
  readonly renew?: boolean;
}

/**
 * Keeps one token for each application: hands it out while it is fresh, exchanges the credentials when it is not, and
 * renews it in the background. The only place that knows the state of tokens.
 *
 * Any number of callers share one exchange of an application. A failure never discards a token that is still valid.
 */
export class TokenManager implements Disposable {
  readonly #ports: TokenManagerPorts;
  readonly #entries: TokenEntries;
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
    this.#entries = new TokenEntries(ports, {
      load: (entry) => this.#records.load(entry),
      plan: (entry) => {
        this.#renewal.plan(entry);
      },
      forget: (key) => {
        this.#renewal.forget(key);
        this.#changed.fire(key);
      },
    });
    const host = {
      isCurrent: (entry: TokenEntry) => this.#entries.isCurrent(entry),
      stillWanted: (entry: TokenEntry) => !this.#disposed && this.#entries.isCurrent(entry),
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
        this.#entries.sync();
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
    this.#entries.sync();
  }

  /** The settings have changed: tokens of another server are dropped, and every renewal is planned anew. */
  settingsChanged(): void {
    this.#entries.sync();
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

  /** Keeps this application fresh, whatever the settings say, until disposed of. */
  keepFresh(key: string): Disposable {
    const reader = this.#keptFresh.add(key);
    const show = (): void => {
      const entry = this.#entries.get(key);
      if (entry !== undefined) {
        this.#show(entry);
      }
    };
    show();
    return {
      dispose: () => {
        reader.dispose();
        show();
      },
    };
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
    if (this.#records.noteUse(entry)) {
      this.#renewal.plan(entry);
    }
    const cached = renew || signal?.aborted === true ? undefined : this.#flights.cached(entry);
    if (cached !== undefined) {
      return cached;
    }
    entry.renewWanted ||= renew;
    try {
      return await this.#flights.join(entry, signal);
    } catch (error) {
      const givenUp = renew || signal?.aborted === true || this.#disposed || !this.#entries.isCurrent(entry);
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
    this.#entries.clear();
    this.#renewal.dispose();
    this.#changed.dispose();
    this.#rejected.dispose();
  }

  #entryOrThrow(key: string): TokenEntry {
    if (this.#entries.isBehind(key) && !this.#disposed) {
      this.#entries.sync();
    }
    const entry = this.#entries.get(key);
    if (entry === undefined || this.#disposed) {
      throw cancelled();
    }
    return entry;
  }

  /** Plans the next renewal and tells the views. */
  #show(entry: TokenEntry): void {
    if (this.#entries.get(entry.key) === entry && !this.#disposed) {
      this.#renewal.plan(entry);
      this.#changed.fire(entry.key);
    }
  }
}

export interface TokenManagerPorts extends TokenExchangePorts, BackgroundRenewalPorts {
  readonly applications: ApplicationStore;
  readonly tokens: TokenStore;
  /** Read at every use, so that a changed setting counts at once. */
  readonly settings: TokenSettings;
}
