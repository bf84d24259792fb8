// What Routee Auth gives to other extensions. Copy this file into yours.
import type {
  authentication as vscodeAuthentication,
  AuthenticationGetSessionOptions,
  AuthenticationSession,
  AuthenticationSessionAccountInformation,
  Disposable,
} from 'vscode';

/**
 * The exports of the extension `routee-auth.routee-auth`:
 *
 * ```ts
 * const routee = await vscode.extensions.getExtension<RouteeAuthApi>('routee-auth.routee-auth')?.activate();
 * ```
 *
 * Nothing here is secret, so nobody is asked. A token comes from VS Code alone, after the user has agreed to it.
 */
export interface RouteeAuthApi {
  /** Grows when something is taken away or changes its meaning; additions leave it as it is. */
  readonly version: 1;

  /** The applications that the user has added to Routee Auth, by name. */
  getApplications(): Promise<readonly RouteeApplication[]>;

  /** Something about the applications or the state of a token is different now. */
  readonly onDidChangeApplications: (listener: () => unknown) => Pick<Disposable, 'dispose'>;

  /**
   * The same as `authentication.getSession('routee', scopes, { account, ...options })`, with the account of the
   * application that has this name. The user is asked in the name of your extension, because you hand in your own
   * `vscode.authentication`.
   *
   * @returns `undefined` without `createIfNone`, as long as the user has not agreed
   * @throws when no application has this name, or several have it; when the user does not agree; when there is no token
   */
  getSession(
    authentication: Pick<typeof vscodeAuthentication, 'getSession'>,
    query?: RouteeSessionQuery,
  ): Promise<AuthenticationSession | undefined>;
}

export interface RouteeSessionQuery {
  /** The name of an application. Default: the active one; with none at all, the user adds one. */
  readonly application?: string;
  /** A token with exactly these scopes. Default: one with all scopes of the application. */
  readonly scopes?: readonly string[];
  /** Those of `authentication.getSession`, such as `{ createIfNone: true }` or `{ silent: true }`. */
  readonly options?: Omit<AuthenticationGetSessionOptions, 'account'>;
}

export interface RouteeApplication {
  /** For `authentication.getSession`. The id is Routee Auth's own, not the application id at Routee. */
  readonly account: AuthenticationSessionAccountInformation;
  readonly name: string;
  /** The one that commands use when none is chosen. */
  readonly isActive: boolean;
  /** What the user has narrowed its tokens to; empty: all scopes of the application. */
  readonly scopes: readonly string[];
  readonly tokenStatus:
    | 'none'
    | 'fetching'
    | 'valid'
    | 'noExpiryStated'
    | 'expired'
    | 'offline'
    /** Only the user can help, in Routee Auth: with the application, or with a setting. */
    | 'rejected'
    | 'misconfigured';
  /** Milliseconds since the epoch; `undefined` without a token, or where Routee states no expiry. */
  readonly tokenExpiresAt: number | undefined;
}
