import assert from 'node:assert/strict';

import { applicationStorageKey } from '../../../../../src/core/storage/storageKeys.ts';
import { RouteeError } from '../../../../../src/core/protocol/routeeError.ts';
import { AccountSessions } from '../../../../../src/features/sharing/model/accountSessions.ts';
import type {
  AccountSession,
  AccountSessionsChange,
} from '../../../../../src/features/sharing/model/accountSession.ts';
import type { ServerBehaviour } from '../../../../support/simulation/virtualServer.ts';
import { narrowedTokensOf } from '../../../../support/simulation/narrowedTokensOf.ts';
import { TokenWorld, type TestWindow } from '../../../../support/simulation/tokenWorld.ts';

const HOUR = 60 * 60 * 1000;

async function open(world: TokenWorld) {
  const window = await world.window({ backgroundRefresh: 'onDemand' });
  const narrowed = narrowedTokensOf(world, window);
  const sessions = new AccountSessions({
    applications: window.applications,
    tokens: window.manager,
    narrowed,
  });
  const changes: AccountSessionsChange[] = [];
  sessions.onDidChange((change) => changes.push(change));
  const find = (scopes: readonly string[], key?: string): Promise<AccountSession[]> =>
    world.wait(sessions.find(scopes, key));
  const grant = async (key: string, scopes: readonly string[]): Promise<AccountSession> => {
    const application = window.applications.get(key);
    assert.ok(application);
    const token = await world.wait(sessions.tokenFor(application, scopes));
    return sessions.grant(key, scopes, token);
  };
  return { window, sessions, narrowed, changes, find, grant };
}

async function start(behaviour: Partial<ServerBehaviour> = {}) {
  const world = new TokenWorld(behaviour);
  for (const key of ['shop', 'stock', 'tools']) world.addApplication(key, { name: key.toUpperCase() });
  return { world, ...(await open(world)) };
}

const summary = (change: AccountSessionsChange | undefined): Record<string, string[]> =>
  Object.fromEntries(
    Object.entries(change ?? {}).map(([name, sessions]: [string, readonly AccountSession[]]) => [
      name,
      sessions.map(({ id }) => id),
    ]),
  );

const tokenOf = (window: TestWindow, key: string): string => window.manager.peek(key)?.accessToken ?? 'none';

describe('AccountSessions', () => {
  it('lists every application as an account, and asks no server for that', async () => {
    const { world, sessions } = await start();
    assert.deepEqual(
      sessions.accounts().map(({ account, accessToken, scopes }) => ({ ...account, accessToken, scopes })),
      ['shop', 'stock', 'tools'].map((id) => ({ id, label: id.toUpperCase(), accessToken: '', scopes: [] })),
    );
    assert.equal(world.server.total, 0);
    world.dispose();
  });

  it('gives no session before the user has agreed, even where there is a token', async () => {
    const { world, window, find } = await start();
    await world.getToken(window, 'shop');
    assert.deepEqual(await find([]), []);
    assert.deepEqual(await find([], 'shop'), []);
    world.dispose();
  });

  it('exchanges only for the one that was agreed to, and never hands out an expired token', async () => {
    const { world, window, find, grant } = await start();
    const first = await grant('shop', []);
    assert.deepEqual(first, {
      id: 'shop',
      accessToken: tokenOf(window, 'shop'),
      account: { id: 'shop', label: 'SHOP' },
      scopes: [],
    });
    assert.deepEqual(await find([]), [first]);
    assert.equal(world.server.total, 1);
    await world.time.advance(30 * HOUR);
    const [later, ...others] = await find([]);
    assert.equal(others.length, 0);
    assert.notEqual(later?.accessToken, first.accessToken);
    assert.ok(world.server.isLive('shop', later?.accessToken));
    assert.deepEqual([world.server.count('stock'), world.server.count('tools')], [0, 0]);
    world.dispose();
  });

  it('narrows a token to exactly the scopes, keeps it in memory, and renews it when it is asked for', async () => {
    const { world, find, grant, changes } = await start();
    const session = await grant('shop', ['sms', 'account']);
    assert.equal(session.id, 'shop account sms');
    assert.deepEqual(session.scopes, ['sms', 'account']);
    assert.ok(world.server.isLive('shop:sms+account', session.accessToken));
    assert.deepEqual(summary(changes.at(-1)), { added: ['shop account sms'], removed: [], changed: [] });
    assert.deepEqual(await find(['account', 'sms']), [{ ...session, scopes: ['account', 'sms'] }]);
    for (const scopes of [['sms'], [], ['sms', 'account', 'voice']]) {
      assert.deepEqual(await find(scopes), [], scopes.join());
    }
    assert.equal(world.server.total, 1);
    assert.ok(![...world.store.entries.values()].join().includes(session.accessToken));
    await world.time.advance(2 * HOUR);
    assert.equal(world.server.total, 1, 'nobody has asked for it');
    const [later] = await find(['sms', 'account']);
    assert.notEqual(later?.accessToken, session.accessToken);
    assert.deepEqual(summary(changes.at(-1)), { added: [], removed: [], changed: ['shop account sms'] });
    assert.equal(changes.at(-1)?.changed[0]?.accessToken, later?.accessToken);
    world.dispose();
  });

  it('shares one exchange of a narrowed token', async () => {
    const { world, sessions, grant } = await start({ policy: 'new' });
    await grant('shop', ['sms']);
    await world.time.advance(2 * HOUR);
    await world.wait(Promise.all([1, 2, 3].map(() => sessions.find(['sms']))));
    assert.equal(world.server.total, 2);
    world.dispose();
  });

  it('takes the token of the application where its scopes are the same', async () => {
    const world = new TokenWorld();
    world.addApplication('shop', { scopes: ['sms', 'account'] });
    const { window, grant } = await open(world);
    const session = await grant('shop', ['account', 'sms']);
    assert.equal(session.accessToken, tokenOf(window, 'shop'));
    assert.equal(world.server.total, 1);
    world.dispose();
  });

  it('never widens an application that the user has narrowed', async () => {
    const world = new TokenWorld();
    world.addApplication('shop', { scopes: ['sms'], sessions: [{ scopes: 'account sms', account: 'shop' }] });
    const { sessions, window, find } = await open(world);
    const application = window.applications.get('shop');
    assert.ok(application);
    assert.deepEqual(await find(['sms', 'account']), []);
    await assert.rejects(sessions.tokenFor(application, ['sms', 'account']), (error) => {
      assert.ok(error instanceof RouteeError);
      assert.equal(error.code, 'invalidScope');
      assert.match(error.message, /limited to the scopes "sms", but "account" was requested/);
      return true;
    });
    assert.equal(world.server.total, 0);
    world.dispose();
  });

  it('exchanges again when a session is begun that there is already: its token was found wanting', async () => {
    const { world, grant } = await start({ policy: 'new' });
    for (const scopes of [[], ['sms']]) {
      const first = await grant('shop', scopes);
      assert.notEqual((await grant('shop', scopes)).accessToken, first.accessToken);
    }
    world.dispose();
  });

  it('is no sign-out when the network fails: it says why', async () => {
    let fault: RouteeError | undefined;
    const { world, find, grant } = await start({ fault: () => fault });
    await grant('shop', []);
    await grant('shop', ['sms']);
    await grant('stock', ['sms']);
    fault = new RouteeError('network', 'Routee cannot be reached.');
    assert.equal((await find([])).length, 1, 'the token is still valid');
    await world.time.advance(2 * HOUR);
    for (const scopes of [[], ['sms']]) {
      await assert.rejects(find(scopes), { code: 'network', message: 'Routee cannot be reached.' });
    }
    fault = undefined;
    await world.time.advance(2000);
    assert.deepEqual(
      (await find(['sms'])).map(({ id }) => id),
      ['shop sms', 'stock sms'],
    );
    world.dispose();
  });

  it('leaves out what only the user can mend, so that it is asked for anew', async () => {
    let fault: RouteeError | undefined;
    const { world, find, grant } = await start({
      fault: (key) => (key.startsWith('shop') ? fault : undefined),
    });
    await grant('shop', ['sms']);
    await grant('stock', ['sms']);
    fault = new RouteeError('invalidScope', 'Refused.');
    await world.time.advance(2 * HOUR);
    assert.deepEqual(
      (await find(['sms'])).map(({ id }) => id),
      ['stock sms'],
    );
    const before = world.server.total;
    assert.deepEqual((await find(['sms'], 'shop')).length, 0);
    assert.equal(world.server.total, before, 'the server is not asked twice');
    fault = undefined;
    assert.equal((await grant('shop', ['sms'])).id, 'shop sms');
    assert.equal((await find(['sms'])).length, 2);
    world.dispose();
  });

  it('keeps a long-lived token back until the user has agreed to hand it out', async () => {
    const { world, window, sessions, find, grant } = await start({ lifetimeS: () => 20 * 365 * 86_400 });
    await grant('shop', []);
    assert.deepEqual(await find([]), []);
    assert.equal(sessions.accounts()[0]?.accessToken, '');
    await window.applications.update('shop', { longLivedAccepted: true });
    assert.equal((await find([]))[0]?.accessToken, tokenOf(window, 'shop'));
    world.dispose();
  });

  describe('tells', () => {
    it('of applications that are added, renamed and removed, also in another window', async () => {
      const { world, changes, grant } = await start();
      const other = await world.window();
      await grant('shop', ['sms']);
      changes.length = 0;
      const draft = { id: 'id', secret: 'secret', name: 'NEW', scopes: [] };
      const { key } = await other.applications.add(draft);
      await world.time.settle();
      assert.deepEqual(changes.splice(0).map(summary), [{ added: [key], removed: [], changed: [] }]);
      await other.applications.update('shop', { name: 'Other' });
      await world.time.settle();
      assert.deepEqual(
        changes[0]?.changed.map(({ account }) => account.label),
        ['Other'],
      );
      // Those who may have it are remembered by its former label.
      assert.deepEqual(changes.splice(0).map(summary), [
        { added: [], removed: ['shop sms'], changed: ['shop'] },
      ]);
      await other.applications.remove('shop');
      await world.time.settle();
      assert.deepEqual(changes.splice(0).map(summary), [{ added: [], removed: ['shop'], changed: [] }]);
      world.dispose();
    });

    it('of a new token, and of nothing else that happens to one', async () => {
      const { world, window, changes } = await start();
      await world.getToken(window, 'shop');
      assert.deepEqual(changes.map(summary), [{ added: [], removed: [], changed: ['shop'] }]);
      assert.equal(changes[0]?.changed[0]?.accessToken, tokenOf(window, 'shop'));
      await world.getToken(window, 'shop', { renew: true });
      await world.time.advance(2 * HOUR);
      await window.applications.setActive('tools');
      assert.equal(changes.length, 1, 'the same token, then an expired one, then another choice');
      await world.getToken(window, 'shop');
      assert.equal(changes.length, 2);
      world.dispose();
    });

    it('of the first session of an account, for which others may wait', async () => {
      const { world, window, changes, grant } = await start();
      await world.getToken(window, 'shop');
      changes.length = 0;
      await grant('shop', []);
      assert.deepEqual(changes.map(summary), [{ added: [], removed: [], changed: ['shop'] }]);
      world.dispose();
    });

    it('of sessions that end with the scopes they need', async () => {
      const { world, window, changes, grant } = await start();
      await grant('shop', ['sms']);
      changes.length = 0;
      await window.applications.update('shop', { scopes: ['account'] });
      assert.deepEqual(changes.map(summary), [{ added: [], removed: ['shop sms'], changed: [] }]);
      world.dispose();
    });

    it('nothing more in the end', async () => {
      const { world, window, sessions, narrowed, changes } = await start();
      sessions.dispose();
      narrowed.dispose();
      await window.applications.remove('shop');
      assert.deepEqual(changes, []);
      world.dispose();
    });
  });

  it('does not open an account that takes over the label of another to those who were let in there', async () => {
    const { world, window, find, grant } = await start();
    await grant('shop', []);
    await grant('stock', []);
    await window.applications.remove('shop');
    await window.applications.update('stock', { name: 'SHOP' });
    assert.deepEqual(await find([]), []);
    assert.equal((await grant('stock', [])).account.label, 'SHOP');
    assert.equal((await find([])).length, 1);
    world.dispose();
  });

  it('ends a narrowed session alone', async () => {
    const { world, sessions, changes, find, grant } = await start();
    for (const scopes of [[], ['sms'], ['voice']]) await grant('shop', scopes);
    await sessions.forget('shop sms');
    assert.deepEqual(summary(changes.at(-1)), { added: [], removed: ['shop sms'], changed: [] });
    assert.deepEqual(
      [await find([]), await find(['sms']), await find(['voice'])].map(({ length }) => length),
      [1, 0, 1],
    );
    await sessions.forget('unknown sms');
    world.dispose();
  });

  it('drops narrowed tokens of credentials that have changed', async () => {
    const { world, window, narrowed, grant } = await start();
    await grant('shop', ['sms']);
    const before = window.applications.get('shop');
    assert.ok(before && narrowed.peek(before, ['sms']));
    const after = await window.applications.update('shop', { secret: 'another' });
    assert.ok(after);
    assert.equal(narrowed.peek(after, ['sms']), undefined);
    const token = await world.wait(narrowed.getToken(after, ['sms']));
    assert.equal(narrowed.peek(after, ['sms']), token);
    window.settings.authUrl = 'https://elsewhere.example/token';
    assert.equal(narrowed.peek(after, ['sms']), undefined);
    world.dispose();
  });

  it('stores with an application which scopes were agreed to, and no token', async () => {
    const { world, grant } = await start();
    const session = await grant('shop', ['sms', 'account']);
    await grant('shop', []);
    const stored = world.store.entries.get(applicationStorageKey('shop')) ?? '';
    assert.deepEqual((JSON.parse(stored) as { sessions: unknown }).sessions, [
      { scopes: 'account sms', account: 'SHOP' },
      { scopes: '', account: 'SHOP' },
    ]);
    assert.ok(!stored.includes(session.accessToken));
    world.dispose();
  });
});
