import { scopeKey, type Application } from '../../../core/applications/application.ts';
import type { ApplicationStore } from '../../../core/applications/applicationStore.ts';
import { Emitter } from '../../../core/kit/emitter.ts';
import type { Disposable } from '../../../core/kit/ports.ts';
import type { ServerHabits } from '../../../core/tokens/heldToken.ts';
import { isFresh } from '../../../core/tokens/refreshPolicy.ts';
import { SharedFlight } from '../../../core/tokens/sharedFlight.ts';
import { isExpired, isFromFuture, type Token } from '../../../core/protocol/token.ts';
import { TokenEntry, type TokenOutcome } from '../../../core/tokens/tokenEntry.ts';
import type { GetTokenOptions } from '../../../core/tokens/tokenManager.ts';
import { exchangeInto, type TokenExchangePorts } from '../../../core/tokens/tokenExchange.ts';

export interface NarrowedTokensPorts extends TokenExchangePorts {
  readonly applications: ApplicationStore;
  readonly settings: { readonly authUrl: string };
}

/**
 * Tokens with fewer scopes than their application has, exchanged when they are asked for. In memory only: they are
 * made anew as easily as they are forgotten.
 */
export class NarrowedTokens implements Disposable {
  readonly #ports: NarrowedTokensPorts;
  readonly #entries = new Map<string, TokenEntry>();
  readonly #habits: ServerHabits = { reusesToken: undefined };
  readonly #changed = new Emitter<string>();
  readonly #subscription: Disposable;

  /** There is a new token; the event is the application's key. */
  readonly onDidChange = this.#changed.event;

  constructor(ports: NarrowedTokensPorts) {
    this.#ports = ports;
    this.#subscription = ports.applications.onDidChange(() => {
      for (const [id, entry] of this.#entries) {
        if (!this.#isCurrent(id, entry)) {
          this.#drop(id, entry);
        }
      }
    });
  }

  /** The token that is valid now, if there is one; asks nobody. */
  peek(application: Application, scopes: readonly string[]): Token | undefined {
    const id = idOf(application, scopes);
    const entry = this.#entries.get(id);
    return entry !== undefined && this.#isCurrent(id, entry) ? this.#usable(entry) : undefined;
  }

  /**
   * A token that is valid now with exactly these scopes. Any number of callers share one exchange.
   *
   * @param options `renew`: exchange even when the current token is fresh, or when the scopes were refused before
   * @throws {RouteeError} why there is none; `invalidScope` when the application may not have these scopes
   */
  async getToken(
    application: Application,
    scopes: readonly string[],
    { signal, renew = false }: GetTokenOptions = {},
  ): Promise<Token> {
    const { clock } = this.#ports;
    const entry = this.#entry(application, scopes);
    const { outlook } = entry;
    if (!renew && outlook !== undefined && isFresh(outlook, clock.now()) && this.#usable(entry)) {
      return outlook.token;
    }
    try {
      if (!renew) {
        entry.throwWhatIsKnown(clock.monotonic());
      }
      const { token } = await this.#fly(entry, application, scopes).join(signal);
      return token;
    } catch (error) {
      const leftover = renew || signal?.aborted === true ? undefined : this.#usable(entry);
      if (leftover === undefined) {
        throw error;
      }
      return leftover;
    }
  }

  dispose(): void {
    this.#subscription.dispose();
    for (const [id, entry] of this.#entries) {
      this.#drop(id, entry);
    }
    this.#changed.dispose();
  }

  #entry(application: Application, scopes: readonly string[]): TokenEntry {
    const id = idOf(application, scopes);
    const known = this.#entries.get(id);
    if (known !== undefined && this.#isCurrent(id, known)) return known;
    known?.flight?.abort();
    const { key, revision } = application;
    const { clock, settings } = this.#ports;
    const entry = new TokenEntry({ key, revision, authUrl: settings.authUrl }, this.#habits, clock.now(), 0);
    this.#entries.set(id, entry);
    return entry;
  }

  #usable({ token, suspect }: TokenEntry): Token | undefined {
    const now = this.#ports.clock.now();
    return token === undefined || suspect || isExpired(token, now) || isFromFuture(token, now)
      ? undefined
      : token;
  }

  #fly(entry: TokenEntry, application: Application, scopes: readonly string[]): SharedFlight<TokenOutcome> {
    if (entry.flight?.aborted === false) return entry.flight;
    const narrowed = { ...application, scopes: [...scopes] };
    const stillWanted = (): boolean => this.#isCurrent(idOf(application, scopes), entry);
    const flight = new SharedFlight<TokenOutcome>(
      async (signal) => {
        const before = entry.token?.accessToken;
        const job = { entry, application: narrowed, automatic: false, signal, stillWanted };
        const outcome = await exchangeInto(job, this.#ports);
        if (outcome.token.accessToken !== before) {
          this.#changed.fire(entry.key);
        }
        return outcome;
      },
      () => {
        if (entry.flight === flight) {
          entry.flight = undefined;
        }
      },
    );
    entry.flight = flight;
    return flight;
  }

  /** The application is still stored with these credentials, and the server is still the same. */
  #isCurrent(id: string, entry: TokenEntry): boolean {
    const { applications, settings } = this.#ports;
    return (
      this.#entries.get(id) === entry &&
      applications.get(entry.key)?.revision === entry.revision &&
      settings.authUrl === entry.authUrl
    );
  }

  #drop(id: string, entry: TokenEntry): void {
    this.#entries.delete(id);
    entry.flight?.abort();
  }
}

function idOf({ key }: Application, scopes: readonly string[]): string {
  return `${key} ${scopeKey(scopes)}`;
}
