import assert from 'node:assert/strict';

import {
  defaultApplication,
  faults,
  knownScopes,
  type RouteeSandbox,
  type SandboxOptions,
  startRouteeSandbox,
  tooManyRequests,
} from '../../support/routeeSandbox.ts';

interface TokenBody {
  readonly access_token: string;
  readonly expires_in?: unknown;
  readonly scope: string;
  readonly permissions: readonly string[];
}

const uuidV4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const { id, secret } = defaultApplication;

describe('routeeSandbox', () => {
  let sandbox: RouteeSandbox;
  let time: number;

  async function start(options: SandboxOptions = {}): Promise<void> {
    time = 1_700_000_000_000;
    sandbox = await startRouteeSandbox({ now: () => time, ...options });
  }

  afterEach(async () => {
    await sandbox.close();
  });

  function post(form: string, credentials = `${id}:${secret}`, init: RequestInit = {}): Promise<Response> {
    const headers = {
      authorization: `Basic ${Buffer.from(credentials).toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded',
    };
    return fetch(sandbox.authUrl, { method: 'POST', headers, body: form, ...init });
  }

  async function exchange(scope?: string, credentials?: string): Promise<TokenBody> {
    const form = `grant_type=client_credentials${scope === undefined ? '' : `&scope=${scope}`}`;
    const response = await post(form, credentials);
    assert.equal(response.status, 200);
    return (await response.json()) as TokenBody;
  }

  function call(path: string, token?: string, init: RequestInit = {}): Promise<Response> {
    const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
    return fetch(sandbox.apiUrl + path, { headers, ...init });
  }

  describe('token exchange', () => {
    it('answers as in the recording', async () => {
      await start();
      const { access_token, ...rest } = await exchange();
      assert.match(access_token, uuidV4);
      const { permissions, ...others } = rest;
      assert.deepEqual(others, { token_type: 'bearer', expires_in: 3600, scope: knownScopes.join(' ') });
      assert.ok(permissions.includes('MT_ROLE_ACCOUNT_FINANCE') && permissions.includes('MT_ROLE_SMS'));
      assert.equal(permissions.length, 18);
    });

    it('hands back the same token, with the whole seconds left, until it has expired', async () => {
      await start();
      const first = await exchange();
      time += 1;
      const second = await exchange();
      time += 3_599_000;
      const last = await exchange();
      assert.deepEqual(
        [second, last].map((body) => [body.access_token, body.expires_in]),
        [
          [first.access_token, 3599],
          [first.access_token, 0],
        ],
      );
      time += 999;
      const fresh = await exchange();
      assert.notEqual(fresh.access_token, first.access_token);
      assert.equal(fresh.expires_in, 3600);
    });

    it('keeps one token for each application and scope set', async () => {
      await start({ applications: [{ id: 'other', secret: 's:%2B ü' }] });
      const all = await exchange();
      const sms = await exchange('sms');
      const two = await exchange('sms account');
      const turned = await exchange('account%20sms');
      const other = await exchange(undefined, 'other:s:%2B ü');
      assert.equal(two.access_token, turned.access_token);
      assert.equal(new Set([all, sms, two, other].map((body) => body.access_token)).size, 4);
      assert.equal(sms.scope, 'sms');
      assert.deepEqual([sandbox.exchangeCount(), sandbox.exchangeCount('other')], [5, 1]);
    });

    it('issues a new token each time, if told so; the old one stays valid', async () => {
      await start({ policy: 'newEachTime' });
      const [first, second] = [await exchange(), await exchange()];
      assert.notEqual(first.access_token, second.access_token);
      assert.equal((await call('/accounts/me/balance', first.access_token)).status, 200);
    });

    for (const seconds of [3, 3600, 86_400, 631_139_040, 0, -5]) {
      it(`gives tokens of ${seconds} s`, async () => {
        await start({ lifetimeSeconds: seconds });
        const { access_token, expires_in } = await exchange();
        assert.equal(expires_in, seconds);
        time += Math.max(0, seconds * 1000 - 1);
        assert.equal((await call('/accounts/me/balance', access_token)).status, seconds > 0 ? 200 : 401);
        time += 1;
        assert.equal((await call('/accounts/me/balance', access_token)).status, 401);
      });
    }

    it('leaves expires_in out of an unlimited token', async () => {
      await start({ lifetimeSeconds: 'unlimited' });
      const body = await exchange();
      assert.ok(!('expires_in' in body));
      time += 1e12;
      assert.equal((await call('/accounts/me/balance', body.access_token)).status, 200);
      assert.equal((await exchange()).access_token, body.access_token);
    });

    it('gives an application its own lifetime, and answers raw forms', async () => {
      await start({
        applications: [{ id: 'a', secret: 'b', lifetimeSeconds: 86_400 }],
        formatExpiresIn: String,
      });
      assert.equal((await exchange(undefined, 'a:b')).expires_in, '86400');
      sandbox.configure({ transformTokenBody: (body) => ({ ...body, access_token: undefined, new: 1 }) });
      const body = await exchange();
      assert.ok(!('access_token' in body) && 'new' in body);
    });

    it('refuses bad credentials with the error page of Spring, or in OAuth form', async () => {
      await start();
      for (const credentials of [`${id}:wrong`, `nobody:${secret}`, 'no colon', `${id}:${secret}%20`]) {
        const response = await post('grant_type=client_credentials', credentials);
        assert.equal(response.status, 401);
        const { message, error, path } = (await response.json()) as Record<string, unknown>;
        const expected = credentials.includes(':')
          ? 'Bad credentials'
          : 'Full authentication is required to access this resource';
        assert.deepEqual(
          { message, error, path },
          { message: expected, error: 'Unauthorized', path: '/oauth/token' },
        );
      }
      sandbox.configure({ credentialsErrorForm: 'oauth' });
      const response = await post('grant_type=client_credentials', `${id}:wrong`);
      assert.equal(response.status, 401);
      assert.equal(((await response.json()) as { error: string }).error, 'invalid_client');
    });

    const refusals: readonly [form: string, error: string][] = [
      ['', 'invalid_request'],
      ['grant_type=client_credentials&grant_type=client_credentials', 'invalid_request'],
      ['grant_type=password', 'unsupported_grant_type'],
      ['grant_type=client_credentials&scope=sms+nonsense', 'invalid_scope'],
    ];
    for (const [form, error] of refusals) {
      it(`refuses "${form}" with ${error}`, async () => {
        await start();
        const response = await post(form);
        assert.equal(response.status, 400);
        assert.equal(((await response.json()) as { error: string }).error, error);
        sandbox.configure({ oauthErrorStatus: 401 });
        assert.equal((await post(form)).status, 401);
      });
    }

    it('refuses another content type, another method and another path', async () => {
      await start({ tokenPath: '/somewhere/else' });
      assert.ok(sandbox.authUrl.endsWith('/somewhere/else'));
      const json = { authorization: `Basic ${btoa(`${id}:${secret}`)}`, 'content-type': 'application/json' };
      assert.equal((await post('grant_type=client_credentials', undefined, { headers: json })).status, 400);
      const get = await fetch(sandbox.authUrl);
      assert.deepEqual([get.status, get.headers.get('allow')], [405, 'POST']);
      assert.equal((await call('/oauth/token', undefined, { method: 'POST' })).status, 404);
      assert.equal(sandbox.exchangeCount(), 2);
    });

    it('lets secrets, scopes, tokens and applications change', async () => {
      await start();
      const { access_token } = await exchange();
      sandbox.setSecret(id, 'rotated');
      assert.equal((await post('grant_type=client_credentials')).status, 401);
      assert.equal((await exchange(undefined, `${id}:rotated`)).access_token, access_token);
      sandbox.setScopes(id, ['sms']);
      assert.equal((await exchange(undefined, `${id}:rotated`)).scope, 'sms');
      assert.equal((await post('grant_type=client_credentials&scope=account', `${id}:rotated`)).status, 400);
      assert.equal(sandbox.liveTokens(id).length, 2);
      assert.equal(sandbox.revokeToken(access_token), true);
      assert.equal((await call('/accounts/me/balance', access_token)).status, 401);
      sandbox.removeApplication(id);
      assert.deepEqual(sandbox.liveTokens(), []);
      assert.throws(() => {
        sandbox.setSecret(id, 'x');
      });
    });

    it('issues a new token after a revocation', async () => {
      await start();
      const { access_token } = await exchange();
      sandbox.revokeTokens();
      assert.notEqual((await exchange()).access_token, access_token);
    });
  });

  describe('resources', () => {
    it('give the balance to a valid token', async () => {
      await start();
      const response = await call('/accounts/me/balance', (await exchange()).access_token);
      assert.equal(response.status, 200);
      assert.deepEqual(await response.json(), {
        balance: 20.5,
        currency: { code: 'EUR', name: 'Euro', sign: '€' },
      });
    });

    it('refuse a missing, unknown or expired token, with 401 or 403', async () => {
      await start();
      const { access_token } = await exchange();
      time += 3_600_000;
      assert.equal((await call('/accounts/me/balance')).status, 401);
      for (const token of ['unknown', access_token]) {
        const response = await call('/accounts/me/balance', token);
        assert.equal(response.status, 401);
        assert.equal(((await response.json()) as { error: string }).error, 'invalid_token');
      }
      sandbox.configure({ invalidTokenStatus: 403 });
      assert.equal((await call('/accounts/me/balance', access_token)).status, 403);
    });

    it('can refuse every token while exchanges go on', async () => {
      await start({ refuseEveryToken: 403 });
      assert.equal((await call('/accounts/me/balance', (await exchange()).access_token)).status, 403);
      sandbox.configure({ refuseEveryToken: undefined });
      assert.equal((await call('/accounts/me/balance', (await exchange()).access_token)).status, 200);
    });

    it('refuse a token without the scope', async () => {
      await start();
      const response = await call('/accounts/me/balance', (await exchange('sms')).access_token);
      assert.equal(response.status, 403);
      assert.equal(((await response.json()) as { code: string }).code, '403000000');
    });

    it('answer the health check without authentication', async () => {
      await start();
      assert.deepEqual(await (await call('/failover-otp/health')).json(), { status: 'ok' });
      assert.equal((await call('/failover-otp/health', undefined, { method: 'POST' })).status, 405);
    });

    it('take an SMS and record its body', async () => {
      await start();
      const { access_token: token } = await exchange('sms');
      const body = JSON.stringify({ body: 'Γειά', to: '+306900000000', from: 'me' });
      const sent = (await (await call('/sms', token, smsInit(token, body))).json()) as Record<
        string,
        unknown
      >;
      assert.match(String(sent['trackingId']), uuidV4);
      assert.deepEqual(sent['bodyAnalysis'], { parts: 1, unicode: true, characters: 4 });
      assert.equal(sandbox.requests.at(-1)?.body, body);
      assert.equal((await call('/sms/analyze', token, smsInit(token, body))).status, 200);
      assert.equal((await call('/sms', token, smsInit(token, '{}'))).status, 400);
    });

    function smsInit(token: string, body: string): RequestInit {
      return { method: 'POST', headers: { authorization: `Bearer ${token}` }, body };
    }
  });

  describe('observation', () => {
    it('records what was asked and answered, and forgets on demand', async () => {
      const seen: unknown[] = [];
      await start({ onRequest: ({ path, status, note }) => seen.push([path, status, note]) });
      const { access_token } = await exchange('sms');
      await exchange('sms');
      await call('/accounts/me/balance?x=1', access_token);
      assert.deepEqual(seen, [
        ['/oauth/token', 200, 'new token'],
        ['/oauth/token', 200, 'same token'],
        ['/accounts/me/balance', 403, 'lacks scope account'],
      ]);
      const [first, , last] = sandbox.requests;
      assert.deepEqual(
        [first?.method, first?.body, first?.at, first?.applicationId, first?.authorization],
        ['POST', 'grant_type=client_credentials&scope=sms', time, id, `Basic ${btoa(`${id}:${secret}`)}`],
      );
      assert.deepEqual([last?.applicationId, last?.query, last?.endpoint], [id, '?x=1', 'resource']);
      sandbox.resetCounts();
      assert.equal(sandbox.exchangeCount(), 0);
      assert.equal(sandbox.requests.length, 0);
    });
  });

  describe('faults', () => {
    it('come for the next requests, then no more', async () => {
      await start();
      sandbox.failNext(1, faults.serverError);
      sandbox.failNext(1, tooManyRequests(7));
      sandbox.failNext(1, faults.emptyOk);
      sandbox.failNext(1, faults.emptyObject);
      const answers: unknown[] = [];
      for (let i = 0; i < 4; i += 1) {
        const response = await post('grant_type=client_credentials');
        answers.push([response.status, response.headers.get('retry-after'), (await response.text()).length]);
      }
      assert.deepEqual(answers, [
        [500, null, JSON.stringify(faults.serverError.body).length],
        [429, '7', 29],
        [200, null, 0],
        [200, null, 2],
      ]);
      await exchange();
    });

    it('last until they are ended, and concern one endpoint', async () => {
      await start();
      sandbox.setFault(faults.badGatewayHtml, 'resource');
      const { access_token } = await exchange();
      for (let i = 0; i < 2; i += 1) {
        const response = await call('/accounts/me/balance', access_token);
        assert.deepEqual([response.status, response.headers.get('content-type')], [502, 'text/html']);
      }
      sandbox.setFault(undefined, 'resource');
      assert.equal((await call('/accounts/me/balance', access_token)).status, 200);
    });

    it('redirect', async () => {
      await start();
      sandbox.failNext(1, { kind: 'redirect', to: 'https://example.org/' });
      const response = await post('', undefined, { redirect: 'manual' });
      assert.deepEqual([response.status, response.headers.get('location')], [302, 'https://example.org/']);
    });

    it('destroy the socket, also amid the body', async () => {
      await start();
      sandbox.failNext(1, faults.destroy);
      await assert.rejects(post('grant_type=client_credentials'), TypeError);
      sandbox.failNext(1, { kind: 'destroy', afterHeaders: true });
      await assert.rejects(async () => (await post('grant_type=client_credentials')).text(), TypeError);
    });

    it('send more than a megabyte of what could be a token', async () => {
      await start();
      sandbox.failNext(1, faults.oversized);
      const text = await (await post('grant_type=client_credentials')).text();
      assert.ok(text.length > 1024 * 1024);
      assert.ok('access_token' in (JSON.parse(text) as object));
    });

    it('hold an answer until the test lets it go', async () => {
      await start();
      const { promise, resolve } = Promise.withResolvers<undefined>();
      sandbox.failNext(1, { kind: 'hold', until: promise });
      const pending = exchange();
      await sandbox.waitForRequests(1);
      assert.equal(sandbox.requests[0]?.status, undefined);
      resolve(undefined);
      assert.equal((await pending).expires_in, 3600);
      assert.equal(sandbox.requests[0]?.status, 200);
    });

    it('delay, and then do something else', async () => {
      await start();
      sandbox.failNext(1, { kind: 'delay', ms: 1, then: faults.serverError });
      assert.equal((await post('grant_type=client_credentials')).status, 500);
    });

    it('hang, and closing ends that too', async () => {
      await start();
      sandbox.failNext(1, faults.hang);
      const pending = assert.rejects(post('grant_type=client_credentials'), TypeError);
      await sandbox.waitForRequests(1);
      sandbox.failNext(1, { kind: 'delay', ms: 1_000_000 });
      const delayed = assert.rejects(post('grant_type=client_credentials'), TypeError);
      await sandbox.waitForRequests(2);
      await sandbox.close();
      await Promise.all([pending, delayed]);
    });
  });

  it('takes a port that is asked for, and says when it is taken', async () => {
    await start();
    await assert.rejects(startRouteeSandbox({ port: sandbox.port }), { code: 'EADDRINUSE' });
    const { port } = sandbox;
    await sandbox.close();
    await start({ port });
    assert.equal(sandbox.apiUrl, `http://127.0.0.1:${port}`);
    await exchange();
  });
});
