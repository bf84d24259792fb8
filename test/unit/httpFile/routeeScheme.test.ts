import assert from 'node:assert/strict';

import { routeeScheme } from '../../../src/core/httpFile/routeeScheme.ts';
import { TokenWorld, type TestWindow } from '../../support/simulation/tokenWorld.ts';

describe('routeeScheme', () => {
  let world: TokenWorld;
  let window: TestWindow;
  let settings: { exposeToClients: boolean };
  let replace: (text: unknown, type?: string) => Promise<unknown>;

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
    settings = { exposeToClients: true };
    const replacer = routeeScheme({ applications: window.applications, tokens: window.manager, settings });
    replace = (text, type = 'Authorization') => world.wait(replacer(text, type));
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
