import { decodeBasicCredentials, encodeBasicCredentials } from '../../../core/protocol/basicCredentials.ts';
import type { Answer, SandboxRequest } from './answer.ts';
import { RecentMap } from './recentMap.ts';

/** Seconds (0 and less: expired when handed out), or a token without a stated expiry that never dies. */
export type Lifetime = number | 'unlimited';

/** The application's setting, as Routee's portal has them. */
export interface SandboxApplication {
  readonly secret: string;
  readonly scopes: readonly string[];
  readonly lifetimeSeconds: Lifetime;
}

export interface IssuedToken {
  readonly value: string;
  readonly applicationId: string;
  readonly scopes: readonly string[];
  /** `undefined`: never. */
  readonly expiresAt: number | undefined;
}

/** Applications and their tokens: what `auth.routee.net` knows. */
export class AuthorizationServer {
  /** Enough for a thousand applications, each with some scope sets. */
  protected readonly tokens = new RecentMap<IssuedToken>(10_000);
  /** The last token of an application and scope set. */
  readonly #current = new RecentMap<IssuedToken>(10_000);
  readonly #applications: ReadonlyMap<string, SandboxApplication>;
  readonly #now: () => number;

  constructor(applications: ReadonlyMap<string, SandboxApplication>, now: () => number) {
    this.#applications = applications;
    this.#now = now;
  }

  knows(applicationId: string): boolean {
    return this.#applications.has(applicationId);
  }

  /** The token request (RFC 6749 section 4.4). */
  exchange({ path, authorization, contentType, body }: SandboxRequest): Answer {
    const credentials = readBasic(authorization);
    const application = credentials && this.#applications.get(credentials.id);
    if (!credentials || application?.secret !== credentials.secret) {
      return badCredentials(path, credentials !== undefined, this.#now());
    }
    if (!/^application\/x-www-form-urlencoded(\s*;|$)/i.test(contentType ?? '')) {
      return refuse('invalid_request', 'The body must be application/x-www-form-urlencoded');
    }
    const form = new URLSearchParams(body);
    for (const name of new Set(form.keys())) {
      if (form.getAll(name).length > 1) return refuse('invalid_request', `Repeated parameter: ${name}`);
    }
    const grantType = form.get('grant_type');
    if (!grantType) return refuse('invalid_request', 'Missing grant type');
    if (grantType !== 'client_credentials') {
      return refuse('unsupported_grant_type', `Unsupported grant type: ${grantType}`);
    }
    const wanted = new Set((form.get('scope') ?? '').split(' ').filter(Boolean));
    const refused = [...wanted].filter((scope) => !application.scopes.includes(scope));
    if (refused.length > 0) return refuse('invalid_scope', `Invalid scope: ${refused.join(' ')}`);
    const scopes = application.scopes.filter((scope) => wanted.size === 0 || wanted.has(scope));
    return this.#tokenAnswer(credentials.id, scopes, application.lifetimeSeconds);
  }

  /** The token of a resource's request (RFC 6750), or the answer that refuses it. */
  check(authorization: string | undefined): IssuedToken | Answer {
    const bearer = bearerOf(authorization);
    if (bearer === undefined) return noToken();
    const token = this.find(bearer);
    if (!token) return refuseToken(bearer);
    return this.isLive(token) ? token : invalidToken(`Access token expired: ${bearer}`, 'token expired');
  }

  /** The token to hand out again: Routee has one for each application and scope set until it expires. */
  protected reusable(key: string): IssuedToken | undefined {
    const token = this.#current.get(key);
    return token && this.isLive(token) ? token : undefined;
  }

  /** An issued token, also when it has expired; `undefined` when unknown or revoked. */
  protected find(token: string): IssuedToken | undefined {
    return this.tokens.get(token);
  }

  protected isLive({ value, expiresAt }: IssuedToken): boolean {
    return this.find(value) !== undefined && (expiresAt === undefined || this.#now() < expiresAt);
  }

  #tokenAnswer(applicationId: string, scopes: readonly string[], lifetime: Lifetime): Answer {
    const key = JSON.stringify([applicationId, ...[...scopes].sort()]);
    const now = this.#now();
    const same = this.reusable(key);
    const expiresAt = lifetime === 'unlimited' ? undefined : now + lifetime * 1000;
    const token = same ?? { value: crypto.randomUUID(), applicationId, scopes, expiresAt };
    this.tokens.set(token.value, token);
    this.#current.set(key, token);
    const body = {
      access_token: token.value,
      token_type: 'bearer',
      expires_in: token.expiresAt === undefined ? undefined : Math.floor((token.expiresAt - now) / 1000),
      scope: token.scopes.join(' '),
      permissions: permissionsOf(token.scopes),
    };
    const headers = { 'cache-control': 'no-store', pragma: 'no-cache' };
    return { status: 200, body, headers, note: same ? 'same token' : 'new token' };
  }
}

export function bearerOf(authorization: string | undefined): string | undefined {
  return /^bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
}

/** Only what a right client sends: other Base64, or a line end behind the secret, has to show in a test. */
export function readBasic(header: string | undefined): { id: string; secret: string } | undefined {
  const base64 = /^basic +(\S+)$/i.exec(header ?? '')?.[1] ?? '';
  const pair = decodeBasicCredentials(base64);
  return pair && encodeBasicCredentials(pair.id, pair.secret) === `Basic ${base64}` ? pair : undefined;
}

function permissionsOf(scopes: readonly string[]): readonly string[] {
  const permissions = scopes.map((scope) =>
    scope === 'account' ? 'MT_ROLE_ACCOUNT_FINANCE' : `MT_ROLE_${scope.toUpperCase()}`,
  );
  return [...permissions, 'MT_ROLE_PRICING_PACKAGES'];
}

function badCredentials(path: string, given: boolean, now: number): Answer {
  const message = given ? 'Bad credentials' : 'Full authentication is required to access this resource';
  return {
    status: 401,
    body: { timestamp: now, status: 401, error: 'Unauthorized', message, path },
    headers: { 'www-authenticate': 'Basic realm="oauth2/client"' },
    note: given ? 'bad credentials' : 'no credentials',
  };
}

/** RFC 6749 section 5.2. */
function refuse(error: string, description: string): Answer {
  return { status: 400, body: { error, error_description: description }, note: error };
}

function noToken(): Answer {
  const description = 'Full authentication is required to access this resource';
  return {
    status: 401,
    body: { error: 'unauthorized', error_description: description },
    headers: { 'www-authenticate': 'Bearer realm="oauth2-resource"' },
    note: 'no token',
  };
}

export function refuseToken(bearer: string): Answer {
  return invalidToken(`Invalid access token: ${bearer}`, 'token refused');
}

/** Spring's token services put the token itself into the description: a client that logs it, leaks it. */
function invalidToken(description: string, note: string): Answer {
  return {
    status: 401,
    body: { error: 'invalid_token', error_description: description },
    headers: { 'www-authenticate': 'Bearer realm="oauth2-resource", error="invalid_token"' },
    note,
  };
}
