import type { IncomingHttpHeaders } from 'node:http';

import type { Lifetime } from '../../../src/features/sandbox/model/authorizationServer.ts';

export interface TestApplication {
  readonly id: string;
  readonly secret: string;
  /** What the application may do; every known scope by default. */
  readonly scopes?: readonly string[];
  /** Lifetime of this application's tokens, in place of the sandbox's own. */
  readonly lifetimeSeconds?: Lifetime;
}

/** `sameUntilExpiry` is what Routee does: one token per application and scope set, with the seconds that are left. */
export type TokenPolicy = 'sameUntilExpiry' | 'newEachTime';

/** What can be chosen at the start and changed while the sandbox runs (`configure`). */
export interface SandboxBehaviour {
  /** Default `sameUntilExpiry`. A change concerns the next exchange. */
  policy: TokenPolicy;
  /** Default 3600. A change concerns tokens issued from now on. */
  lifetimeSeconds: Lifetime;
  /** Form of the 401 for a wrong id or secret: Spring's error page (default) or OAuth's `invalid_client`. */
  credentialsErrorForm: 'spring' | 'oauth';
  /** Status of `invalid_scope`, `unsupported_grant_type` and the like: 400 (default) or 401. */
  oauthErrorStatus: 400 | 401;
  /** Status by which resources refuse an expired, revoked or unknown token: 401 (default) or 403. */
  invalidTokenStatus: 401 | 403;
  /** Resources refuse every token with this status, while exchanges go on: the "same token again" trap. */
  refuseEveryToken: 401 | 403 | undefined;
  /** Lets web pages of any origin read its answers, as Routee is not known to do. Default `false`. */
  cors: boolean;
  /** Makes the raw `expires_in` of the seconds left (`String` for a numeric string); `undefined` omits it. */
  formatExpiresIn: (secondsLeft: number | undefined) => unknown;
  /** The last word on the JSON of a successful exchange: remove members, add unknown ones, change `token_type`. */
  transformTokenBody: (body: Record<string, unknown>) => unknown;
}

export interface SandboxOptions extends Partial<SandboxBehaviour> {
  /** Default 0: any free port. */
  readonly port?: number;
  /** Default `/oauth/token`. */
  readonly tokenPath?: string;
  /** Applications besides {@link defaultApplication}; one with its id replaces it. */
  readonly applications?: readonly TestApplication[];
  /** Clock by which tokens expire, in milliseconds since the epoch. Default `Date.now`. */
  readonly now?: () => number;
  /** Called when a request was answered, or when it is certain that it will not be. */
  readonly onRequest?: (request: SandboxRequest) => void;
}

/** `token`: the token endpoint; `resource`: everything else. */
export type Endpoint = 'token' | 'resource';

export interface SandboxRequest {
  readonly endpoint: Endpoint;
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** With its `?`, or empty. */
  readonly query: string;
  readonly headers: IncomingHttpHeaders;
  readonly authorization: string | undefined;
  readonly body: string;
  /** When the request arrived, by the sandbox's clock. */
  readonly at: number;
  /** The id that the Basic credentials name (right or wrong), or the owner of the bearer token. */
  readonly applicationId: string | undefined;
  /** The status answered; `undefined` while there is no answer, or for ever when a fault gives none. */
  readonly status: number | undefined;
  /** A few words on why: never a secret or a token. */
  readonly note: string;
}

export const knownScopes: readonly string[] = [
  'voice',
  'lookup',
  'virtual_number',
  'contact',
  'report',
  'sms',
  '2step',
  'number_validator',
  'account',
  'failover',
  'number_pool',
  'forms',
  'transactional_email',
  'email_sender',
  'promotional_email',
  'email_validator',
  'url_analyzer',
];

/** The example of Routee's own documentation. */
export const defaultApplication = {
  id: '5756a411e4b06a33d50517c7',
  secret: 'vb6QpjCIOG',
  scopes: knownScopes,
} as const satisfies TestApplication;
