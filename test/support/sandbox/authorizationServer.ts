import { randomUUID } from 'node:crypto';

import {
  type Answer,
  knownScopes,
  type Lifetime,
  type SandboxApplication,
  type SandboxBehaviour,
} from './options.ts';

export interface IssuedToken {
  readonly value: string;
  readonly applicationId: string;
  readonly scopes: readonly string[];
  /** `undefined`: never. */
  readonly expiresAt: number | undefined;
}

interface Application {
  secret: string;
  scopes: readonly string[];
  readonly lifetimeSeconds: Lifetime | undefined;
}

interface TokenRequest {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly contentType: string | undefined;
  readonly body: string;
}

/** Applications and their tokens: what `auth.routee.net` knows. */
export class AuthorizationServer {
  private readonly applications = new Map<string, Application>();
  private readonly tokens = new Map<string, IssuedToken>();
  private readonly current = new Map<string, IssuedToken>();
  private readonly behaviour: Readonly<SandboxBehaviour>;
  private readonly now: () => number;

  constructor(behaviour: Readonly<SandboxBehaviour>, now: () => number) {
    this.behaviour = behaviour;
    this.now = now;
  }

  add(application: SandboxApplication): void {
    this.applications.set(application.id, {
      secret: application.secret,
      scopes: application.scopes ?? knownScopes,
      lifetimeSeconds: application.lifetimeSeconds,
    });
  }

  remove(id: string): void {
    this.applications.delete(id);
    this.revokeAll(id);
  }

  setSecret(id: string, secret: string): void {
    this.application(id).secret = secret;
  }

  setScopes(id: string, scopes: readonly string[]): void {
    this.application(id).scopes = scopes;
  }

  revoke(token: string): boolean {
    return this.tokens.delete(token);
  }

  revokeAll(applicationId?: string): void {
    for (const token of this.tokens.values()) {
      if (applicationId === undefined || token.applicationId === applicationId)
        this.tokens.delete(token.value);
    }
  }

  /** All tokens that are neither expired nor revoked, oldest first. */
  liveTokens(applicationId?: string): readonly IssuedToken[] {
    return [...this.tokens.values()].filter(
      (token) => this.isLive(token) && (applicationId === undefined || token.applicationId === applicationId),
    );
  }

  /** An issued token, also when it has expired; `undefined` when unknown or revoked. */
  find(token: string): IssuedToken | undefined {
    return this.tokens.get(token);
  }

  isLive(token: IssuedToken): boolean {
    return this.tokens.has(token.value) && (token.expiresAt === undefined || this.now() < token.expiresAt);
  }

  exchange(request: TokenRequest): Answer {
    const credentials = parseBasic(request.authorization);
    const application = credentials && this.applications.get(credentials.id);
    if (!credentials || application?.secret !== credentials.secret) {
      return this.badCredentials(request.path, credentials !== undefined);
    }

    if (!/^application\/x-www-form-urlencoded(\s*;|$)/i.test(request.contentType ?? '')) {
      return this.refuse('invalid_request', 'The body must be application/x-www-form-urlencoded');
    }
    const form = new URLSearchParams(request.body);
    for (const name of new Set(form.keys())) {
      if (form.getAll(name).length > 1) return this.refuse('invalid_request', `Repeated parameter: ${name}`);
    }
    const grantType = form.get('grant_type');
    if (!grantType) return this.refuse('invalid_request', 'Missing grant type');
    if (grantType !== 'client_credentials') {
      return this.refuse('unsupported_grant_type', `Unsupported grant type: ${grantType}`);
    }

    const wanted = new Set((form.get('scope') ?? '').split(' ').filter(Boolean));
    const refused = [...wanted].filter((scope) => !application.scopes.includes(scope));
    if (refused.length > 0) return this.refuse('invalid_scope', `Invalid scope: ${refused.join(' ')}`);
    const scopes = application.scopes.filter((scope) => wanted.size === 0 || wanted.has(scope));

    const lifetime = application.lifetimeSeconds ?? this.behaviour.lifetimeSeconds;
    return this.tokenAnswer(credentials.id, scopes, lifetime);
  }

  private tokenAnswer(applicationId: string, scopes: readonly string[], lifetime: Lifetime): Answer {
    const key = JSON.stringify([applicationId, ...[...scopes].sort()]);
    const now = this.now();
    let token = this.behaviour.policy === 'sameUntilExpiry' ? this.current.get(key) : undefined;
    const same = token !== undefined && this.isLive(token);
    if (!token || !same) {
      const expiresAt = lifetime === 'unlimited' ? undefined : now + lifetime * 1000;
      token = { value: randomUUID(), applicationId, scopes, expiresAt };
      this.tokens.set(token.value, token);
      this.current.set(key, token);
    }

    const secondsLeft =
      token.expiresAt === undefined ? undefined : Math.floor((token.expiresAt - now) / 1000);
    const body = this.behaviour.transformTokenBody({
      access_token: token.value,
      token_type: 'bearer',
      expires_in: this.behaviour.formatExpiresIn(secondsLeft),
      scope: token.scopes.join(' '),
      permissions: permissionsOf(token.scopes),
    });
    const headers = { 'cache-control': 'no-store', pragma: 'no-cache' };
    return { status: 200, body, headers, note: same ? 'same token' : 'new token' };
  }

  private badCredentials(path: string, given: boolean): Answer {
    const message = given ? 'Bad credentials' : 'Full authentication is required to access this resource';
    const note = given ? 'bad credentials' : 'no credentials';
    const headers = { 'www-authenticate': 'Basic realm="oauth2/client"' };
    if (this.behaviour.credentialsErrorForm === 'oauth') {
      const body = { error: 'invalid_client', error_description: message };
      return { status: 401, body, headers, note };
    }
    const body = { timestamp: this.now(), status: 401, error: 'Unauthorized', message, path };
    return { status: 401, body, headers, note };
  }

  private refuse(error: string, description: string): Answer {
    const body = { error, error_description: description };
    return { status: this.behaviour.oauthErrorStatus, body, note: error };
  }

  private application(id: string): Application {
    const application = this.applications.get(id);
    if (!application) throw new Error(`The sandbox has no application ${id}.`);
    return application;
  }
}

/** Plain Base64 of UTF-8, split at the first colon; nothing is percent-decoded. */
export function parseBasic(
  header: string | undefined,
): { readonly id: string; readonly secret: string } | undefined {
  const encoded = /^basic +([A-Za-z0-9+/]+={0,2})$/i.exec(header ?? '')?.[1];
  if (encoded === undefined || encoded.length % 4 !== 0) return undefined;
  const plain = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = plain.indexOf(':');
  return colon < 0 ? undefined : { id: plain.slice(0, colon), secret: plain.slice(colon + 1) };
}

function permissionsOf(scopes: readonly string[]): readonly string[] {
  const permissions = scopes.map((scope) =>
    scope === 'account' ? 'MT_ROLE_ACCOUNT_FINANCE' : `MT_ROLE_${scope.toUpperCase()}`,
  );
  return [...permissions, 'MT_ROLE_PRICING_PACKAGES'];
}
