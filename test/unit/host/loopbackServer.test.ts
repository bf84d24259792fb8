import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import { connect, createServer, type AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { text } from 'node:stream/consumers';

import {
  type LoopbackRequest,
  type LoopbackServer,
  serveLoopback,
} from '../../../src/host/loopbackServer.ts';

describe('serveLoopback', () => {
  let server: LoopbackServer | undefined;
  let asked: LoopbackRequest[];

  beforeEach(() => {
    asked = [];
  });

  afterEach(() => server?.close());

  async function start(port = 0): Promise<string> {
    server = await serveLoopback(port, (question) => {
      asked.push(question);
      return { status: 200, body: { answer: 1 }, headers: { 'x-more': 'yes' } };
    });
    return `http://127.0.0.1:${server.port}`;
  }

  async function withHost(host: string, port: number): Promise<number | undefined> {
    const sent = request({ host: '127.0.0.1', port, headers: { host } }).end();
    const [response] = (await once(sent, 'response')) as [{ statusCode?: number; resume(): void }];
    response.resume();
    return response.statusCode;
  }

  it('answers JSON, and names itself', async () => {
    const response = await fetch(`${await start()}/path?a=%20b`, { method: 'POST', body: 'Γειά' });
    assert.equal(response.status, 200);
    assert.deepEqual(
      ['server', 'content-type', 'x-more'].map((name) => response.headers.get(name)),
      ['routee-auth', 'application/json;charset=UTF-8', 'yes'],
    );
    assert.deepEqual(await response.json(), { answer: 1 });
    assert.deepEqual(
      asked.map(({ method, url, body }) => [method, url, body]),
      [['POST', '/path?a=%20b', 'Γειά']],
    );
  });

  it('answers only who calls it by a name of this machine, with its port', async () => {
    const { port } = new URL(await start());
    const rows: [host: string, status: number][] = [
      [`127.0.0.1:${port}`, 200],
      [`localhost:${port}`, 200],
      [`LOCALHOST:${port}`, 200],
      [`[::1]:${port}`, 200],
      [`sandbox.example.com:${port}`, 403],
      [`127.0.0.1.example.com:${port}`, 403],
      [`evil@127.0.0.1:${port}`, 403],
      ['127.0.0.1', 403],
      ['127.0.0.1:1', 403],
    ];
    for (const [host, status] of rows) assert.equal(await withHost(host, Number(port)), status, host);
    assert.equal(asked.length, 4);
  });

  it('answers no request without a name', async () => {
    const { port } = new URL(await start());
    const socket = connect(Number(port), '127.0.0.1').end('GET / HTTP/1.0\r\n\r\n');
    assert.match(await text(socket), /^HTTP\/1\.1 403 /);
    assert.equal(asked.length, 0);
  });

  it('is not reached by another address of the machine', async () => {
    const { port } = new URL(await start());
    const outer = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ family, internal }) => family === 'IPv4' && !internal);
    for (const address of ['::1', ...outer.map((one) => one.address)]) {
      const socket = connect(Number(port), address);
      const connected = once(socket, 'connect').finally(() => socket.destroy());
      await assert.rejects(connected, { syscall: 'connect' }, address);
    }
  });

  it('takes a body of 1 MB, and no longer one', async () => {
    const address = await start();
    const sizes = [1024 * 1024, 1024 * 1024 + 1, 3 * 1024 * 1024];
    const statuses = [];
    for (const size of sizes) {
      statuses.push((await fetch(address, { method: 'POST', body: 'a'.repeat(size) })).status);
    }
    assert.deepEqual(statuses, [200, 413, 413]);
    assert.equal(asked.length, 1);
  });

  it('says when its port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    try {
      await assert.rejects(start((other.address() as AddressInfo).port), { code: 'EADDRINUSE' });
    } finally {
      other.close();
    }
  });

  it('answers 500 where the handler fails', async () => {
    server = await serveLoopback(0, () => Promise.reject(new Error('oops')));
    const response = await fetch(`http://127.0.0.1:${server.port}`);
    assert.equal(response.status, 500);
    assert.equal(((await response.json()) as { error: string }).error, 'failure');
  });

  it('leaves a response alone that the handler writes itself', async () => {
    server = await serveLoopback(0, (_request, response) => {
      response.writeHead(204).end();
      return Promise.resolve(undefined);
    });
    assert.equal((await fetch(`http://127.0.0.1:${server.port}`)).status, 204);
  });

  it('ends all connections when it is closed', async () => {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const mine = await serveLoopback(0, () => {
      resolve(undefined);
      return new Promise(() => undefined);
    });
    const pending = assert.rejects(fetch(`http://127.0.0.1:${mine.port}`), TypeError);
    await promise;
    await mine.close();
    await pending;
  });
});
