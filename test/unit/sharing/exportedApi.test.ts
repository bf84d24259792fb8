import assert from 'node:assert/strict';
import type * as vscode from 'vscode';

import type { RouteeAuthApi } from '../../../api/routee-auth.d.ts';
import { exportedApi, type ExportedApi } from '../../../src/core/sharing/exportedApi.ts';
import { SharedApplications } from '../../../src/core/sharing/sharedApplications.ts';
import type { activate } from '../../../src/extension.ts';
import { TokenWorld } from '../../support/simulation/tokenWorld.ts';

/** What is promised in `api/` and what is exported are the same: a difference is an error of the type check. */
const promise = (exported: ReturnType<typeof activate>): RouteeAuthApi => exported;
type Members<T> = { readonly [K in keyof T]-?: unknown };
const complete = (promised: Members<RouteeAuthApi>): Members<ExportedApi> => promised;

async function start() {
  const world = new TokenWorld();
  world.addApplication('a', { name: 'Shop', secret: 'hidden-secret', scopes: ['sms'] });
  world.addApplication('b', { name: 'Stock', secret: 'hidden-secret' });
  world.addApplication('c', { name: 'Stock', secret: 'hidden-secret' });
  const window = await world.window({ backgroundRefresh: 'onDemand' });
  const { applications, manager: tokens } = window;
  const shared = new SharedApplications({ applications, tokens, clock: world.time });
  const api = promise(exportedApi([applications, tokens], () => Promise.resolve(shared)));
  return { world, window, api };
}

describe('the API for other extensions', () => {
  it('tells of names, states and expiry, and holds neither token nor secret', async () => {
    const { world, window, api } = await start();
    const { token } = await world.getToken(window, 'a');
    const applications = await api.getApplications();
    assert.deepEqual(applications[0], {
      account: { id: 'a', label: 'Shop' },
      name: 'Shop',
      isActive: true,
      scopes: ['sms'],
      tokenStatus: 'valid',
      tokenExpiresAt: token.expiresAtMs,
    });
    assert.deepEqual(
      applications.slice(1).map(({ account, tokenStatus }) => [account.label, tokenStatus]),
      [
        ['Stock (…id-b)', 'none'],
        ['Stock (…id-c)', 'none'],
      ],
    );
    assert.equal(complete(api), api);
    const all = JSON.stringify([api, applications]);
    for (const hidden of [token.accessToken, 'hidden-secret', 'id-a'])
      assert.ok(!all.includes(hidden), hidden);
    world.dispose();
  });

  it('tells of changes until nobody listens', async () => {
    const { world, window, api } = await start();
    let told = 0;
    const listener = api.onDidChangeApplications(() => (told += 1));
    await window.applications.update('a', { name: 'Other' });
    const ofTheName = told;
    assert.equal(ofTheName, 1);
    await world.getToken(window, 'a');
    assert.ok(told > ofTheName);
    listener.dispose();
    const before = told;
    await window.applications.remove('a');
    assert.equal(told, before);
    world.dispose();
  });

  describe('asks VS Code for a session', () => {
    const session = { id: 'a', accessToken: '', account: { id: 'a', label: 'Shop' }, scopes: [] };

    async function ask(query: Parameters<RouteeAuthApi['getSession']>[1]) {
      const { world, api } = await start();
      const asked: unknown[] = [];
      const getSession = (...args: unknown[]): Promise<vscode.AuthenticationSession> => {
        asked.push(...args);
        return Promise.resolve(session);
      };
      try {
        assert.equal(await api.getSession({ getSession }, query), session);
        return asked;
      } finally {
        world.dispose();
      }
    }

    it('of the active application, in the name of the one that asks', async () => {
      assert.deepEqual(await ask(undefined), ['routee', [], { account: { id: 'a', label: 'Shop' } }]);
    });

    it('of another one, by its name or by the label of its account', async () => {
      const account = { id: 'b', label: 'Stock (…id-b)' };
      assert.deepEqual(
        await ask({ application: account.label, scopes: ['sms'], options: { createIfNone: true } }),
        ['routee', ['sms'], { createIfNone: true, account }],
      );
    });

    it('of none that does not exist, or that could be another', async () => {
      await assert.rejects(ask({ application: 'Nobody' }), /There is no Routee application named “Nobody”/);
      await assert.rejects(
        ask({ application: 'Stock' }),
        /There is more than one Routee application named “Stock”/,
      );
    });
  });
});
