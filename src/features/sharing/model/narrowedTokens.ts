import { scopeKey, type Application } from '../../../core/applications/application.ts';
import { authUrlOf } from '../../../core/applications/servers.ts';
import type { ApplicationStore } from '../../../core/applications/applicationStore.ts';
import { Emitter } from '../../../core/kit/emitter.ts';
import type { Disposable } from '../../../core/kit/ports.ts';
import type { Token } from '../../../core/protocol/token.ts';
import {
  ApplicationToken,
  type GetTokenOptions,
  type SharedByTokens,
  type TokenPorts,
} from '../../../core/tokens/applicationToken.ts';
import { ClockWatch } from '../../../core/tokens/clockWatch.ts';
import type { ServerHabits } from '../../../core/tokens/tokenHistory.ts';

export interface NarrowedTokensPorts extends TokenPorts {
  readonly applications: ApplicationStore;
}

/**
 * Tokens with fewer scopes than their application has, exchanged on demand. Kept in memory only: a new exchange
 * replaces them easily.
 */
export class NarrowedTokens implements Disposable {
  readonly #shared: SharedByTokens;
  readonly #tokens = new Map<string, ApplicationToken>();
  /** The access tokens announced last. */
  readonly #told = new WeakMap<ApplicationToken, string>();
  readonly #habits: ServerHabits = { reusesToken: undefined };
  readonly #changed = new Emitter<string>();
  readonly #subscription: Disposable;

  /** Fires for a new token; the event is the application's key. */
  readonly onDidChange = this.#changed.event;

  constructor(ports: NarrowedTokensPorts) {
    const watch = new ClockWatch(ports, (setBackMs) => {
      for (const token of this.#tokens.values()) token.clockSetBack(setBackMs);
    });
    this.#shared = { ...ports, watch };
    this.#subscription = ports.applications.onDidChange(() => {
      for (const [id, token] of this.#tokens) {
        if (!token.isCurrent()) {
          this.#tokens.delete(id);
          token.dispose();
        }
      }
    });
  }

  /** The current valid token, if any; sends no request. */
  peek(application: Application, scopes: readonly string[]): Token | undefined {
    const token = this.#tokens.get(idOf(application, scopes));
    return token?.isCurrent() === true ? token.peek() : undefined;
  }

  /**
   * A valid token with exactly these scopes. Concurrent callers share one exchange.
   *
   * @param options `renew`: exchange even when the current token is fresh, or when the scopes were refused before
   * @throws {RouteeError} why there is none; `invalidScope` when the application may not have these scopes
   */
  async getToken(
    application: Application,
    scopes: readonly string[],
    options: GetTokenOptions = {},
  ): Promise<Token> {
    const narrowed = this.#current(application, scopes);
    const { token } = await narrowed.get(options);
    if (this.#told.get(narrowed) !== token.accessToken) {
      this.#told.set(narrowed, token.accessToken);
      this.#changed.fire(application.key);
    }
    return token;
  }

  dispose(): void {
    this.#subscription.dispose();
    for (const token of this.#tokens.values()) token.dispose();
    this.#tokens.clear();
    this.#changed.dispose();
  }

  #current(application: Application, scopes: readonly string[]): ApplicationToken {
    const id = idOf(application, scopes);
    const known = this.#tokens.get(id);
    if (known?.isCurrent() === true) {
      return known;
    }
    known?.dispose();
    const { key, revision } = application;
    const { clock, settings } = this.#shared;
    const owner = { key, revision, authUrl: authUrlOf(application, settings), scopes };
    const token = new ApplicationToken(owner, this.#shared, this.#habits, clock.now());
    this.#tokens.set(id, token);
    return token;
  }
}

function idOf({ key }: Application, scopes: readonly string[]): string {
  return `${key} ${scopeKey(scopes)}`;
}
