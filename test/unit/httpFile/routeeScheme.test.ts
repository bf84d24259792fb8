import assert from 'node:assert/strict';

import { routeeScheme } from '../../../src/core/httpFile/routeeScheme.ts';
import { TokenWorld, type TestWindow } from '../../support/simulation/tokenWorld.ts';

const API = 'https://connect.routee.net';

describe('routeeScheme', () => {
  let world: TokenWorld;
  let window: TestWindow;
  let settings: { exposeToClients: boolean; apiUrl: string };
  let replace: (text: unknown, type?: string, url?: unknown) => Promise<unknown>;

  beforeEach(async () => {
    world = new TokenWorld();
    for (const [key, name] of [
      ['stock', 'Stock'],
      ['shop', 'Shop'],
      ['other', 'shop'],
    ] as const) {
      world.addApplication(key, { name });
    }
    window = await world.window({ backgroundRefresh: 'onDemand' });
    await window.applications.setActive('stock');
    settings = { exposeToClients: true, apiUrl: API };
    const replacer = routeeScheme({ applications: window.applications, tokens: window.manager, settings });
    replace = (text, type = 'Authorization', url = `${API}/sms`) =>
      world.wait(replacer(text, type, { request: { url } }));
  });

  afterEach(() => {
    world.dispose();
  });

  const bearer = (key: string): string => `Bearer ${window.manager.peek(key)?.accessToken ?? 'none'}`;

  for (const [text, key] of [
    ['routee', 'stock'],
    [' Routee \t', 'stock'],
    ['routee Stock', 'stock'],
    ['routee STOCK', 'stock'],
    ['ROUTEE  Shop ', 'shop'],
    ['routee shop', 'other'],
  ] as const) {
    it(`takes “${text}” for the application ${key}, whose token it gets`, async () => {
      assert.equal(await replace(text), bearer(key));
      assert.deepEqual(
        world.requests.map((request) => request.key),
        [key],
      );
    });
  }

  it('is for the header Authorization, however it is written', async () => {
    assert.equal(await replace('routee', 'authorization'), bearer('stock'));
    for (const type of ['X-Authorization', 'Authorization2', 'url', 'body']) {
      assert.equal(await replace('routee', type), 'routee');
    }
  });

  it('gives everything else back as it is', async () => {
    for (const text of ['routees', 'myroutee', 'Bearer routee', 'routee\nx: y\nz', '', 42, undefined]) {
      assert.equal(await replace(text), text);
    }
    assert.equal(world.requests.length, 0);
  });

  it('does nothing while tokens are not exposed to other clients', async () => {
    settings.exposeToClients = false;
    assert.equal(await replace('routee'), 'routee');
  });

  for (const url of [
    'https://evil.example/sms',
    'http://connect.routee.net/sms',
    `${API}:8443/sms`,
    `${API}@evil.example/sms`,
  ]) {
    it(`gives no token to a request for ${url}`, async () => {
      await assert.rejects(
        replace('routee', 'Authorization', url),
        /is sent to https:\/\/connect\.routee\.net only.* goes to/,
      );
      assert.equal(world.requests.length, 0);
    });
  }

  for (const url of [undefined, null, 7, '/sms', '{{host}}/sms']) {
    it(`gives no token where the address is ${String(url)}`, async () => {
      const replacer = routeeScheme({ applications: window.applications, tokens: window.manager, settings });
      await assert.rejects(
        replacer('routee', 'Authorization', { request: { url } }),
        /has no complete address/,
      );
      assert.equal(world.requests.length, 0);
    });
  }

  for (const other of [
    { noRejectUnauthorized: true },
    { headers: { Authorization: 'routee', X: '{{ request.url = "https://evil.example" }}' } },
    { headers: { X: ['a', '{{f()}}'] } },
    { headers: { X: '{{' } },
  ]) {
    it(`gives no token to a request that may go another way: ${JSON.stringify(other)}`, async () => {
      const replacer = routeeScheme({ applications: window.applications, tokens: window.manager, settings });
      const request = { url: API, ...other };
      await assert.rejects(replacer('routee', 'Authorization', { request }), /may go another way/);
      assert.equal(world.requests.length, 0);
    });
  }

  it('gives no token where a directive leads another way', async () => {
    const replacer = routeeScheme({ applications: window.applications, tokens: window.manager, settings });
    for (const metaData of [{ proxy: 'http://evil.example' }, { noRejectUnauthorized: true }]) {
      const context = { request: { url: API }, httpRegion: { metaData } };
      await assert.rejects(replacer('routee', 'Authorization', context), /may go another way/);
    }
    for (const variables of [
      { request_proxy: 'http://evil.example' },
      { request_rejectUnauthorized: 'false' },
    ]) {
      const context = { request: { url: API }, variables };
      await assert.rejects(replacer('routee', 'Authorization', context), /may go another way/);
    }
    const context = { request: { url: API }, httpRegion: { metaData: { name: 'a', title: 'b', url: 'c' } } };
    assert.equal(await world.wait(replacer('routee', 'Authorization', context)), bearer('stock'));
  });

  it('gives the token where other headers name values only', async () => {
    const replacer = routeeScheme({ applications: window.applications, tokens: window.manager, settings });
    const request = {
      url: API,
      // That of the machine.
      proxy: 'http://proxy.example:8080',
      headers: { Authorization: 'routee', X: '{{$guid}} {{a}}' },
    };
    assert.equal(await world.wait(replacer('routee', 'Authorization', { request })), bearer('stock'));
  });

  it('gives no token where nothing is known of the request', async () => {
    const replacer = routeeScheme({ applications: window.applications, tokens: window.manager, settings });
    await assert.rejects(replacer('routee', 'Authorization'), /has no complete address/);
    await assert.rejects(replacer('routee', 'Authorization', {}), /has no complete address/);
  });

  it('gives a long-lived token only where the user has agreed', async () => {
    world.server.behaviour.lifetimeS = () => 631139040;
    await assert.rejects(replace('routee'), /The token of Stock is long-lived, so it is not offered/);
    await world.wait(window.applications.update('stock', { longLivedAccepted: true }));
    assert.equal(await replace('routee'), bearer('stock'));
  });

  it('says that there is no such application, or none at all', async () => {
    await assert.rejects(replace('routee Zoo'), {
      message: 'There is no Routee application “Zoo”. See the Routee view for their names.',
    });
    await world.wait(window.applications.removeAll());
    await assert.rejects(replace('routee'), {
      message: 'There is no Routee application. Run “Routee: Add Application”.',
    });
  });
});
