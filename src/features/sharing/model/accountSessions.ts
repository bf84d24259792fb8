import * as l10n from '@vscode/l10n';

import { hasScope } from '../../../core/applications/knownScopes.ts';
import { scopeKey, type Application, mayLeaveUnasked } from '../../../core/applications/application.ts';
import type { ApplicationStore } from '../../../core/applications/applicationStore.ts';
import { Emitter } from '../../../core/kit/emitter.ts';
import type { Disposable } from '../../../core/kit/ports.ts';
import { cancelled, needsUser, RouteeError } from '../../../core/protocol/routeeError.ts';
import type { NarrowedTokens } from './narrowedTokens.ts';
import type { Token } from '../../../core/protocol/token.ts';
import type { TokenManager } from '../../../core/tokens/tokenManager.ts';
import {
  accountLabels,
  SessionChanges,
  type AccountSession,
  type AccountSessionsChange,
} from './accountSession.ts';

export interface AccountSessionsPorts {
  readonly applications: ApplicationStore;
  readonly tokens: TokenManager;
  readonly narrowed: NarrowedTokens;
}

/**
 * Sessions for VS Code's accounts: an application is an account, and a session is its token with the requested scopes.
 * The user's consents are stored with the application; no other token is exchanged.
 */
export class AccountSessions implements Disposable {
  readonly #ports: AccountSessionsPorts;
  readonly #changed = new Emitter<AccountSessionsChange>();
  readonly #changes = new SessionChanges();
  readonly #subscriptions: readonly Disposable[];
  #labels: ReadonlyMap<string, string> = new Map();

  /** Fires when sessions come or go, have a new token, or their account has a new label. */
  readonly onDidChange = this.#changed.event;

  /** The stored applications must have been loaded: the sessions at this time count as known. */
  constructor(ports: AccountSessionsPorts) {
    this.#ports = ports;
    const follow = (): void => {
      this.#labels = accountLabels(ports.applications.applications);
      this.#fire(this.#changes.follow(this.#all()));
    };
    follow();
    const followOne = (key: string): void =>
      this.#fire(this.#changes.update(this.#sessionsOf(ports.applications.get(key))));
    this.#subscriptions = [
      ports.applications.onDidChange(follow),
      ports.tokens.onDidChange(followOne),
      ports.narrowed.onDidChange(followOne),
    ];
  }

  /** A session for each application, with or without consent. Sends no request: the token may be empty. */
  accounts(): AccountSession[] {
    return this.#ports.applications.applications.map((application) => this.#session(application, []));
  }

  /** Whether the user has agreed to a session with these scopes of this application. */
  isGranted(application: Application, scopes: readonly string[]): boolean {
    return this.#granted(application).includes(scopeKey(split(scopes)));
  }

  /**
   * The scopes that the user has agreed to under the account's current label. VS Code knows accounts by label alone: an
   * account that takes over a label must not inherit its consents.
   */
  #granted({ key, sessions = [] }: Application): string[] {
    const label = this.#labels.get(key);
    return sessions.filter(({ account }) => account === label).map(({ scopes }) => scopes);
  }

  /**
   * The sessions with exactly these scopes that the user has agreed to, each with a valid token. Omits those that need
   * the user first (rejected credentials, a long-lived token without consent).
   *
   * @param key only of this application
   * @throws {RouteeError} when there is none for a passing reason, such as no network: an empty list would sign out
   */
  async find(scopes: readonly string[], key?: string): Promise<AccountSession[]> {
    const candidates = this.#ports.applications.applications.filter(
      (application) =>
        (key === undefined || application.key === key) &&
        this.isGranted(application, scopes) &&
        missingScopes(application, scopes).length === 0,
    );
    const tokens = await Promise.allSettled(
      candidates.map((application) => this.#getToken(application, scopes, false)),
    );
    const found = candidates.flatMap(({ key: candidate }, index) => {
      const application = this.#ports.applications.get(candidate);
      const token = tokens[index];
      return application !== undefined &&
        token?.status === 'fulfilled' &&
        mayLeaveUnasked(application, token.value)
        ? [this.#session(application, scopes, token.value)]
        : [];
    });
    const failures = tokens.flatMap((token) =>
      token.status === 'rejected' ? [token.reason as unknown] : [],
    );
    const passing = failures.filter(
      (failure) => !(failure instanceof RouteeError && needsUser(failure.code)),
    );
    if (found.length === 0 && passing.length > 0) {
      throw passing[0];
    }
    return found;
  }

  /**
   * A token with these scopes for a session that is about to begin. An existing session gets a new token: the caller
   * asks again because the old one failed.
   *
   * @throws {RouteeError} `invalidScope` when the application is narrowed to other scopes, or Routee says so;
   * `cancelled` once `signal` is aborted
   */
  async tokenFor(application: Application, scopes: readonly string[], signal?: AbortSignal): Promise<Token> {
    const missing = missingScopes(application, scopes);
    if (missing.length > 0) {
      throw new RouteeError(
        'invalidScope',
        l10n.t(
          'This application is limited to the scopes "{own}", but "{missing}" was requested. Edit its scopes, or choose another application.',
          { own: scopeKey(application.scopes), missing: missing.join(' ') },
        ),
      );
    }
    return this.#getToken(application, scopes, true, signal);
  }

  /** Stores the user's consent to a session, and returns the session. */
  async grant(key: string, scopes: readonly string[], token: Token): Promise<AccountSession> {
    const before = this.#ports.applications.get(key);
    const granted = before === undefined ? [] : this.#granted(before);
    const application = await this.#store(key, [...granted, scopeKey(split(scopes))]);
    if (application === undefined) {
      throw cancelled();
    }
    const session = this.#session(application, scopes, token);
    if (session.id === key) {
      // An existing account adds nothing, but extensions that wait for a session must hear of it.
      this.#changed.fire({ added: [], removed: [], changed: [session] });
    }
    return session;
  }

  /** Ends a session with narrowed scopes; the application and its other sessions stay. */
  async forget(id: string): Promise<void> {
    const key = keyOfSession(id);
    const application = this.#ports.applications.get(key);
    if (application !== undefined) {
      const granted = this.#granted(application);
      await this.#store(
        key,
        granted.filter((scopes) => sessionId(key, scopes) !== id),
      );
    }
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#changed.dispose();
  }

  #store(key: string, granted: readonly string[]): Promise<Application | undefined> {
    const account = this.#labels.get(key) ?? '';
    const sessions = [...new Set(granted)].map((scopes) => ({ scopes, account }));
    return this.#ports.applications.update(key, { sessions });
  }

  async #getToken(
    application: Application,
    scopes: readonly string[],
    asked: boolean,
    signal?: AbortSignal,
  ): Promise<Token> {
    const renew = asked && this.isGranted(application, scopes);
    if (!isNarrowed(application, scopes)) {
      const { token } = await this.#ports.tokens.getToken(application.key, {
        signal,
        // The user asks: rejected credentials may have been mended at Routee since.
        renew: renew || (asked && this.#ports.tokens.state(application.key).kind === 'rejected'),
      });
      return token;
    }
    // Ask again for a narrowed session that was refused: the refusal may be out of date, and it costs one request.
    return this.#ports.narrowed.getToken(application, split(scopes), { signal, renew: asked });
  }

  #peek(application: Application, scopes: readonly string[]): Token | undefined {
    return isNarrowed(application, scopes)
      ? this.#ports.narrowed.peek(application, split(scopes))
      : this.#ports.tokens.peek(application.key);
  }

  #session(
    application: Application,
    scopes: readonly string[],
    token = this.#peek(application, scopes),
  ): AccountSession {
    const { key, name } = application;
    return {
      id: sessionId(key, scopeKey(split(scopes))),
      accessToken: token !== undefined && mayLeaveUnasked(application, token) ? token.accessToken : '',
      account: { id: key, label: this.#labels.get(key) ?? name },
      scopes: [...scopes],
    };
  }

  #all(): AccountSession[] {
    return this.#ports.applications.applications.flatMap((application) => this.#sessionsOf(application));
  }

  #sessionsOf(application: Application | undefined): AccountSession[] {
    return application === undefined
      ? []
      : [...new Set(['', ...this.#granted(application)])]
          .map((scopes) => split([scopes]))
          .filter((scopes) => missingScopes(application, scopes).length === 0)
          .map((scopes) => this.#session(application, scopes));
  }

  #fire(change: AccountSessionsChange | undefined): void {
    if (change !== undefined) {
      this.#changed.fire(change);
    }
  }
}

/** The id of a session. The session of the application itself has its key. */
function sessionId(key: string, scopes: string): string {
  return scopes === '' ? key : `${key} ${scopes}`;
}

export function keyOfSession(id: string): string {
  return id.split(' ', 1)[0] ?? id;
}

/** Splits scopes: callers give them one by one, or several in one text. */
function split(scopes: readonly string[]): string[] {
  return scopes.flatMap((scope) => scope.split(/\s+/)).filter(Boolean);
}

/** Whether the session needs a token of its own, because the application's has other scopes. */
function isNarrowed(application: Application, scopes: readonly string[]): boolean {
  const wanted = scopeKey(split(scopes));
  return wanted !== '' && wanted !== scopeKey(application.scopes);
}

/** The requested scopes beyond those that the user has set for the application: no extension gets them by asking. */
function missingScopes(application: Application, scopes: readonly string[]): string[] {
  return application.scopes.length === 0
    ? []
    : split(scopes).filter((scope) => !hasScope(application.scopes, scope));
}
