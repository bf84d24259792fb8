import type { Answer } from '../../src/features/sandbox/model/answer.ts';
import type {
  IssuedToken,
  SandboxApplication,
} from '../../src/features/sandbox/model/authorizationServer.ts';
import { Sandbox } from '../../src/features/sandbox/model/sandbox.ts';
import { readRequest, TOKEN_PATH } from '../../src/features/sandbox/startSandbox.ts';
import { systemTimers } from '../../src/host/host.ts';
import { type LoopbackRequest, serveLoopback } from '../../src/host/loopbackServer.ts';
import { allowOrigins } from './sandbox/crossOrigin.ts';
import { commitFault, type Fault } from './sandbox/faults.ts';
import {
  defaultApplication,
  type Endpoint,
  knownScopes,
  type SandboxBehaviour,
  type SandboxOptions,
  type SandboxRequest,
  type TestApplication,
} from './sandbox/options.ts';
import { TestAuthorizationServer } from './sandbox/testAuthorizationServer.ts';

type MutableRequest = { -readonly [K in keyof SandboxRequest]: SandboxRequest[K] };

/** The product's sandbox, with what tests need: its requests are recorded, and answers can go wrong. */
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

  addApplication(application: TestApplication): void;
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
    tokenPath = TOKEN_PATH,
    applications: others = [],
    now = Date.now,
    onRequest,
    ...chosen
  } = options;
  const behaviour: SandboxBehaviour = { ...defaultBehaviour, ...chosen };
  const applications = new Map<
    string,
    { -readonly [K in keyof SandboxApplication]: SandboxApplication[K] }
  >();
  const addApplication = ({ id, secret, scopes = knownScopes, lifetimeSeconds }: TestApplication): void => {
    applications.set(id, {
      secret,
      scopes,
      get lifetimeSeconds() {
        return lifetimeSeconds ?? behaviour.lifetimeSeconds;
      },
    });
  };
  const applicationOf = (id: string) => {
    const application = applications.get(id);
    if (!application) throw new Error(`The sandbox has no application ${id}.`);
    return application;
  };
  for (const application of [defaultApplication, ...others]) addApplication(application);
  const authorization = new TestAuthorizationServer(applications, now, behaviour);
  const sandbox = new Sandbox({ authorization, tokenPath, now, timers: systemTimers, fetch });

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

  function record(request: LoopbackRequest): MutableRequest {
    const { method, path, query } = readRequest(request);
    const { headers, body } = request;
    const recorded: MutableRequest = {
      endpoint: path === tokenPath ? 'token' : 'resource',
      ...{ method, path, query, headers, authorization: headers.authorization, body },
      at: now(),
      applicationId: authorization.applicationOf(headers.authorization),
      status: undefined,
      note: '',
    };
    requests.push(recorded);
    for (const check of waiting) check();
    return recorded;
  }

  /** The right answer. Pages of any origin may have it where tests say so. */
  function answer(request: LoopbackRequest): Answer {
    const read = readRequest(request);
    return sandbox.answer(behaviour.cors ? { ...read, origin: undefined } : read);
  }

  const server = await serveLoopback(port, async (request, response) => {
    if (behaviour.cors && allowOrigins(request, response)) return undefined;
    const recorded = record(request);
    const fault = queued[recorded.endpoint].shift() ?? lasting[recorded.endpoint];
    if (fault) recorded.note = `fault: ${fault.kind}`;
    let outcome = fault ? await commitFault(fault, response, closing.signal) : 'proceed';
    if (outcome === 'proceed') {
      const right = answer(request);
      recorded.note = right.note;
      outcome = right;
    }
    recorded.status = 'sent' in outcome ? outcome.sent : outcome.status;
    onRequest?.(recorded);
    return 'sent' in outcome ? undefined : outcome;
  });
  const apiUrl = `http://127.0.0.1:${server.port}`;

  return {
    port: server.port,
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

    addApplication,
    removeApplication: (id) => {
      applications.delete(id);
      authorization.revokeAll(id);
    },
    setSecret: (id, secret) => {
      applicationOf(id).secret = secret;
    },
    setScopes: (id, scopes) => {
      applicationOf(id).scopes = scopes;
    },
    revokeToken: (token) => authorization.revoke(token),
    revokeTokens: (applicationId) => {
      authorization.revokeAll(applicationId);
    },
    liveTokens: (applicationId) => authorization.liveTokens(applicationId),

    close: () => {
      closing.abort();
      sandbox.dispose();
      return server.close();
    },
  };
}

export { defaultApplication, knownScopes } from './sandbox/options.ts';
export { faults, tooManyRequests } from './sandbox/faults.ts';
export type { Fault } from './sandbox/faults.ts';
export type { SandboxOptions, SandboxRequest, TokenPolicy } from './sandbox/options.ts';
export type { Lifetime } from '../../src/features/sandbox/model/authorizationServer.ts';
