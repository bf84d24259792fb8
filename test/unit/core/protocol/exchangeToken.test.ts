import assert from 'node:assert/strict';
import { getEventListeners, once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';

import type { Fetch } from '../../../../src/core/kit/ports.ts';
import { exchangeToken, EXCHANGE_TIMEOUT_MS } from '../../../../src/core/protocol/exchangeToken.ts';
import { RouteeError, type RouteeErrorCode } from '../../../../src/core/protocol/routeeError.ts';
import type { TokenCredentials } from '../../../../src/core/protocol/tokenRequest.ts';
import type { Token } from '../../../../src/core/protocol/token.ts';
import { FakeTime } from '../../../support/fakeTime.ts';
import {
  defaultApplication,
  faults,
  knownScopes,
  startRouteeSandbox,
  tooManyRequests,
  type Fault,
  type RouteeSandbox,
} from '../../../support/routeeSandbox.ts';

const { id, secret } = defaultApplication;
const credentials: TokenCredentials = { id, secret, scopes: [] };
const START = Date.UTC(2026, 0, 1);

describe('exchangeToken', () => {
  let sandbox: RouteeSandbox;
  let target: RouteeSandbox;
  let time: FakeTime;

  before(async () => {
    sandbox = await startRouteeSandbox({ now: () => time.now() });
    target = await startRouteeSandbox();
  });

  beforeEach(() => {
    time = new FakeTime({ start: START });
    sandbox.setFault(undefined);
    sandbox.revokeTokens();
    sandbox.configure({
      policy: 'sameUntilExpiry',
      credentialsErrorForm: 'spring',
      oauthErrorStatus: 400,
      formatExpiresIn: (left) => left,
      transformTokenBody: (body) => body,
    });
    sandbox.resetCounts();
    target.resetCounts();
  });

  afterEach(() => {
    assert.equal(time.pendingTimers, 0, 'the timeout must not outlive the exchange');
  });

  after(async () => {
    await sandbox.close();
    await target.close();
  });

  interface Options {
    readonly with?: TokenCredentials;
    readonly url?: string;
    readonly fetch?: Fetch;
    readonly signal?: AbortSignal;
  }

  function exchange(options: Options = {}): Promise<Token> {
    const ports = { fetch: options.fetch ?? fetch, clock: time, timers: time };
    return exchangeToken(options.with ?? credentials, options.url ?? sandbox.authUrl, ports, options.signal);
  }

  /** Every failure passes here, so that none of them gives anything away. */
  async function failure(exchanging: Promise<Token>, used = credentials): Promise<RouteeError> {
    let error: unknown;
    try {
      await exchanging;
    } catch (caught) {
      error = caught;
    }
    assert.ok(error instanceof RouteeError, `a RouteeError was expected, not ${inspect(error)}`);
    const told = inspect(error, { depth: 10, showHidden: true });
    const base64 = Buffer.from(`${used.id}:${used.secret}`).toString('base64');
    const tokens = sandbox.liveTokens().map((token) => token.value);
    for (const hidden of [used.secret, encodeURIComponent(used.secret), base64, ...tokens]) {
      assert.ok(!told.includes(hidden), `the error gives ${hidden} away: ${told}`);
    }
    return error;
  }

  /** The real fetch, which tells when the headers of an answer have arrived. */
  function watchedFetch(): { fetch: Fetch; headers: Promise<void> } {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const watched: Fetch = async (url, init) => {
      const response = await fetch(url, init);
      resolve(undefined);
      return response;
    };
    return { fetch: watched, headers: promise };
  }

  async function isPending(promise: Promise<unknown>): Promise<boolean> {
    let settled = false;
    const settle = (): void => {
      settled = true;
    };
    promise.then(settle, settle);
    await new Promise(setImmediate);
    return !settled;
  }

  function soleRequest(): RouteeSandbox['requests'][number] {
    assert.equal(sandbox.requests.length, 1);
    const [request] = sandbox.requests;
    assert.ok(request);
    return request;
  }

  describe('request', () => {
    it('is the documented one', async () => {
      await exchange();
      const { method, path, query, headers, body } = soleRequest();
      assert.deepEqual(
        { method, path, query, body },
        { method: 'POST', path: '/oauth/token', query: '', body: 'grant_type=client_credentials' },
      );
      assert.equal(headers.authorization, 'Basic NTc1NmE0MTFlNGIwNmEzM2Q1MDUxN2M3OnZiNlFwakNJT0c=');
      assert.equal(headers['content-type'], 'application/x-www-form-urlencoded');
      assert.equal(headers.accept, 'application/json');
      assert.equal(headers.cookie, undefined);
    });

    const scopeRows: [scopes: string[], body: string][] = [
      [['sms'], 'grant_type=client_credentials&scope=sms'],
      [['sms', '2step'], 'grant_type=client_credentials&scope=sms+2step'],
    ];
    for (const [scopes, body] of scopeRows) {
      it(`asks for the scopes ${scopes.join(', ')}`, async () => {
        const token = await exchange({ with: { ...credentials, scopes } });
        assert.equal(soleRequest().body, body);
        assert.deepEqual([...token.scopes].sort(), [...scopes].sort());
      });
    }

    it('escapes a scope that would otherwise add a form field', async () => {
      const scopes = ['sms&grant_type=password'];
      await failure(exchange({ with: { ...credentials, scopes } }));
      const form = new URLSearchParams(soleRequest().body);
      assert.deepEqual(
        [...form],
        [
          ['grant_type', 'client_credentials'],
          ['scope', scopes[0]],
        ],
      );
    });

    for (const oddSecret of ['-_.~+/%ü:', 'a:b:c', '%41', '€😀', ' blank ', '"\\', '=&?#']) {
      it(`sends the secret ${JSON.stringify(oddSecret)} unchanged`, async () => {
        sandbox.addApplication({ id: 'odd', secret: oddSecret });
        const token = await exchange({ with: { id: 'odd', secret: oddSecret, scopes: [] } });
        assert.equal(sandbox.liveTokens('odd')[0]?.value, token.accessToken);
        sandbox.removeApplication('odd');
      });
    }

    it('never sends an id that holds a colon', async () => {
      await assert.rejects(exchange({ with: { ...credentials, id: 'a:b' } }));
      assert.equal(sandbox.requests.length, 0);
    });

    const refusedUrls = [
      'http://auth.routee.net/oauth/token',
      'not an address',
      'https://u:p@auth.routee.net/',
    ];
    for (const url of refusedUrls) {
      it(`sends nothing to ${url}`, async () => {
        let calls = 0;
        const counting: Fetch = () => {
          calls++;
          return Promise.reject(new Error('no network in this test'));
        };
        const error = await failure(exchange({ url, fetch: counting }));
        assert.deepEqual([error.code, calls], ['invalidEndpoint', 0]);
        assert.match(error.message, /routee\.authUrl/);
      });
    }
  });

  describe('success', () => {
    it('gives the token with its scopes and permissions', async () => {
      const token = await exchange();
      assert.deepEqual(token, {
        accessToken: sandbox.liveTokens()[0]?.value,
        issuedAtMs: START,
        expiresAtMs: START + 3_600_000,
        scopes: knownScopes,
        permissions: token.permissions,
      });
      assert.ok(token.permissions.includes('MT_ROLE_ACCOUNT_FINANCE'));
    });

    it('takes the remaining life of a token that is handed back', async () => {
      const first = await exchange();
      await time.advance(1_800_500);
      const second = await exchange();
      assert.equal(second.accessToken, first.accessToken);
      assert.equal(second.issuedAtMs, START + 1_800_500);
      assert.equal(second.expiresAtMs, START + 1_800_500 + 1_799_000);
    });

    it('counts the expiry from the moment the request was sent', async () => {
      const { promise, resolve } = Promise.withResolvers<undefined>();
      sandbox.configure({ formatExpiresIn: () => 100 });
      sandbox.failNext(1, { kind: 'hold', until: promise });
      const exchanging = exchange();
      await sandbox.waitForRequests(1);
      await time.advance(9000);
      resolve(undefined);
      const token = await exchanging;
      assert.deepEqual([token.issuedAtMs, token.expiresAtMs], [START, START + 100_000]);
    });

    it('reads a character that arrives in two pieces', async () => {
      const body = Buffer.from('{"access_token":"tk","token_type":"bearer","scope":"ünï €"}');
      const pieces: Fetch = () =>
        Promise.resolve(
          new Response(
            new ReadableStream<Uint8Array>({
              start: (controller) => {
                for (const byte of body) controller.enqueue(Uint8Array.of(byte));
                controller.close();
              },
            }),
          ),
        );
      assert.deepEqual((await exchange({ fetch: pieces })).scopes, ['ünï', '€']);
    });
  });

  describe('failure', () => {
    const spring = (status: number, error: string, message: string): Fault => ({
      kind: 'answer',
      status,
      body: { timestamp: 1472894732599, status, error, message, path: '/oauth/token' },
    });
    const oauth = (status: number, error: string): Fault => ({
      kind: 'answer',
      status,
      body: { error, error_description: `about ${error}` },
    });

    const rows: [what: string, fault: Fault, code: RouteeErrorCode, message: RegExp][] = [
      ['401', spring(401, 'Unauthorized', 'Bad credentials'), 'credentialsRejected', /"Bad credentials"/],
      ['401 invalid_client', oauth(401, 'invalid_client'), 'credentialsRejected', /"about invalid_client"/],
      ['400 invalid_client', oauth(400, 'invalid_client'), 'credentialsRejected', /rejected/],
      ['401 unauthorized_client', oauth(401, 'unauthorized_client'), 'credentialsRejected', /rejected/],
      ['400 unauthorized_client', oauth(400, 'unauthorized_client'), 'credentialsRejected', /rejected/],
      ['401 without a body', { kind: 'answer', status: 401 }, 'credentialsRejected', /rejected/],
      ['400 invalid_scope', oauth(400, 'invalid_scope'), 'invalidScope', /scopes.*"about invalid_scope"/],
      ['401 invalid_scope', oauth(401, 'invalid_scope'), 'invalidScope', /scopes/],
      ['400 invalid_request', oauth(400, 'invalid_request'), 'refused', /400.*"about invalid_request"/],
      ['400 invalid_grant', oauth(400, 'invalid_grant'), 'refused', /400/],
      ['400 unsupported_grant_type', oauth(400, 'unsupported_grant_type'), 'refused', /400/],
      ['400 Spring', spring(400, 'Bad Request', 'Missing grant type'), 'refused', /"Missing grant type"/],
      ['403', spring(403, 'Forbidden', 'Access Denied'), 'refused', /403.*"Access Denied"/],
      ['404', spring(404, 'Not Found', 'No message available'), 'notFound', /the server address/],
      ['405', spring(405, 'Method Not Allowed', ''), 'refused', /405.*"Method Not Allowed"/],
      ['429', tooManyRequests(), 'rateLimited', /too many/],
      ['500', faults.serverError, 'serverError', /500.*"Oops"/],
      ['500 invalid_client', oauth(500, 'invalid_client'), 'serverError', /500/],
      ['502 HTML', faults.badGatewayHtml, 'serverError', /^[^<]*502[^<]*$/],
      ['503', { kind: 'answer', status: 503, body: 'busy' }, 'serverError', /503/],
      ['an empty 200', faults.emptyOk, 'badAnswer', /isn't JSON/],
      ['{}', faults.emptyObject, 'badAnswer', /access_token/],
      ['null', { kind: 'answer', status: 200, body: 'null' }, 'badAnswer', /not an object/],
      ['a list', { kind: 'answer', status: 200, body: [] }, 'badAnswer', /not an object/],
      ['HTML with 200', { kind: 'answer', status: 200, body: '<html>' }, 'badAnswer', /web page.*sign in/i],
      ['204', { kind: 'answer', status: 204 }, 'badAnswer', /204/],
      ['201 with a token', { kind: 'answer', status: 201, body: {} }, 'badAnswer', /201/],
      ['a body over 1 MB', faults.oversized, 'badAnswer', /too large/],
      ['a destroyed connection', faults.destroy, 'network', /^127\.0\.0\.1:\d+ closed the connection/],
      [
        'a connection destroyed in the body',
        { kind: 'destroy', afterHeaders: true },
        'network',
        /closed the connection/,
      ],
    ];
    for (const [what, fault, code, message] of rows) {
      it(`${what}: ${code}`, async () => {
        sandbox.failNext(1, fault);
        const error = await failure(exchange());
        assert.equal(error.code, code);
        assert.match(error.message, message);
        assert.equal(sandbox.exchangeCount(), 1, 'one request and no more');
        assert.equal(error.retryAfterMs, undefined);
      });
    }

    for (const form of ['spring', 'oauth'] as const) {
      it(`a wrong secret, told in the form ${form}`, async () => {
        sandbox.configure({ credentialsErrorForm: form });
        const wrong = { ...credentials, secret: 'wrong-secret' };
        const error = await failure(exchange({ with: wrong }), wrong);
        assert.deepEqual([error.code, soleRequest().status], ['credentialsRejected', 401]);
        assert.match(error.message, /Bad credentials/);
      });
    }

    for (const status of [400, 401] as const) {
      it(`a scope that the application lacks, told with ${status}`, async () => {
        sandbox.configure({ oauthErrorStatus: status });
        const error = await failure(exchange({ with: { ...credentials, scopes: ['sms', 'moon'] } }));
        assert.equal(error.code, 'invalidScope');
        assert.match(error.message, /moon/);
      });
    }

    const pauses: [what: string, retryAfter: number | string, ms: number | undefined][] = [
      ['seconds', 120, 120_000],
      ['a date', new Date(START + 90_000).toUTCString(), 90_000],
      ['a date in the past', new Date(START - 90_000).toUTCString(), 0],
      ['nonsense', 'soon', undefined],
    ];
    for (const [what, retryAfter, ms] of pauses) {
      it(`429 with Retry-After as ${what}`, async () => {
        sandbox.failNext(1, tooManyRequests(retryAfter));
        const error = await failure(exchange());
        assert.deepEqual([error.code, error.retryAfterMs], ['rateLimited', ms]);
      });
    }

    it('503 with Retry-After is respected too, from the moment of the answer', async () => {
      const { promise, resolve } = Promise.withResolvers<undefined>();
      const date = new Date(START + 60_000).toUTCString();
      const then: Fault = { kind: 'answer', status: 503, headers: { 'retry-after': date } };
      sandbox.failNext(1, { kind: 'hold', until: promise, then });
      const failing = failure(exchange());
      await sandbox.waitForRequests(1);
      await time.advance(10_000);
      resolve(undefined);
      assert.equal((await failing).retryAfterMs, 50_000);
    });

    it('a refused connection', async () => {
      const gone = await startRouteeSandbox();
      await gone.close();
      const error = await failure(exchange({ url: gone.authUrl }));
      assert.equal(error.code, 'network');
      assert.match(error.message, new RegExp(`^127\\.0\\.0\\.1:${gone.port} doesn't accept connections`));
      assert.equal(error.cause, 'ECONNREFUSED');
    });

    it('a name that is not found', async () => {
      // Too long for a DNS label: the resolver refuses it without asking a server.
      const url = `https://${'a'.repeat(64)}.invalid/oauth/token`;
      const error = await failure(exchange({ url }));
      assert.equal(error.code, 'network');
      assert.match(error.message, /Can't find/);
    });

    it('a server that does not speak TLS gets no credentials', async () => {
      const error = await failure(exchange({ url: sandbox.authUrl.replace('http:', 'https:') }));
      assert.equal(error.code, 'network');
      assert.match(error.message, /doesn't use HTTPS/);
      assert.equal(sandbox.requests.length, 0);
    });

    for (const status of [301, 302, 303, 307, 308] as const) {
      it(`${status}: redirected, and the target never hears of the credentials`, async () => {
        sandbox.failNext(1, { kind: 'redirect', to: target.authUrl, status });
        const error = await failure(exchange());
        assert.equal(error.code, 'redirected');
        assert.match(error.message, /the server address/);
        assert.equal(target.requests.length, 0);
        assert.equal(sandbox.requests.length, 1);
      });
    }

    it('a redirect on the same server is not followed either', async () => {
      sandbox.failNext(1, { kind: 'redirect', to: '/oauth/token' });
      assert.equal((await failure(exchange())).code, 'redirected');
      assert.equal(sandbox.requests.length, 1);
    });

    it('a redirect that a browser’s fetch hides', async () => {
      // Chromium's answer to `redirect: 'manual'`; Node shows the 302 instead.
      const opaque: Fetch = () =>
        Promise.resolve(
          Object.defineProperty(Response.error(), 'type', {
            value: 'opaqueredirect',
          }),
        );
      assert.equal((await failure(exchange({ fetch: opaque }))).code, 'redirected');
    });

    it('a 407 with a status, which is the proxy’s', async () => {
      const error = await failure(
        exchange({ fetch: () => Promise.resolve(new Response('Sign in', { status: 407 })) }),
      );
      assert.equal(error.code, 'network');
      assert.match(error.message, /^The proxy didn't let the request to .* through \(407\)/);
    });

    it('anything else that fetch throws', async () => {
      const error = await failure(
        exchange({ fetch: () => Promise.reject(new Error(`cannot send ${secret}`)) }),
      );
      assert.equal(error.code, 'network');
    });
  });

  describe('a server that echoes what it was sent', () => {
    const odd: TokenCredentials = { id: 'echo', secret: 's%ü c:r+/t', scopes: [] };
    const base64 = Buffer.from(`${odd.id}:${odd.secret}`).toString('base64');
    const echoes: [what: string, text: string, masked: string][] = [
      ['the secret', `no such secret ${odd.secret}!`, 'no such secret •••!'],
      ['the header', `bad header Basic ${base64}`, 'bad header Basic •••'],
      ['the encoded secret', `secret=${encodeURIComponent(odd.secret)}&x`, 'secret=•••&x'],
      ['all of it', `${base64} ${odd.secret} ${odd.secret}`, '••• ••• •••'],
      ['it behind much else', `${'x'.repeat(195)} ${odd.secret}`, `${'x'.repeat(195)} •••`],
    ];
    for (const [what, text, masked] of echoes) {
      for (const member of ['developerMessage', 'message', 'error_description', 'error']) {
        it(`has ${what} masked in ${member}`, async () => {
          sandbox.failNext(1, { kind: 'answer', status: 403, body: { [member]: text } });
          const error = await failure(exchange({ with: odd }), odd);
          assert.ok(error.message.includes(`"${masked}"`), error.message);
        });
      }
    }
  });

  describe('timeout', () => {
    it('after 15 seconds without headers', async () => {
      sandbox.failNext(1, faults.hang);
      const exchanging = exchange();
      const failing = failure(exchanging);
      await sandbox.waitForRequests(1);
      await time.advance(EXCHANGE_TIMEOUT_MS - 1);
      assert.ok(await isPending(exchanging));
      await time.advance(1);
      const error = await failing;
      assert.equal(EXCHANGE_TIMEOUT_MS, 15_000);
      assert.equal(error.code, 'timeout');
      assert.match(error.message, /127\.0\.0\.1:\d+ didn't respond within 15 seconds/);
    });

    it('after 15 seconds in all, when the body does not end', async () => {
      sandbox.failNext(1, { kind: 'hang', afterHeaders: true });
      const { fetch: watched, headers } = watchedFetch();
      const exchanging = exchange({ fetch: watched });
      const failing = failure(exchanging);
      await time.advance(10_000);
      await headers;
      await time.advance(4999);
      assert.ok(await isPending(exchanging));
      await time.advance(1);
      assert.equal((await failing).code, 'timeout');
    });
  });

  describe('cancel', () => {
    const assertForgotten = (signal: AbortSignal): void => {
      assert.equal(getEventListeners(signal, 'abort').length, 0);
    };

    it('before the request: nothing is sent', async () => {
      let calls = 0;
      const counting: Fetch = (url, init) => {
        calls++;
        return fetch(url, init);
      };
      const signal = AbortSignal.abort();
      const error = await failure(exchange({ signal, fetch: counting }));
      assert.deepEqual([error.code, calls, sandbox.requests.length], ['cancelled', 0, 0]);
      assertForgotten(signal);
    });

    it('during the headers', async () => {
      const abort = new AbortController();
      sandbox.failNext(1, faults.hang);
      const failing = failure(exchange({ signal: abort.signal }));
      await sandbox.waitForRequests(1);
      abort.abort(new Error('the reason of the caller is not ours'));
      assert.equal((await failing).code, 'cancelled');
      assertForgotten(abort.signal);
    });

    it('during the body', async () => {
      const abort = new AbortController();
      sandbox.failNext(1, { kind: 'hang', afterHeaders: true });
      const { fetch: watched, headers } = watchedFetch();
      const failing = failure(exchange({ signal: abort.signal, fetch: watched }));
      await headers;
      abort.abort();
      assert.equal((await failing).code, 'cancelled');
      assertForgotten(abort.signal);
    });

    it('closes the connection', async () => {
      const abort = new AbortController();
      const server = createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
      const { port } = server.address() as AddressInfo;
      const failing = failure(exchange({ url: `http://127.0.0.1:${port}/`, signal: abort.signal }));
      const [, response] = (await once(server, 'request')) as [unknown, NodeJS.EventEmitter];
      const closed = once(response, 'close');
      abort.abort();
      await Promise.all([failing, closed]);
      server.close();
    });

    it('afterwards changes nothing, and leaves no listener behind', async () => {
      const abort = new AbortController();
      const token = await exchange({ signal: abort.signal });
      assertForgotten(abort.signal);
      abort.abort();
      assert.ok(token.accessToken);
    });

    it('says cancelled even when the server failed at the same moment', async () => {
      const abort = new AbortController();
      const both: Fetch = () => {
        abort.abort();
        return Promise.reject(new TypeError('fetch failed'));
      };
      assert.equal((await failure(exchange({ signal: abort.signal, fetch: both }))).code, 'cancelled');
    });
  });
});
