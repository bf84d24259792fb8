import assert from 'node:assert/strict';
import { request as ask, type OutgoingHttpHeaders } from 'node:http';

import { AgentCalls } from '../../src/features/agents/agentCalls.ts';
import { Gateway } from '../../src/features/agents/gateway.ts';
import { newSecret } from '../../src/features/agents/model/gatewayPath.ts';
import { FakeTime } from '../support/fakeTime.ts';
import { secretsOf } from '../../src/core/protocol/basicCredentials.ts';
import { defaultApplication } from '../support/routeeSandbox.ts';
import { CommandBench } from './support/commandContext.ts';
import { eventually } from './support/eventually.ts';

interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
}

const SMS = '{"body":"Hello","to":"+306900000000","from":"Test"}';

describe('The gateway', () => {
  let bench: CommandBench;
  let gateway: Gateway;
  const secret = newSecret();
  const time = new FakeTime();
  let base: URL;
  const answers: Answered[] = [];

  beforeEach(async () => {
    bench = await CommandBench.start();
    await bench.add();
    const services = { ...bench.context, timers: time };
    gateway = new Gateway(services, new AgentCalls(services), secret);
    base = new URL((await gateway.start()) ?? assert.fail());
    answers.length = 0;
  });

  afterEach(async () => {
    gateway.dispose();
    const kept = [...secretsOf(defaultApplication), defaultApplication.id];
    kept.push(...bench.sandbox.liveTokens().map(({ value }) => value));
    await bench.stop();
    const text = JSON.stringify(answers);
    for (const word of kept) assert.ok(!text.includes(word), 'a program got an id, a secret or a token');
  });

  /** Sends exactly this path and these headers. */
  function send(
    method: string,
    path: string,
    headers: OutgoingHttpHeaders = {},
    body?: string,
  ): Promise<Answered> {
    return new Promise((resolve, reject) => {
      const client = ask(
        { host: '127.0.0.1', port: base.port, method, path, headers, agent: false },
        (response) => {
          let text = '';
          response.setEncoding('utf8').on('data', (part: string) => {
            text += part;
          });
          response.on('end', () => {
            const answered = { status: response.statusCode ?? 0, headers: response.headers, body: text };
            answers.push(answered);
            resolve(answered);
          });
        },
      );
      client.on('error', reject);
      client.end(body);
    });
  }
  const through = (
    method: string,
    path: string,
    headers?: OutgoingHttpHeaders,
    body?: string,
  ): Promise<Answered> => send(method, base.pathname + path, headers, body);
  const seen = (): string[] =>
    bench.sandbox.requests
      .filter(({ endpoint }) => endpoint === 'resource')
      .map(({ method, path, status }) => `${method} ${path} ${status ?? 'none'}`);

  it('adds the token to what only reads, and asks nobody', async () => {
    const { status, body } = await through('GET', '/accounts/me/balance', {
      authorization: 'Bearer mine',
      cookie: 'a=b',
    });
    assert.equal(status, 200);
    assert.match(body, /"balance":20\.5/);
    assert.equal(bench.sandbox.requests.at(-1)?.authorization, `Bearer ${bench.token()}`);
    assert.deepEqual(bench.messages.shown, []);
    assert.equal((await fetch(`${base.href}/accounts/me/balance`)).status, 200, 'also to fetch');
  });

  it('repeats once with a new token, and passes the refusal of that one', async () => {
    await through('GET', '/accounts/me/balance');
    bench.sandbox.revokeTokens();
    assert.equal((await through('GET', '/accounts/me/balance')).status, 200);
    bench.sandbox.configure({ refuseEveryToken: 403 });
    bench.sandbox.resetCounts();
    assert.equal((await through('GET', '/accounts/me/balance')).status, 403);
    assert.ok(seen().length <= 2, seen().join());
  });

  it('asks before anything else, and sends nothing without a yes', async () => {
    const refused = await through('POST', '/sms', { 'content-type': 'application/json' }, SMS);
    assert.equal(refused.status, 403);
    assert.match((JSON.parse(refused.body) as { reason: string }).reason, /said no/);
    assert.match(bench.messages.only.detail, /To: \+306900000000[^]*through the gateway/);
    for (const header of ['X-HTTP-Method-Override', 'X-Method-Override']) {
      assert.equal((await through('GET', '/sms/1', { [header]: 'DELETE' })).status, 403);
    }
    assert.deepEqual(seen(), []);
    bench.messages.willPress('Send');
    const sent = await through('POST', '/sms', { 'content-type': 'application/json' }, SMS);
    assert.equal(sent.status, 200);
    assert.equal(bench.sandbox.requests.at(-1)?.body, SMS);
  });

  it('waits a minute for the answer of a person, and sends nothing after it', async () => {
    const late = Promise.withResolvers<undefined>();
    bench.messages.willPress('Send', late.promise);
    const asked = through('POST', '/sms', {}, SMS);
    await eventually('the question', () => bench.messages.shown.length === 1);
    await time.advance(60_000);
    assert.match((await asked).body, /within 60 seconds\. Nothing was sent/);
    late.resolve(undefined);
    await through('GET', '/accounts/me/balance');
    assert.deepEqual(seen(), ['GET /accounts/me/balance 200']);
  });

  it('answers a wrong secret late, with nothing, and knows nothing without it', async () => {
    const wrong = [
      `/${newSecret()}/sms`,
      '/',
      `/${secret.slice(1)}/sms`,
      `http://evil.example/${secret}/sms`,
    ];
    for (const path of wrong) {
      const answered = send('GET', path);
      await eventually('the request', () => time.pendingTimers > 0);
      await time.advance(1000);
      const { status, body } = await answered;
      assert.deepEqual([status, body], [404, ''], path);
    }
    assert.deepEqual(bench.sandbox.requests, []);
  });

  it('answers no web page and no other name of this computer', async () => {
    for (const headers of [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { host: 'evil.example' },
    ]) {
      assert.equal(
        (await through('GET', '/accounts/me/balance', headers)).status,
        403,
        JSON.stringify(headers),
      );
    }
    assert.deepEqual(bench.sandbox.requests, []);
  });

  it('refuses a path that could lead elsewhere', async () => {
    for (const path of [
      '//evil.example/',
      '/../oauth/token',
      '/%2e%2e/oauth/token',
      '/sms%2f..',
      '/sms%0d%0aA:b',
    ]) {
      assert.equal((await through('GET', path)).status, 400, path);
    }
    assert.deepEqual(bench.sandbox.requests, []);
  });

  it('follows no redirect, and takes the token out of what a server echoes', async () => {
    const location = `${bench.sandbox.apiUrl}/accounts/me/balance`;
    bench.sandbox.failNext(1, { kind: 'answer', status: 302, headers: { location } }, 'resource');
    assert.equal((await through('GET', '/accounts/me/transactions')).status, 302);
    assert.equal(seen().length, 1);
    const token = bench.token();
    const echo = {
      kind: 'answer',
      status: 200,
      body: { token },
      headers: { 'x-echo': token, 'set-cookie': 'a=b' },
    } as const;
    bench.sandbox.failNext(1, echo, 'resource');
    const { headers, body } = await through('GET', '/accounts/me/balance');
    assert.deepEqual(
      [headers['x-echo'], headers['set-cookie'], body],
      [undefined, undefined, '{"token":"•••"}'],
    );
  });

  it('takes no body without end, and not more than it can serve', async () => {
    const large = await through('POST', '/sms', {}, 'x'.repeat(1024 * 1024 + 1));
    assert.equal(large.status, 413);
    assert.deepEqual(bench.messages.shown, []);
    const many = await Promise.all(Array.from({ length: 300 }, () => through('GET', '/accounts/me/balance')));
    const statuses = new Set(many.map(({ status }) => status));
    assert.ok(
      statuses.has(200) && [...statuses].every((status) => status === 200 || status === 503),
      [...statuses].join(),
    );
  }).timeout(120_000);

  it('ends with the window, also in the middle of a request', async () => {
    const hold = Promise.withResolvers<undefined>();
    bench.sandbox.failNext(1, { kind: 'hold', until: hold.promise }, 'resource');
    const asked = through('GET', '/accounts/me/balance').catch(() => 'ended');
    await eventually('the request', () => seen().length === 1);
    gateway.dispose();
    assert.equal(await asked, 'ended');
    hold.resolve(undefined);
  });

  it('has nothing to give when the application is gone', async () => {
    await bench.store.removeAll();
    assert.equal((await through('GET', '/accounts/me/balance')).status, 503);
  });
});
