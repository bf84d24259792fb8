import type { ApplicationStore } from '../applications/applicationStore.ts';
import { authUrlOf } from '../applications/servers.ts';
import { Emitter } from '../kit/emitter.ts';
import type { Disposable } from '../kit/ports.ts';
import { cancelled } from '../protocol/routeeError.ts';
import type { Token } from '../protocol/token.ts';
import {
  ApplicationToken,
  type GetTokenOptions,
  type Rejection,
  type SharedByTokens,
  type TokenOutcome,
  type TokenPorts,
} from './applicationToken.ts';
import { ClockWatch } from './clockWatch.ts';
import { KeptFresh, type TokenSettings } from './keptFresh.ts';
import type { RenewalClaims } from './renewalClaims.ts';
import { RenewalSchedule } from './renewalSchedule.ts';
import type { ServerHabits } from './tokenHistory.ts';
import type { TokenState } from './tokenState.ts';
import type { TokenStore } from './tokenStore.ts';

export interface TokenManagerPorts extends TokenPorts {
  readonly applications: ApplicationStore;
  readonly tokens: TokenStore;
  readonly claims: RenewalClaims;
  readonly settings: TokenSettings & TokenPorts['settings'];
}

/**
 * Keeps one token for each application: hands it out while it is fresh, exchanges the credentials when it is not, and
 * renews it in the background. The only place that knows the state of tokens.
 *
 * Any number of callers share one exchange of an application. A failure never discards a token that is still valid.
 */
export class TokenManager implements Disposable {
  readonly #ports: TokenManagerPorts;
  readonly #tokens = new Map<string, ApplicationToken>();
  /** By the address of the server. */
  readonly #habits = new Map<string, ServerHabits>();
  readonly #changed = new Emitter<string>();
  readonly #rejected = new Emitter<Rejection>();
  readonly #keptFresh: KeptFresh;
  readonly #schedule: RenewalSchedule;
  readonly #shared: SharedByTokens;
  readonly #subscriptions: readonly Disposable[];
  #disposed = false;

  /** The state of this application's token is different now; the event is the application's key. */
  readonly onDidChange = this.#changed.event;
  /** This window found out, in the background, that only the user can help. */
  readonly onDidReject = this.#rejected.event;

  constructor(ports: TokenManagerPorts) {
    this.#ports = ports;
    const watch = new ClockWatch(ports, (setBackMs) => {
      for (const token of this.#tokens.values()) token.clockSetBack(setBackMs);
    });
    this.#keptFresh = new KeptFresh(ports);
    this.#schedule = new RenewalSchedule(ports, watch);
    this.#shared = {
      ...ports,
      watch,
      keeping: {
        store: ports.tokens,
        claims: ports.claims,
        keptFresh: this.#keptFresh,
        schedule: this.#schedule,
        changed: this.#changed,
        rejected: this.#rejected,
      },
    };
    this.#subscriptions = [
      ports.applications.onDidChange(() => {
        this.#sync();
      }),
      ports.tokens.onDidChange((key) => this.#tokens.get(key)?.adopt()),
    ];
  }

  /** Takes over the loaded applications and what is stored of their tokens. */
  start(): void {
    this.#sync();
  }

  /** The settings have changed: tokens of another server are dropped, and every renewal is planned anew. */
  settingsChanged(): void {
    this.#sync();
    for (const token of this.#tokens.values()) token.show();
  }

  state(key: string): TokenState {
    return this.#tokens.get(key)?.state ?? { kind: 'none' };
  }

  /** When the background will exchange next, in milliseconds since the epoch; `undefined`: not planned. */
  nextRenewalMs(key: string): number | undefined {
    return this.#schedule.dueMs(key);
  }

  /** Renewed in the background; otherwise at its next use. */
  isKeptFresh(key: string): boolean {
    return this.#keptFresh.has(key, this.#tokens.get(key)?.usedAtMs ?? 0);
  }

  /** The token that is valid now, if there is one; asks nobody and counts as no use. */
  peek(key: string): Token | undefined {
    return this.#tokens.get(key)?.peek();
  }

  /** Keeps this application fresh, whatever the settings say, until disposed of. */
  keepFresh(key: string): Disposable {
    const reader = this.#keptFresh.add(key);
    this.#tokens.get(key)?.show();
    return {
      dispose: () => {
        reader.dispose();
        this.#tokens.get(key)?.show();
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
    return this.#current(key)?.get(options) ?? Promise.reject(cancelled());
  }

  /**
   * A resource has refused this token: it is not handed out again, and the next call gets a new one. Does nothing
   * when another token has taken its place already.
   */
  async invalidate(key: string, accessToken: string): Promise<void> {
    await this.#tokens.get(key)?.invalidate(accessToken);
  }

  /** Keeps a token that was obtained elsewhere: by checking credentials before they were stored. */
  async accept(key: string, token: Token): Promise<void> {
    await this.#current(key)?.loaded;
    const current = this.#current(key);
    if (current === undefined) throw cancelled();
    await current.accept(token);
  }

  dispose(): void {
    this.#disposed = true;
    for (const part of [...this.#subscriptions, ...this.#tokens.values()]) part.dispose();
    this.#tokens.clear();
    this.#schedule.dispose();
    this.#changed.dispose();
    this.#rejected.dispose();
  }

  /** The token of an application as it is stored now, though nobody may have told of its change yet. */
  #current(key: string): ApplicationToken | undefined {
    if (this.#tokens.get(key)?.isCurrent() !== true) this.#sync();
    return this.#tokens.get(key);
  }

  /** Follows the stored applications: removed and changed ones lose their token, and new ones get one. */
  #sync(): void {
    const { applications, clock, settings } = this.#ports;
    if (this.#disposed) return;
    for (const [key, token] of this.#tokens) {
      if (applications.get(key) === undefined) {
        this.#tokens.delete(key);
        token.dispose();
        this.#changed.fire(key);
      }
    }
    for (const application of applications.applications) {
      const { key, revision } = application;
      const authUrl = authUrlOf(application, settings);
      const habits = this.#habits.get(authUrl) ?? { reusesToken: undefined };
      this.#habits.set(authUrl, habits);
      const known = this.#tokens.get(key);
      if (known?.isCurrent() === true) {
        known.plan();
        continue;
      }
      const isChangedNow = known !== undefined && known.owner.revision !== revision;
      const usedAtMs = isChangedNow ? clock.now() : (known?.usedAtMs ?? 0);
      known?.dispose();
      this.#tokens.set(key, new ApplicationToken({ key, revision, authUrl }, this.#shared, habits, usedAtMs));
    }
  }
}
