import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

import { AuthorizationServer, type IssuedToken, parseBasic } from './sandbox/authorizationServer.ts';
import { allowOrigins } from './sandbox/crossOrigin.ts';
import { commitFault, type Fault, send } from './sandbox/faults.ts';
import {
  type Answer,
  defaultApplication,
  type Endpoint,
  type SandboxApplication,
  type SandboxBehaviour,
  type SandboxOptions,
  type SandboxRequest,
} from './sandbox/options.ts';
import { answerResource, bearerOf, wrongMethod } from './sandbox/resourceServer.ts';

type MutableRequest = { -readonly [K in keyof SandboxRequest]: SandboxRequest[K] };

/** A real HTTP server on loopback that behaves as Routee does, as far as that is known. */
export interface RouteeSandbox {
  readonly port: number;
  /** The value for `routee.authUrl`: the full URL of the token endpoint. */
  readonly authUrl: string;
  /** The value for `routee.apiUrl`: without a slash at the end. */
  readonly apiUrl: string;

  /** Every request so far, in the order of arrival; `status` fills in when it is answered. */
  readonly requests: readonly SandboxRequest[];
  /** Requests that reached the token endpoint, failed ones included, of all applications or of one. */
  exchangeCount(applicationId?: string): number;
  /** Forgets `requests`, and with them the counts. Tokens and faults stay. */
  resetCounts(): void;
  /** Resolves when `count` requests (since the last reset) have arrived, whether or not they were answered. */
  waitForRequests(count: number, endpoint?: Endpoint): Promise<void>;

  /** The next `n` requests to `endpoint` (default `token`) meet this fault. Several calls queue up. */
  failNext(n: number, fault: Fault, endpoint?: Endpoint): void;
  /** All requests to `endpoint` (default `token`) meet this fault; `undefined` ends it and empties the queue. */
  setFault(fault: Fault | undefined, endpoint?: Endpoint): void;
  /** Changes the behaviour from now on. */
  configure(changes: Partial<SandboxBehaviour>): void;

  addApplication(application: SandboxApplication): void;
  /** Its tokens go too. */
  removeApplication(id: string): void;
  /** Its tokens stay valid. */
  setSecret(id: string, secret: string): void;
  /** For the next exchanges; tokens issued already keep their scopes. */
  setScopes(id: string, scopes: readonly string[]): void;
  /** Whether there was such a token. The next exchange issues a new one. */
  revokeToken(token: string): boolean;
  /** Those of one application, or all. */
  revokeTokens(applicationId?: string): void;
  /** Tokens that are neither expired nor revoked, oldest first. */
  liveTokens(applicationId?: string): readonly IssuedToken[];

  /** Destroys open sockets and ends the server. */
  close(): Promise<void>;
}

const defaultBehaviour: SandboxBehaviour = {
  policy: 'sameUntilExpiry',
  lifetimeSeconds: 3600,
  credentialsErrorForm: 'spring',
  oauthErrorStatus: 400,
  invalidTokenStatus: 401,
  refuseEveryToken: undefined,
  cors: false,
  formatExpiresIn: (secondsLeft) => secondsLeft,
  transformTokenBody: (body) => body,
};

export async function startRouteeSandbox(options: SandboxOptions = {}): Promise<RouteeSandbox> {
  const {
    port = 0,
    tokenPath = '/oauth/token',
    applications = [],
    now = Date.now,
    onRequest,
    ...chosen
  } = options;
  const behaviour: SandboxBehaviour = { ...defaultBehaviour, ...chosen };
  const authorizationServer = new AuthorizationServer(behaviour, now);
  for (const application of [defaultApplication, ...applications]) authorizationServer.add(application);

  const requests: MutableRequest[] = [];
  const queued: Record<Endpoint, Fault[]> = { token: [], resource: [] };
  const lasting: Record<Endpoint, Fault | undefined> = { token: undefined, resource: undefined };
  const waiting = new Set<() => void>();
  const closing = new AbortController();

  function count(endpoint: Endpoint, applicationId?: string): number {
    return requests.filter(
      (request) =>
        request.endpoint === endpoint &&
        (applicationId === undefined || request.applicationId === applicationId),
    ).length;
  }

  async function receive(message: IncomingMessage): Promise<MutableRequest> {
    const at = now();
    const url = new URL(message.url ?? '/', 'http://sandbox');
    const { authorization } = message.headers;
    const bearer = bearerOf(authorization);
    return {
      endpoint: url.pathname === tokenPath ? 'token' : 'resource',
      method: message.method ?? '',
      path: url.pathname,
      query: url.search,
      headers: message.headers,
      authorization,
      body: await text(message),
      at,
      applicationId:
        bearer === undefined
          ? parseBasic(authorization)?.id
          : authorizationServer.find(bearer)?.applicationId,
      status: undefined,
      note: '',
    };
  }

  function decide(request: SandboxRequest): Answer {
    if (request.endpoint === 'resource') {
      return answerResource(request, authorizationServer, behaviour, now());
    }
    if (request.method !== 'POST') return wrongMethod(request.method, 'POST', request.path, now());
    return authorizationServer.exchange({ ...request, contentType: request.headers['content-type'] });
  }

  async function serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    if (behaviour.cors && allowOrigins(message, response)) return;
    const request = await receive(message);
    requests.push(request);
    for (const check of waiting) check();

    const fault = queued[request.endpoint].shift() ?? lasting[request.endpoint];
    if (fault) request.note = `fault: ${fault.kind}`;
    const outcome = fault ? await commitFault(fault, response, closing.signal) : 'proceed';
    if (outcome === 'proceed') {
      const answer = decide(request);
      request.status = answer.status;
      request.note = answer.note;
      send(response, answer.status, answer.body, answer.headers);
    } else {
      request.status = outcome.status;
    }
    onRequest?.(request);
  }

  const server = createServer((message, response) => {
    serve(message, response).catch((error: unknown) => {
      // A client that left, or the sandbox closing: nobody is there to be answered.
      if (closing.signal.aborted || response.destroyed || message.destroyed) return;
      send(response, 500, { error: 'sandbox_failure', error_description: String(error) });
    });
  });
  // Clients keep sockets for reuse; one closed by the server at that moment would be a flaky test.
  server.keepAliveTimeout = 600_000;

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The sandbox has no TCP address.');
  const apiUrl = `http://127.0.0.1:${address.port}`;

  return {
    port: address.port,
    authUrl: apiUrl + tokenPath,
    apiUrl,

    requests,
    exchangeCount: (applicationId) => count('token', applicationId),
    resetCounts: () => {
      requests.length = 0;
    },
    waitForRequests: (wanted, endpoint = 'token') =>
      new Promise((resolve) => {
        const check = () => {
          if (count(endpoint) < wanted) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
      }),

    failNext: (n, fault, endpoint = 'token') => {
      queued[endpoint].push(...Array.from({ length: n }, () => fault));
    },
    setFault: (fault, endpoint = 'token') => {
      lasting[endpoint] = fault;
      if (!fault) queued[endpoint].length = 0;
    },
    configure: (changes) => {
      Object.assign(behaviour, changes);
    },

    addApplication: (application) => {
      authorizationServer.add(application);
    },
    removeApplication: (id) => {
      authorizationServer.remove(id);
    },
    setSecret: (id, secret) => {
      authorizationServer.setSecret(id, secret);
    },
    setScopes: (id, scopes) => {
      authorizationServer.setScopes(id, scopes);
    },
    revokeToken: (token) => authorizationServer.revoke(token),
    revokeTokens: (applicationId) => {
      authorizationServer.revokeAll(applicationId);
    },
    liveTokens: (applicationId) => authorizationServer.liveTokens(applicationId),

    close: () =>
      new Promise((resolve) => {
        closing.abort();
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

export { defaultApplication, knownScopes } from './sandbox/options.ts';
export { faults, tooManyRequests } from './sandbox/faults.ts';
export type { Fault } from './sandbox/faults.ts';
export type { Lifetime, SandboxOptions, SandboxRequest, TokenPolicy } from './sandbox/options.ts';
