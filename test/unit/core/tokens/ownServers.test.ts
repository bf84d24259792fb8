import assert from 'node:assert/strict';

import { applicationStorageKey } from '../../../../src/core/storage/storageKeys.ts';
import { RouteeError } from '../../../../src/core/protocol/routeeError.ts';
import { describeState } from '../../../../src/core/tokens/describeTime.ts';
import { AUTH_URL, TokenWorld, type TestWindow } from '../../../support/simulation/tokenWorld.ts';

const STAGING = 'https://staging.example/oauth/token';

async function start(): Promise<{ world: TokenWorld; window: TestWindow }> {
  const world = new TokenWorld();
  world.addApplication('a');
  world.addApplication('b');
  return { world, window: await world.window({ backgroundRefresh: 'onDemand' }) };
}

const addressesOf = (world: TokenWorld, key: string): string[] =>
  world.requests.filter((request) => request.key === key).map(({ authUrl }) => authUrl);

describe('the tokens of an application with a server of its own', () => {
  it('are exchanged there, whatever the setting says, and no other application’s are', async () => {
    const { world, window } = await start();
    await window.applications.update('a', { authUrl: STAGING });
    await world.getToken(window, 'a');
    await world.getToken(window, 'b');
    window.settings.authUrl = 'https://other.example/token';
    window.manager.settingsChanged();
    await world.getToken(window, 'a');
    await world.getToken(window, 'b');
    assert.deepEqual(addressesOf(world, 'a'), [STAGING]);
    assert.deepEqual(addressesOf(world, 'b'), [AUTH_URL, 'https://other.example/token']);
  });

  it('are not used any more when that server is another, in memory or stored', async () => {
    const { world, window } = await start();
    await world.getToken(window, 'a');
    await window.applications.update('a', { authUrl: STAGING });
    assert.equal(window.token('a'), undefined);
    const next = await world.window({ backgroundRefresh: 'onDemand' });
    assert.equal(next.token('a'), undefined, 'the stored token is the former server’s');
    await world.getToken(next, 'a');
    await next.applications.update('a', { authUrl: undefined });
    await world.time.settle();
    assert.equal(next.token('a'), undefined);
    await world.getToken(next, 'a');
    assert.deepEqual(addressesOf(world, 'a'), [AUTH_URL, STAGING, AUTH_URL]);
  });

  it('do not come from an exchange that was under way to the former server', async () => {
    const { world, window } = await start();
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const { exchange } = window;
    window.exchange = async (...what) => {
      await promise;
      return exchange(...what);
    };
    const call = window.manager.getToken('a');
    const failure = assert.rejects(
      call,
      (error) => error instanceof RouteeError && error.code === 'cancelled',
    );
    await world.time.settle();
    await window.applications.update('a', { authUrl: STAGING });
    resolve(undefined);
    await failure;
    assert.equal(window.token('a'), undefined);
  });

  it('name its addresses, not a setting, where these lead to no token', async () => {
    const { world, window } = await start();
    await window.applications.update('a', { authUrl: STAGING });
    world.server.behaviour.fault = () => new RouteeError('notFound', 'There is no token service.');
    await assert.rejects(world.getToken(window, 'a'));
    await assert.rejects(world.getToken(window, 'b'));
    const told = (key: string): string => describeState(window.manager.state(key), world.time.now(), true);
    assert.equal(told('a'), 'check the server addresses');
    assert.equal(told('b'), 'check routee.authUrl');
    world.server.behaviour.fault = () => undefined;
    await window.applications.update('a', { authUrl: 'https://right.example/oauth/token' });
    assert.equal(told('a'), 'no token yet');
  });
});

describe('the record of an application with a server of its own', () => {
  it('is of a form that earlier versions leave alone, and only as long as it has one', async () => {
    const { world, window } = await start();
    const stored = (): { version?: number; authUrl?: string; apiUrl?: string } =>
      JSON.parse(world.store.entries.get(applicationStorageKey('a')) ?? '{}') as { version?: number };
    assert.equal(stored().version, 1);
    await window.applications.update('a', { authUrl: STAGING });
    assert.deepEqual([stored().version, stored().authUrl], [2, STAGING]);
    await window.applications.update('a', { name: 'renamed', apiUrl: 'https://api.example' });
    assert.deepEqual(
      [stored().version, stored().authUrl, stored().apiUrl],
      [2, STAGING, 'https://api.example'],
    );
    await window.applications.update('a', { authUrl: undefined, apiUrl: undefined });
    assert.equal(stored().version, 1);
    assert.equal('authUrl' in stored(), false);
  });

  it('keeps its revision, and with it the digests of its tokens', async () => {
    const { window } = await start();
    const { revision } = window.applications.get('a') ?? {};
    await window.applications.update('a', { authUrl: STAGING });
    assert.equal(window.applications.get('a')?.revision, revision);
  });
});
