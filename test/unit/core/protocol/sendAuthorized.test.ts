import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';

import type { Fetch } from '../../../../src/core/kit/ports.ts';
import { API_TIMEOUT_MS, MAX_API_ANSWER_BYTES } from '../../../../src/core/protocol/apiAttempt.ts';
import type { ApiRequest } from '../../../../src/core/protocol/apiRequest.ts';
import { exchangeToken } from '../../../../src/core/protocol/exchangeToken.ts';
import { RouteeError } from '../../../../src/core/protocol/routeeError.ts';
import {
  sendAuthorized,
  type ApiAnswer,
  type TokenSource,
} from '../../../../src/core/protocol/sendAuthorized.ts';
import type { Token } from '../../../../src/core/protocol/token.ts';
import { FakeTime } from '../../../support/fakeTime.ts';
import {
  defaultApplication,
  startRouteeSandbox,
  type Fault,
  type RouteeSandbox,
} from '../../../support/routeeSandbox.ts';

const BALANCE = '/accounts/me/balance';
const json = (answer: ApiAnswer): unknown => JSON.parse(new TextDecoder().decode(answer.body));
const answerOf = (status: number): Fault => ({ kind: 'answer', status, body: { told: status } });

/** A cache of one token over the real exchange. */
class Tokens implements TokenSource {
  readonly invalidated: string[] = [];
  readonly #exchange: () => Promise<Token>;
  #token: Token | undefined;

  constructor(exchange: () => Promise<Token>) {
    this.#exchange = exchange;
  }

  async getToken(signal: AbortSignal | undefined): Promise<Token> {
    if (signal?.aborted === true) {
      throw new RouteeError('cancelled', 'The token request was cancelled.');
    }
    this.#token ??= await this.#exchange();
    return this.#token;
  }

  invalidate(accessToken: string): Promise<void> {
    this.invalidated.push(accessToken);
    if (this.#token?.accessToken === accessToken) {
      this.#token = undefined;
    }
    return Promise.resolve();
  }
}

describe('sendAuthorized', () => {
  let sandbox: RouteeSandbox;
  let time: FakeTime;
  let tokens: Tokens;

  before(async () => {
    sandbox = await startRouteeSandbox();
  });

  beforeEach(() => {
    time = new FakeTime({ start: Date.UTC(2026, 0, 1) });
    sandbox.setFault(undefined);
    sandbox.setFault(undefined, 'resource');
    sandbox.revokeTokens();
    sandbox.configure({ policy: 'newEachTime', invalidTokenStatus: 401, refuseEveryToken: undefined });
    sandbox.resetCounts();
    tokens = new Tokens(() =>
      exchangeToken({ ...defaultApplication, scopes: [] }, sandbox.authUrl, { ...ports(), timers: time }),
    );
  });

  afterEach(() => {
    assert.equal(time.pendingTimers, 0, 'the time limit must not outlive the request');
  });

  after(() => sandbox.close());

  const ports = (with_: Fetch = fetch): { fetch: Fetch; clock: FakeTime; timers: FakeTime } => ({
    fetch: with_,
    clock: time,
    timers: time,
  });

  interface Options {
    readonly fetch?: Fetch;
    readonly signal?: AbortSignal;
    readonly apiUrl?: string;
  }

  function send(request: Partial<ApiRequest> = {}, options: Options = {}): Promise<ApiAnswer> {
    return sendAuthorized(
      { method: 'GET', url: sandbox.apiUrl + BALANCE, ...request },
      tokens,
      ports(options.fetch),
      { apiUrl: options.apiUrl ?? sandbox.apiUrl, signal: options.signal },
    );
  }

  /** `POST /oauth/token 200`, one a request that the sandbox saw. */
  const calls = (): string[] =>
    sandbox.requests.map(({ method, path, status }) => `${method} ${path} ${status ?? 'none'}`);
  const EXCHANGE = 'POST /oauth/token 200';
  const asked = (...statuses: (number | 'none')[]): string[] =>
    statuses.map((status) => `GET ${BALANCE} ${status}`);

  async function failure(sending: Promise<unknown>): Promise<RouteeError> {
    const error: unknown = await sending.then(
      () => undefined,
      (caught: unknown) => caught,
    );
    assert.ok(error instanceof RouteeError, `a RouteeError was expected, not ${inspect(error)}`);
    const told = inspect(error, { depth: 10, showHidden: true });
    for (const { value } of sandbox.liveTokens()) {
      assert.ok(!told.includes(value), `the error gives the token away: ${told}`);
    }
    return error;
  }

  /** A server that is not Routee's sandbox, while `use` runs. */
  async function withServer(listener: RequestListener, use: (url: string) => Promise<void>): Promise<void> {
    const server = createServer(listener).listen(0, '127.0.0.1');
    await once(server, 'listening');
    try {
      await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  }

  it('sends the token, and gives back the whole answer', async () => {
    const answer = await send();
    assert.deepEqual(json(answer), {
      balance: 20.5,
      currency: { code: 'EUR', name: 'Euro', sign: '€' },
    });
    assert.equal(answer.status, 200);
    assert.equal(answer.isComplete, true);
    assert.equal(answer.denial, undefined);
    assert.equal(answer.token.accessToken, sandbox.liveTokens()[0]?.value);
    assert.equal(sandbox.requests.at(-1)?.authorization, `Bearer ${answer.token.accessToken}`);
    assert.deepEqual(calls(), [EXCHANGE, ...asked(200)]);
    assert.deepEqual(answer.attempts, [{ status: 200, durationMs: 0 }]);
    assert.match(
      new Headers(answer.headers.map(([name, value]) => [name, value])).get('content-type') ?? '',
      /json/,
    );
  });

  it('sends method, headers and body as they are, but for the authorization', async () => {
    const body = JSON.stringify({ body: 'Γειά', to: '+306900000000', from: 'Test' });
    const answer = await send({
      method: 'POST',
      url: `${sandbox.apiUrl}/sms?x=1#part`,
      headers: [
        ['Content-Type', 'application/json'],
        ['X-Twice', 'a'],
        ['X-Twice', 'b'],
        ['authorization', 'Basic Zm9vOmJhcg=='],
        ['Host', 'evil.example'],
        ['Content-Length', '3'],
        ['Connection', 'close'],
      ],
      body,
    });
    const seen = sandbox.requests.at(-1);
    assert.ok(seen);
    assert.equal(answer.status, 200);
    assert.deepEqual([seen.method, seen.path, seen.query, seen.body], ['POST', '/sms', '?x=1', body]);
    assert.equal(seen.headers['x-twice'], 'a, b');
    assert.equal(seen.headers.host, new URL(sandbox.apiUrl).host);
    assert.equal(seen.authorization, `Bearer ${answer.token.accessToken}`);
  });

  for (const status of [401, 403] as const) {
    describe(`after a ${status}`, () => {
      it('issues a new token and repeats the request once', async () => {
        await send();
        sandbox.configure({ invalidTokenStatus: status });
        sandbox.revokeTokens();
        sandbox.resetCounts();
        const answer = await send();
        assert.deepEqual(calls(), [...asked(status), EXCHANGE, ...asked(200)]);
        assert.deepEqual(
          answer.attempts.map((attempt) => attempt.status),
          [status, 200],
        );
        assert.equal(answer.denial, undefined);
        assert.equal(answer.token.accessToken, sandbox.liveTokens()[0]?.value);
        assert.equal(tokens.invalidated.length, 1);
      });

      it('stops when the new token is refused too', async () => {
        sandbox.configure({ refuseEveryToken: status });
        const answer = await send();
        assert.deepEqual(calls(), [EXCHANGE, ...asked(status), EXCHANGE, ...asked(status)]);
        assert.deepEqual([answer.status, answer.denial], [status, { kind: 'newTokenToo' }]);
        assert.equal(tokens.invalidated.length, 1);
      });

      it('does not repeat it with the same token', async () => {
        sandbox.configure({ policy: 'sameUntilExpiry', refuseEveryToken: status });
        const answer = await send();
        assert.deepEqual(calls(), [EXCHANGE, ...asked(status), EXCHANGE]);
        assert.deepEqual([answer.status, answer.denial], [status, { kind: 'sameToken' }]);
        assert.equal((json(answer) as { error: string }).error, 'invalid_token');
      });

      it('repeats a body of text or bytes as it was', async () => {
        await send();
        sandbox.configure({ invalidTokenStatus: status });
        for (const body of [
          '{"body":"a","to":"+306900000000","from":"c"}',
          new TextEncoder().encode('{"body":"a","to":"+306900000000","from":"ü"}'),
        ]) {
          sandbox.revokeTokens();
          sandbox.resetCounts();
          await send({ method: 'POST', url: `${sandbox.apiUrl}/sms`, body });
          const text = typeof body === 'string' ? body : new TextDecoder().decode(body);
          const sent = sandbox.requests.filter((request) => request.path === '/sms');
          assert.deepEqual(
            sent.map((request) => [request.body, request.status]),
            [
              [text, status],
              [text, 200],
            ],
          );
        }
      });

      it('does not repeat a body that has been streamed', async () => {
        sandbox.configure({ refuseEveryToken: status });
        const body = ReadableStream.from([new TextEncoder().encode('{}')]) as ReadableStream<Uint8Array>;
        const answer = await send({ method: 'POST', url: `${sandbox.apiUrl}/sms`, body });
        assert.deepEqual(calls(), [EXCHANGE, `POST /sms ${status}`]);
        assert.deepEqual(answer.denial, { kind: 'notRepeated' });
        assert.equal(tokens.invalidated.length, 1, 'the next request shall not meet the same token');
      });

      it('does not wait for the body of the refusal', async () => {
        let slow = true;
        await withServer(
          (_request, response) => {
            response.writeHead(slow ? status : 200);
            response.write('{');
            if (!slow) {
              response.end('}');
            }
            slow = false;
          },
          async (apiUrl) => {
            const answer = await send({ url: `${apiUrl}/slow` }, { apiUrl });
            assert.deepEqual([answer.status, json(answer)], [200, {}]);
          },
        );
      });

      it('says why there is no new token, and shows the refusal', async () => {
        await send();
        sandbox.revokeTokens();
        sandbox.configure({ invalidTokenStatus: status });
        sandbox.setFault(answerOf(500));
        const answer = await send();
        assert.equal(answer.status, status);
        assert.equal(answer.denial?.kind, 'noNewToken');
        assert.equal(answer.denial.error.code, 'serverError');
      });
    });
  }

  it('takes no other answer for a refusal', async () => {
    for (const status of [200, 400, 402, 404, 429, 500, 503]) {
      sandbox.resetCounts();
      sandbox.failNext(1, answerOf(status), 'resource');
      const answer = await send();
      assert.deepEqual([answer.status, answer.denial, json(answer)], [status, undefined, { told: status }]);
    }
    assert.deepEqual(tokens.invalidated, []);
  });

  it('says that the repeat met no network', async () => {
    sandbox.failNext(1, answerOf(401), 'resource');
    let requests = 0;
    const flaky: Fetch = (url, init) => {
      requests++;
      return requests === 1 ? fetch(url, init) : Promise.reject(new TypeError('fetch failed'));
    };
    assert.equal((await failure(send({}, { fetch: flaky }))).code, 'network');
    assert.equal(requests, 2);
  });

  describe('cancelled', () => {
    const stages: readonly [
      string,
      (abort: () => void) => Options & { readonly arrange?: () => void },
      string[],
    ][] = [
      ['before it starts', (abort) => (abort(), {}), []],
      [
        'while the first answer is awaited',
        (abort) => ({ fetch: (url, init) => (queueMicrotask(abort), fetch(url, init)) }),
        [EXCHANGE],
      ],
      [
        'while the body is read',
        (abort) => ({
          fetch: async (url, init) => {
            const response = await fetch(url, init);
            setImmediate(abort);
            return response;
          },
          arrange: () => {
            sandbox.failNext(1, { kind: 'hang', afterHeaders: true }, 'resource');
          },
        }),
        [EXCHANGE, ...asked(200)],
      ],
      [
        'between refusal and new token',
        (abort) => ({
          fetch: async (url, init) => {
            const response = await fetch(url, init);
            abort();
            return response;
          },
          arrange: () => {
            sandbox.failNext(1, answerOf(401), 'resource');
          },
        }),
        [EXCHANGE, ...asked(401)],
      ],
    ];
    for (const [when, make, expected] of stages) {
      it(when, async () => {
        const abort = new AbortController();
        const { arrange, ...options } = make(() => {
          abort.abort();
        });
        arrange?.();
        const error = await failure(send({}, { ...options, signal: abort.signal }));
        assert.equal(error.code, 'cancelled');
        assert.deepEqual(
          calls()
            .map((call) => call.replace('none', '200'))
            .slice(0, expected.length),
          expected,
        );
      });
    }

    it('while the repeat is awaited', async () => {
      const abort = new AbortController();
      sandbox.failNext(1, answerOf(403), 'resource');
      let requests = 0;
      const watched: Fetch = (url, init) => {
        requests++;
        if (requests === 2) {
          queueMicrotask(() => {
            abort.abort();
          });
        }
        return fetch(url, init);
      };
      const error = await failure(send({}, { fetch: watched, signal: abort.signal }));
      assert.deepEqual([error.code, requests], ['cancelled', 2]);
    });
  });

  it('gives up after a minute, also in the middle of the body', async () => {
    for (const afterHeaders of [false, true]) {
      sandbox.failNext(1, { kind: 'hang', afterHeaders }, 'resource');
      sandbox.resetCounts();
      const sending = failure(send());
      await sandbox.waitForRequests(1, 'resource');
      await time.advance(API_TIMEOUT_MS);
      assert.equal((await sending).code, 'timeout');
    }
  });

  it('gives each attempt a minute of its own, however long the exchange takes', async () => {
    await send();
    sandbox.revokeTokens();
    for (const ends of ['in a token', 'in a failure'] as const) {
      sandbox.failNext(1, answerOf(401), 'resource');
      sandbox.resetCounts();
      const renewal = Promise.withResolvers<undefined>();
      const exchanging = Promise.withResolvers<undefined>();
      const failed = new RouteeError('timeout', 'Routee did not answer.');
      const source: TokenSource = {
        getToken: async (signal) => {
          if (sandbox.requests.length > 0) {
            exchanging.resolve(undefined);
            await renewal.promise;
            if (ends === 'in a failure') throw failed;
          }
          return tokens.getToken(signal);
        },
        invalidate: (accessToken) => tokens.invalidate(accessToken),
      };
      await tokens.getToken(undefined);
      sandbox.resetCounts();
      const request = { method: 'GET', url: sandbox.apiUrl + BALANCE };
      const sending = sendAuthorized(request, source, ports(), { apiUrl: sandbox.apiUrl });
      await exchanging.promise;
      await time.advance(API_TIMEOUT_MS + 10_000);
      renewal.resolve(undefined);
      const answer = await sending;
      assert.equal(answer.status, ends === 'in a token' ? 200 : 401);
      assert.equal(answer.denial?.kind, ends === 'in a token' ? undefined : 'noNewToken');
      assert.deepEqual(
        answer.attempts.map(({ durationMs }) => durationMs),
        ends === 'in a token' ? [0, 0] : [0],
      );
    }
  });

  it('reads 10 MB and no more', async () => {
    sandbox.failNext(1, { kind: 'oversized', bytes: MAX_API_ANSWER_BYTES + 100_000 }, 'resource');
    const answer = await send();
    assert.deepEqual([answer.body.byteLength, answer.isComplete], [MAX_API_ANSWER_BYTES, false]);
  });

  it('tells of a proxy that answers 407 instead of Routee', async () => {
    const ofProxy: Fetch = (url, init) =>
      url.startsWith(sandbox.authUrl)
        ? fetch(url, init)
        : Promise.resolve(new Response('Sign in', { status: 407 }));
    const error = await failure(send({}, { fetch: ofProxy }));
    assert.equal(error.code, 'network');
    assert.match(error.message, /^The proxy didn't let the request to .* through \(407\)/);
  });

  describe('redirected', () => {
    it('follows a GET within the origin, with the token', async () => {
      sandbox.failNext(1, { kind: 'redirect', to: BALANCE }, 'resource');
      const answer = await send({ url: `${sandbox.apiUrl}/moved` });
      assert.equal(answer.status, 200);
      assert.deepEqual(calls(), [EXCHANGE, 'GET /moved 302', ...asked(200)]);
    });

    it('takes the token nowhere else', async () => {
      let visits = 0;
      await withServer(
        (_request, response) => {
          visits++;
          response.end('{}');
        },
        async (elsewhere) => {
          for (const to of [`${elsewhere}${BALANCE}`, `//${new URL(elsewhere).host}/`]) {
            sandbox.failNext(1, { kind: 'redirect', to }, 'resource');
            assert.equal((await send()).status, 302);
          }
          assert.equal(visits, 0);
        },
      );
    });

    it('repeats nothing that changes something', async () => {
      sandbox.failNext(1, { kind: 'redirect', to: '/sms', status: 307 }, 'resource');
      const answer = await send({ method: 'POST', url: `${sandbox.apiUrl}/moved`, body: '{}' });
      assert.deepEqual([answer.status, calls()], [307, [EXCHANGE, 'POST /moved 307']]);
    });

    it('does not go round for ever', async () => {
      sandbox.setFault({ kind: 'redirect', to: BALANCE }, 'resource');
      assert.equal((await send()).status, 302);
      assert.equal(calls().length, 7);
    });
  });

  describe('refuses, before any token is asked for,', () => {
    const cases: readonly [string, Partial<ApiRequest>, string, string?][] = [
      ['another host', { url: 'https://evil.example/accounts/me/balance' }, 'foreignOrigin'],
      ['another port', { url: 'http://127.0.0.1:1/' }, 'foreignOrigin'],
      [
        'the right host in the user name',
        { url: 'https://connect.routee.net@evil.example/' },
        'foreignOrigin',
      ],
      ['a file', { url: 'file:///etc/passwd' }, 'foreignOrigin'],
      ['no address', { url: '/sms' }, 'invalidRequest'],
      ['a body with GET', { body: '{}' }, 'invalidRequest'],
      ['a method that cannot be sent', { method: 'TRACE' }, 'invalidRequest'],
      ['a method that is none', { method: 'GE T' }, 'invalidRequest'],
      ['a header name with a space', { headers: [['X Y', 'z']] }, 'invalidRequest'],
      ['a header value that would be two', { headers: [['X-Y', 'z\r\nHost: evil']] }, 'invalidRequest'],
      ['a setting with plain http', {}, 'invalidEndpoint', 'http://connect.routee.net'],
      ['a setting that is no address', {}, 'invalidEndpoint', 'connect.routee.net'],
    ];
    for (const [what, request, code, apiUrl] of cases) {
      it(what, async () => {
        const options = apiUrl === undefined ? {} : { apiUrl };
        assert.equal((await failure(send(request, options))).code, code);
        assert.deepEqual(calls(), []);
      });
    }

    it('a user name in the address', async () => {
      const url = new URL(sandbox.apiUrl + BALANCE);
      url.username = 'me';
      assert.equal((await failure(send({ url: url.href }))).code, 'invalidRequest');
    });
  });
});
