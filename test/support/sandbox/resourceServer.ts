import { randomUUID } from 'node:crypto';

import type { AuthorizationServer, IssuedToken } from './authorizationServer.ts';
import type { Answer, SandboxBehaviour } from './options.ts';

interface ResourceRequest {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: string;
}

interface Resource {
  readonly method: string;
  /** `undefined`: no authentication. */
  readonly scope: string | undefined;
  readonly answer: (request: ResourceRequest, now: number) => Answer;
}

const resources: ReadonlyMap<string, Resource> = new Map<string, Resource>([
  ['/failover-otp/health', { method: 'GET', scope: undefined, answer: () => ok({ status: 'ok' }) }],
  [
    '/accounts/me/balance',
    {
      method: 'GET',
      scope: 'account',
      answer: () => ok({ balance: 20.5, currency: { code: 'EUR', name: 'Euro', sign: '€' } }),
    },
  ],
  ['/sms', { method: 'POST', scope: 'sms', answer: sendSms }],
  ['/sms/analyze', { method: 'POST', scope: 'sms', answer: analyzeSms }],
]);

/** The slice of `connect.routee.net` that the sandbox plays. */
export function answerResource(
  request: ResourceRequest,
  authorizationServer: AuthorizationServer,
  behaviour: Readonly<SandboxBehaviour>,
  now: number,
): Answer {
  const resource = resources.get(request.path);
  if (!resource) return errorPage(404, 'Not Found', 'No message available', request.path, now);
  if (request.method !== resource.method) {
    return wrongMethod(request.method, resource.method, request.path, now);
  }
  if (resource.scope !== undefined) {
    const refusal = checkBearer(request, resource.scope, authorizationServer, behaviour);
    if (refusal) return refusal;
  }
  return resource.answer(request, now);
}

export function wrongMethod(method: string, allowed: string, path: string, now: number): Answer {
  const message = `Request method '${method}' not supported`;
  return { ...errorPage(405, 'Method Not Allowed', message, path, now), headers: { allow: allowed } };
}

export function bearerOf(authorization: string | undefined): string | undefined {
  return /^bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
}

function checkBearer(
  request: ResourceRequest,
  scope: string,
  authorizationServer: AuthorizationServer,
  behaviour: Readonly<SandboxBehaviour>,
): Answer | undefined {
  const bearer = bearerOf(request.authorization);
  if (bearer === undefined) {
    const body = {
      error: 'unauthorized',
      error_description: 'Full authentication is required to access this resource',
    };
    return {
      status: 401,
      body,
      headers: { 'www-authenticate': 'Bearer realm="oauth2-resource"' },
      note: 'no token',
    };
  }
  const token: IssuedToken | undefined = authorizationServer.find(bearer);
  const status = behaviour.refuseEveryToken ?? behaviour.invalidTokenStatus;
  if (!token || behaviour.refuseEveryToken !== undefined) {
    return invalidToken(status, `Invalid access token: ${bearer}`, 'token refused');
  }
  if (!authorizationServer.isLive(token)) {
    return invalidToken(status, `Access token expired: ${bearer}`, 'token expired');
  }
  if (!token.scopes.includes(scope)) {
    const developerMessage = 'You are not allowed to access this resource';
    return { status: 403, body: { code: '403000000', developerMessage }, note: `lacks scope ${scope}` };
  }
  return undefined;
}

/** Spring's token services put the token itself into the description: a client that logs it, leaks it. */
function invalidToken(status: number, description: string, note: string): Answer {
  const body = { error: 'invalid_token', error_description: description };
  const headers = { 'www-authenticate': 'Bearer realm="oauth2-resource", error="invalid_token"' };
  return { status, body, headers, note };
}

function sendSms(request: ResourceRequest, now: number): Answer {
  const sms = parseSms(request.body);
  if (!sms) return invalidSms();
  return ok({
    trackingId: randomUUID(),
    createdAt: new Date(now).toISOString(),
    from: sms.from,
    to: sms.to,
    body: sms.body,
    status: 'Queued',
    bodyAnalysis: analyze(sms.body),
    flash: false,
  });
}

function analyzeSms(request: ResourceRequest): Answer {
  const sms = parseSms(request.body);
  if (!sms) return invalidSms();
  return ok({ bodyAnalysis: analyze(sms.body), numberOfRecipients: 1, contacts: {}, totalInGroups: 0 });
}

function parseSms(text: string): { body: string; to: string; from: string } | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { body, to, from } = value as Record<string, unknown>;
  const complete = typeof body === 'string' && typeof to === 'string' && typeof from === 'string';
  return complete && body !== '' && to !== '' && from !== '' ? { body, to, from } : undefined;
}

function invalidSms(): Answer {
  const developerMessage = 'Validation failed: body, to and from are needed';
  return { status: 400, body: { code: '400005000', developerMessage }, note: 'invalid SMS data' };
}

function analyze(text: string): { parts: number; unicode: boolean; characters: number } {
  // Near enough: the real alphabet of GSM 03.38 has some accented letters too.
  const unicode = /[^\n\r -~£¥€]/.test(text);
  const [single, part] = unicode ? [70, 67] : [160, 153];
  return {
    parts: text.length <= single ? 1 : Math.ceil(text.length / part),
    unicode,
    characters: text.length,
  };
}

function ok(body: unknown): Answer {
  return { status: 200, body, note: 'ok' };
}

function errorPage(status: number, error: string, message: string, path: string, now: number): Answer {
  return { status, body: { timestamp: now, status, error, message, path }, note: error.toLowerCase() };
}
