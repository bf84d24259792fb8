import assert from 'node:assert/strict';

import { isOurSandbox, startSandbox, TOKEN_PATH } from '../../../../src/features/sandbox/startSandbox.ts';
import { type LoopbackServer, serveLoopback } from '../../../../src/host/loopbackServer.ts';
import { FakeTime } from '../../../support/fakeTime.ts';

const ID = 'sandbox-id';
const SECRET = 'sandbox-secret';

describe('startSandbox', () => {
  const time = new FakeTime();
  const ports = { clock: time, timers: time, fetch, serveLoopback };
  let sandbox: LoopbackServer;

  before(async () => {
    sandbox = await startSandbox({ id: ID, secret: SECRET, port: 0, ...ports });
  });

  after(() => sandbox.close());

  const ask = (path: string, init?: RequestInit): Promise<Response> =>
    fetch(`http://127.0.0.1:${sandbox.port}${path}`, init);
  const exchange = (id: string, secret: string): Promise<Response> =>
    ask(TOKEN_PATH, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${id}:${secret}`)}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    });

  it('accepts its own credentials only', async () => {
    const statuses = [];
    for (const [id, secret] of [
      [ID, SECRET],
      [ID, 'other'],
      ['other', SECRET],
      ['5756a411e4b06a33d50517c7', 'vb6QpjCIOG'],
    ] as const) {
      statuses.push((await exchange(id, secret)).status);
    }
    assert.deepEqual(statuses, [200, 401, 401, 401]);
  });

  it('gives tokens of two minutes, the same one until then', async () => {
    const read = async () =>
      (await (await exchange(ID, SECRET)).json()) as { access_token: string; expires_in: number };
    const first = await read();
    await time.advance(60_000);
    const second = await read();
    assert.equal(first.expires_in - second.expires_in, 60);
    assert.equal(second.access_token, first.access_token);
    const balance = () =>
      ask('/accounts/me/balance', { headers: { authorization: `Bearer ${first.access_token}` } });
    assert.equal((await balance()).status, 200);
    await time.advance(60_000);
    assert.equal((await balance()).status, 401);
    assert.equal((await read()).expires_in, 120);
  });

  it('is recognised by another window, by its application', async () => {
    assert.equal(await isOurSandbox(sandbox.port, ID, ports), true);
    assert.equal(await isOurSandbox(sandbox.port, 'other', ports), false);
  });

  it('is not what something else on its port is', async () => {
    for (const [status, body] of [
      [200, 'Hello'],
      [200, {}],
      [200, undefined],
      [404, { sandbox: 'Routee Auth' }],
      [200, { sandbox: 'Routee Auth', padding: 'x'.repeat(2000) }],
    ] as const) {
      const other = await serveLoopback(0, () => ({ status, body }));
      assert.equal(await isOurSandbox(other.port, ID, ports), false);
      await other.close();
      assert.equal(await isOurSandbox(other.port, ID, ports), false);
    }
  });

  it('leaves a port alone that is taken', async () => {
    await assert.rejects(startSandbox({ id: ID, secret: SECRET, port: sandbox.port, ...ports }), {
      code: 'EADDRINUSE',
    });
  });
});
