import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request as ask, type OutgoingHttpHeaders } from 'node:http';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env as environment } from 'node:process';
import { promisify } from 'node:util';

import { AgentTools } from '../../src/features/agents/agentTools.ts';
import { Gateway } from '../../src/features/agents/gateway.ts';
import { newSecret } from '../../src/features/agents/model/gatewayPath.ts';
import { openGateway } from '../../src/features/agents/openGateway.ts';
import { startHostileServer } from '../support/hostile/hostileServer.ts';
import { FakeTime } from '../support/fakeTime.ts';
import { defaultApplication } from '../support/routeeSandbox.ts';
import { CommandBench } from './support/commandContext.ts';
import { eventually } from './support/eventually.ts';
import { runNode } from './support/runNode.ts';

interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
}

const OTHER = { id: 'b'.repeat(24), secret: 'c'.repeat(10) };
const SMS = '{"body":"Hello","to":"+306900000000","from":"Test"}';

describe('The gateway', () => {
  let bench: CommandBench;
  let gateway: Gateway;
  const secret = newSecret();
  const time = new FakeTime();
  let base: URL;
  const answers: Answered[] = [];

  beforeEach(async () => {
    bench = await CommandBench.start({ applications: [OTHER] });
    await bench.add();
    const services = { ...bench.context, timers: time };
    gateway = new Gateway(services, new AgentTools(services), secret);
    base = new URL((await gateway.start()) ?? assert.fail());
    answers.length = 0;
  });

  afterEach(async () => {
    gateway.dispose();
    await bench.stopAndSearch(JSON.stringify(answers));
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
      `/${secret}`,
      `//${secret}/sms`,
      `/${secret.slice(0, -1)}/sms`,
      `/${secret.toUpperCase()}X/sms`,
      `http://evil.example/${secret}/sms`,
      `http://127.0.0.1:${base.port}/${secret}/sms`,
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
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'none' },
      { host: 'evil.example' },
      { host: 'evil.example:80' },
      { host: `127.0.0.1.evil.example:${base.port}` },
      { host: '127.0.0.1:1' },
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
      body: { token, of: defaultApplication.id },
      headers: { 'x-echo': token, 'set-cookie': 'a=b' },
    } as const;
    bench.sandbox.failNext(1, echo, 'resource');
    const { headers, body } = await through('GET', '/accounts/me/balance');
    assert.deepEqual(
      [headers['x-echo'], headers['set-cookie'], body],
      [undefined, undefined, '{"token":"•••","of":"•••"}'],
    );
  });

  it('takes guesses of many without a place for those who know the secret', async () => {
    const guesses = Array.from({ length: 200 }, (_, index) => send('GET', `/${index}/sms`));
    await eventually('the guesses', () => time.pendingTimers === 64);
    assert.equal((await through('GET', '/accounts/me/balance')).status, 200);
    await time.advance(1000);
    const statuses = (await Promise.all(guesses)).map(({ status }) => status).sort();
    assert.deepEqual([statuses[0], statuses[63], statuses[64], statuses.at(-1)], [404, 404, 503, 503]);
  });

  it('takes no body without end, in neither direction', async () => {
    const large = await through('POST', '/sms', {}, 'x'.repeat(1024 * 1024 + 1));
    assert.equal(large.status, 413);
    const start = `POST ${base.pathname}/sms HTTP/1.1\r\nHost: ${base.host}\r\nContent-Length: 1073741824\r\n\r\n`;
    assert.match(await raw(start + 'x'.repeat(1024 * 1024 + 1)), /^HTTP\/1\.1 413 /);
    assert.deepEqual(bench.messages.shown, []);
    const endless = await startHostileServer({
      act: async ({ write }) => {
        const chunk = 'x'.repeat(64 * 1024);
        await write('HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n');
        while (await write(chunk));
      },
    });
    try {
      Object.assign(bench.context.settings, { apiUrl: endless.origin });
      const { status, body } = await through('GET', '/reports');
      assert.deepEqual([status, body.includes('more than 10 MB')], [502, true]);
      assert.ok(endless.bytesWritten < 64 * 1024 * 1024, String(endless.bytesWritten));
    } finally {
      await endless.close();
    }
  });

  it('serves 64 of 1,000 at once, and says so to the others', async () => {
    const hold = Promise.withResolvers<undefined>();
    bench.sandbox.setFault({ kind: 'hold', until: hold.promise }, 'resource');
    let done = 0;
    const many = Array.from({ length: 1000 }, () =>
      through('GET', '/accounts/me/balance').finally(() => {
        done++;
      }),
    );
    await eventually('the refusals', () => done === 936);
    hold.resolve(undefined);
    const statuses = (await Promise.all(many)).map(({ status }) => status).sort();
    assert.deepEqual([statuses[63], statuses[64], statuses.at(-1)], [200, 503, 503]);
  }).timeout(120_000);

  /** Sends bytes, and gives all that comes back until the first answer is there or the connection ends. */
  function raw(text: string, until = /\r\n\r\n/): Promise<string> {
    const { promise, resolve } = Promise.withResolvers<string>();
    const socket: Socket = connect(Number(base.port), '127.0.0.1', () => socket.write(text));
    let answer = '';
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => {
      answer += chunk.toString('latin1');
      if (until.test(answer)) socket.destroy();
    });
    socket.on('close', () => resolve(answer));
    return promise;
  }

  it('understands a request in one way only, or not at all', async () => {
    const host = `Host: ${base.host}`;
    const path = `${base.pathname}/accounts/me/balance`;
    const odd: [request: string, answer: RegExp][] = [
      [`GET ${path} HTTP/1.1\r\nHost: \r\n\r\n`, /^HTTP\/1\.1 403 /],
      [`GET ${path} HTTP/1.1\r\nHost: evil.example\r\n${host}\r\n\r\n`, /^HTTP\/1\.1 403 /],
      [`GET ${path} HTTP/1.1\r\n${host}\r\nX: a\nAuthorization: Bearer mine\r\n\r\n`, /^HTTP\/1\.1 400 /],
      [`GET ${path} x HTTP/1.1\r\n${host}\r\n\r\n`, /^HTTP\/1\.1 400 /],
      [`GET ${path} HTTP/1.1\r\n${host}\r\n X: folded\r\n\r\n`, /^HTTP\/1\.1 4\d\d /],
      [`GET ${path} HTTP/1.1\r\n\r\n`, /^HTTP\/1\.1 40[03] /],
      [
        `POST ${path} HTTP/1.1\r\n${host}\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
        /^HTTP\/1\.1 400 /,
      ],
      [`CONNECT ${base.host} HTTP/1.1\r\n${host}\r\n\r\n`, /^$/],
    ];
    for (const [request, answer] of odd) assert.match(await raw(request), answer, request);
    assert.deepEqual(bench.sandbox.requests, []);
  });

  it('switches to no other protocol, and drops what stands behind a body', async () => {
    const upgrade = { connection: 'upgrade', upgrade: 'websocket', 'sec-websocket-key': 'x' };
    assert.equal((await through('GET', '/accounts/me/balance', upgrade)).status, 200);
    bench.messages.willPress('Send');
    const head = `POST ${base.pathname}/sms HTTP/1.1\r\nHost: ${base.host}\r\nContent-Type: application/json`;
    const trailers = 'Authorization: Bearer mine\r\nX-Behind: 1';
    const chunks = `${SMS.length.toString(16)}\r\n${SMS}\r\n0\r\n${trailers}\r\n\r\n`;
    assert.match(
      await raw(`${head}\r\nTrailer: X-Behind\r\nTransfer-Encoding: chunked\r\n\r\n${chunks}`),
      /^HTTP\/1\.1 200 /,
    );
    const last = bench.sandbox.requests.at(-1);
    assert.deepEqual([last?.body, last?.authorization], [SMS, `Bearer ${bench.token()}`]);
  });

  it('serves others while slow clients take their time', async () => {
    const slow = Array.from({ length: 100 }, () => raw(`GET ${base.pathname}/acc`));
    assert.equal((await through('GET', '/accounts/me/balance')).status, 200);
    gateway.dispose();
    assert.deepEqual(new Set(await Promise.all(slow)), new Set(['']));
  });

  it('stays with the application that a request began with', async () => {
    const shop = bench.store.active?.key ?? '';
    const { key } = await bench.add({ ...OTHER, name: 'Other' });
    await bench.store.setActive(shop);
    const hold = Promise.withResolvers<undefined>();
    bench.sandbox.failNext(1, { kind: 'hold', until: hold.promise }, 'resource');
    const asked = through('GET', '/accounts/me/balance');
    await eventually('the request', () => seen().length === 1);
    const token = bench.token();
    await bench.store.setActive(key);
    await bench.store.remove(shop);
    hold.resolve(undefined);
    await asked;
    assert.equal((await through('GET', '/accounts/me/balance')).status, 200);
    const sent = bench.sandbox.requests.filter(({ endpoint }) => endpoint === 'resource');
    assert.deepEqual(
      sent.map(({ authorization }) => authorization),
      [`Bearer ${token}`, `Bearer ${bench.token(OTHER.id)}`],
    );
  });

  it('has an address of its own in each window', async () => {
    const services = { ...bench.context, timers: time };
    const other = new Gateway(services, new AgentTools(services), newSecret());
    const address = new URL((await other.start()) ?? assert.fail());
    try {
      assert.notEqual(address.port, base.port);
      const guess = send('GET', `${address.pathname}/accounts/me/balance`);
      await eventually('the request', () => time.pendingTimers > 0);
      await time.advance(1000);
      assert.equal((await guess).status, 404);
    } finally {
      other.dispose();
    }
  });

  it('is for curl and httpYac what the API is, by a variable of terminals and of this process', async () => {
    const terminals = new Map<string, string>();
    const written = {
      persistent: true,
      description: '' as unknown,
      replace: (name: string, value: string): unknown => terminals.set(name, value),
      delete: (name: string): unknown => terminals.delete(name),
    };
    const open = await openGateway(bench.context, new AgentTools(bench.context), written);
    const folder = await mkdtemp(join(tmpdir(), 'gateway-'));
    try {
      const url = terminals.get('ROUTEE_URL') ?? '';
      assert.match(url, /^http:\/\/127\.0\.0\.1:\d+\/[\da-f]{64}$/);
      assert.deepEqual([written.persistent, environment['ROUTEE_URL']], [false, url]);
      const { stdout } = await promisify(execFile)('curl', ['-sS', `${url}/accounts/me/balance`]);
      assert.match(stdout, /"balance":20\.5/);
      await writeFile(join(folder, 'a.http'), 'GET {{$processEnv ROUTEE_URL}}/accounts/me/balance\n');
      const args = ['send', 'a.http', '--all', '--json'];
      assert.match(await runNode('node_modules/httpyac/bin/httpyac.js', args, folder), /"statusCode": ?200/);
    } finally {
      open.dispose();
      await rm(folder, { recursive: true });
    }
    assert.deepEqual([terminals.size, environment['ROUTEE_URL']], [0, undefined]);
  }).timeout(60_000);

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
