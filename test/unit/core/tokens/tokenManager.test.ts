import assert from 'node:assert/strict';

import { applicationStorageKey, tokenStorageKey } from '../../../../src/core/storage/storageKeys.ts';
import { RouteeError, type RouteeErrorCode } from '../../../../src/core/protocol/routeeError.ts';
import { AUTH_URL, TokenWorld, type TestWindow } from '../../../support/simulation/tokenWorld.ts';
import type { ServerBehaviour } from '../../../support/simulation/virtualServer.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const fails = (code: RouteeErrorCode, retryAfterMs?: number) => (): RouteeError =>
  new RouteeError(code, `told: ${code}`, { retryAfterMs });
const code = (expected: RouteeErrorCode) => (error: unknown) =>
  error instanceof RouteeError && error.code === expected;

/** `a` comes first by name and so is the active application; `b` is not. */
async function start(
  behaviour: Partial<ServerBehaviour> = {},
  backgroundRefresh: 'always' | 'onDemand' = 'onDemand',
): Promise<{ world: TokenWorld; window: TestWindow }> {
  const world = new TokenWorld(behaviour);
  world.addApplication('a');
  world.addApplication('b');
  return { world, window: await world.window({ backgroundRefresh }) };
}

describe('TokenManager', () => {
  describe('single flight', () => {
    it('makes one exchange, and one read of the store, for 1,000 callers', async () => {
      const { world, window } = await start();
      const { get } = window.secrets.calls;
      const calls = Array.from({ length: 1000 }, () => window.manager.getToken('b'));
      const outcomes = await world.wait(Promise.all(calls));
      assert.equal(world.server.count('b'), 1);
      assert.equal(window.secrets.calls.get - get < 4, true);
      assert.equal(new Set(outcomes.map(({ token }) => token.accessToken)).size, 1);
      assert.equal(outcomes[0]?.source, 'exchange');
    });

    it('hands out a token before it is written and told of, both of which follow at once', async () => {
      const { world, window } = await start();
      const { store } = window.secrets.calls;
      let seen: unknown;
      const call = window.manager.getToken('b').then(() => {
        seen = [window.manager.state('b').kind, window.secrets.calls.store - store, window.states.at(-1)];
      });
      await world.wait(call);
      assert.deepEqual(seen, ['ready', 0, 'b:fetching']);
      await world.time.settle();
      assert.equal(window.secrets.calls.store - store, 1);
      assert.deepEqual(window.states.slice(-3), ['b:none', 'b:fetching', 'b:ready']);
    });

    it('tells of a flight once, whoever waited for it, and writes only what is new', async () => {
      const { world, window } = await start();
      const { signal } = new AbortController();
      await world.wait(Promise.all([1, 2, 3].map(() => window.manager.getToken('b', { signal }))));
      assert.deepEqual(window.states.slice(-2), ['b:fetching', 'b:ready']);
      const { store } = window.secrets.calls;
      world.server.behaviour.fault = fails('network');
      await assert.rejects(world.getToken(window, 'a'), code('network'));
      const next = await world.window({ backgroundRefresh: 'onDemand' });
      assert.equal((await next.manager.getToken('b')).source, 'cache');
      await world.time.settle();
      assert.deepEqual([window.secrets.calls.store - store, next.secrets.calls.store], [0, 0]);
    });

    it('sends the request before it tells anybody of it', async () => {
      const { world, window } = await start();
      const requests: number[] = [];
      window.manager.onDidChange((key) => {
        if (window.manager.state(key).kind === 'fetching') requests.push(world.requests.length);
      });
      await world.getToken(window, 'b');
      assert.deepEqual(requests, [1]);
    });

    it('hands out the cached token without a request', async () => {
      const { world, window } = await start();
      const first = await world.getToken(window, 'b');
      const second = await window.manager.getToken('b');
      assert.deepEqual([second.token, second.source, world.server.total], [first.token, 'cache', 1]);
    });

    it('answers within one millisecond with one promise, and looks again in the next', async () => {
      const { world, window } = await start();
      await world.getToken(window, 'b');
      const answer = window.manager.getToken('b');
      assert.equal(window.manager.getToken('b'), answer);
      assert.notEqual(window.manager.getToken('a'), answer);
      await world.time.advance(1);
      assert.notEqual(window.manager.getToken('b'), answer);
    });

    it('forgets that answer with the token, within the same millisecond', async () => {
      const { world, window } = await start({ policy: 'new' });
      await world.getToken(window, 'b');
      const { token } = await window.manager.getToken('b');
      await window.manager.invalidate('b', token.accessToken);
      const next = await world.getToken(window, 'b');
      assert.notEqual(next.token.accessToken, token.accessToken);
      assert.equal(next.source, 'exchange');
    });

    it('has no answer left once it is disposed', async () => {
      const { world, window } = await start();
      await world.getToken(window, 'b');
      await window.manager.getToken('b');
      window.dispose();
      await assert.rejects(window.manager.getToken('b'), code('cancelled'));
    });

    it('keeps applications apart', async () => {
      const { world, window } = await start();
      const [a, b] = await world.wait(
        Promise.all([window.manager.getToken('a'), window.manager.getToken('b')]),
      );
      assert.notEqual(a.token.accessToken, b.token.accessToken);
      assert.deepEqual([world.server.count('a'), world.server.count('b')], [1, 1]);
    });

    it('gives up for one caller and goes on for the others', async () => {
      const { world, window } = await start();
      const impatient = new AbortController();
      const one = window.manager.getToken('b', { signal: impatient.signal });
      const other = window.manager.getToken('b');
      await world.time.advance(10);
      impatient.abort();
      await assert.rejects(one, code('cancelled'));
      assert.equal((await world.wait(other)).source, 'exchange');
      assert.equal(world.server.total, 1);
    });

    it('aborts the request when every caller has given up, and starts anew for the next one', async () => {
      const { world, window } = await start();
      const impatient = new AbortController();
      const calls = [1, 2, 3].map(() => window.manager.getToken('b', { signal: impatient.signal }));
      await world.time.advance(10);
      impatient.abort();
      for (const call of calls) {
        await assert.rejects(call, code('cancelled'));
      }
      assert.equal(world.requests[0]?.signal.aborted, true);
      assert.equal(window.manager.state('b').kind, 'none');
      assert.equal((await world.getToken(window, 'b')).source, 'exchange');
    });

    it('asks nobody for a caller that has given up before', async () => {
      const { world, window } = await start();
      const signal = AbortSignal.abort();
      await assert.rejects(world.getToken(window, 'b', { signal }), code('cancelled'));
      assert.equal(world.server.total, 0);
      await world.getToken(window, 'b');
      await assert.rejects(world.getToken(window, 'b', { signal }), code('cancelled'));
    });

    it('renews on demand even when the token is fresh, once for all who ask', async () => {
      const { world, window } = await start({ policy: 'new' });
      const first = await world.getToken(window, 'b');
      const [one, two] = await world.wait(
        Promise.all([1, 2].map(() => window.manager.getToken('b', { renew: true }))),
      );
      assert.notEqual(one?.token.accessToken, first.token.accessToken);
      assert.equal(one?.token, two?.token);
      assert.equal(world.server.total, 2);
    });

    it('renews for the caller who wants it, though others only look for a stored token', async () => {
      const { world, window } = await start();
      await world.getToken(window, 'b');
      window.dispose();
      const next = await world.window({ backgroundRefresh: 'onDemand' });
      const [, renewed] = await world.wait(
        Promise.all([next.manager.getToken('b'), next.manager.getToken('b', { renew: true })]),
      );
      assert.deepEqual([renewed.source, world.server.total], ['exchange', 2]);
    });

    it('knows no application that is not stored', async () => {
      const { window } = await start();
      await assert.rejects(window.manager.getToken('z'), code('cancelled'));
      assert.equal(window.manager.state('z').kind, 'none');
    });
  });

  describe('freshness at use', () => {
    it('replaces a token with less than 30 s left where the server gives new ones', async () => {
      const { world, window } = await start({ policy: 'new' });
      const first = await world.getToken(window, 'b');
      await world.time.advance(HOUR - 32 * SECOND);
      assert.equal((await world.getToken(window, 'b')).token, first.token);
      await world.time.advance(3 * SECOND);
      const second = await world.getToken(window, 'b');
      assert.notEqual(second.token.accessToken, first.token.accessToken);
      assert.equal(world.server.total, 2);
    });

    it('hands out the same token to its end where the server insists on it, and learns that once', async () => {
      const { world, window } = await start({ policy: 'same' });
      const first = await world.getToken(window, 'b');
      await world.time.advance(HOUR - 20 * SECOND);
      const again = await world.getToken(window, 'b');
      assert.deepEqual([again.token.accessToken, again.sameToken], [first.token.accessToken, true]);
      assert.equal(again.token.issuedAtMs, first.token.issuedAtMs);
      for (let s = 0; s < 18; s += 1) {
        await world.time.advance(SECOND);
        assert.equal((await world.getToken(window, 'b')).token.accessToken, first.token.accessToken);
      }
      assert.equal(world.server.total, 2);
      await world.time.advance(3 * SECOND);
      assert.notEqual((await world.getToken(window, 'b')).token.accessToken, first.token.accessToken);
      assert.equal(world.server.total, 3);
      await world.time.advance(HOUR - 20 * SECOND);
      assert.equal((await world.getToken(window, 'b')).source, 'cache');
    });

    it('waits out the last second of a token that comes back with nothing left to live', async () => {
      const { world, window } = await start({ policy: 'same', latencyMs: () => 0 });
      const first = await world.getToken(window, 'b');
      await world.time.advance(HOUR - 400);
      const second = await world.getToken(window, 'b');
      assert.notEqual(second.token.accessToken, first.token.accessToken);
      assert.equal(world.server.total, 3);
      assert.equal(world.shortestGap('b') >= SECOND, true);
    });

    it('gives up on a server that hands out dead tokens after three tries', async () => {
      const { world, window } = await start({ lifetimeS: () => 0 });
      await assert.rejects(world.getToken(window, 'b'), code('expiredToken'));
      assert.deepEqual([world.server.total, world.shortestGap('b') >= SECOND], [3, true]);
      assert.equal(window.manager.state('b').kind, 'failed');
    });

    it('takes no dead token for alive because the clock was set back before the answer came', async () => {
      const { world, window } = await start({ lifetimeS: () => -1, latencyMs: () => SECOND });
      const call = window.manager.getToken('b');
      await world.time.advance(500);
      world.time.jump(-2 * HOUR);
      await assert.rejects(world.wait(call), code('expiredToken'));
    });

    it('hands out no leftover that has died meanwhile, whatever the clock says', async () => {
      const { world, window } = await start({ policy: 'new' });
      await world.getToken(window, 'b');
      await world.time.advance(HOUR - 20 * SECOND);
      world.server.behaviour.latencyMs = () => 30 * SECOND;
      world.server.behaviour.fault = fails('network');
      const call = window.manager.getToken('b');
      await world.time.advance(5 * SECOND);
      world.time.jump(-10 * MINUTE);
      await assert.rejects(world.wait(call), code('network'));
    });

    it('nor one from the future, of which nobody knows when it ends', async () => {
      const { world, window } = await start();
      await world.getToken(window, 'b');
      window.dispose();
      world.time.jump(-DAY);
      world.server.behaviour.fault = fails('network');
      const next = await world.window({ backgroundRefresh: 'onDemand' });
      await assert.rejects(world.getToken(next, 'b'), code('network'));
    });

    for (const policy of ['same', 'new'] as const) {
      it(`never gives an expired token to callers of a 3 s lifetime (${policy})`, async () => {
        const { world, window } = await start({ policy, lifetimeS: () => 3 });
        for (let turn = 0; turn < 60; turn += 1) {
          const { token } = await world.getToken(window, 'b');
          assert.equal(world.server.isLive('b', token.accessToken), true);
          await world.time.advance(500);
        }
        assert.equal(world.server.total <= 35, true, `${world.server.total} exchanges`);
      });
    }
  });

  describe('invalidate', () => {
    it('forces a new exchange once the current token was refused', async () => {
      const { world, window } = await start({ policy: 'new' });
      const { token } = await world.getToken(window, 'b');
      await window.manager.invalidate('b', token.accessToken);
      assert.equal(window.manager.state('b').kind, 'none');
      assert.notEqual((await world.getToken(window, 'b')).token.accessToken, token.accessToken);
    });

    it('does nothing when another token has taken its place', async () => {
      const { world, window } = await start({ policy: 'new' });
      const old = await world.getToken(window, 'b');
      const current = await world.getToken(window, 'b', { renew: true });
      await window.manager.invalidate('b', old.token.accessToken);
      assert.equal((await window.manager.getToken('b')).token, current.token);
      assert.equal(world.server.total, 2);
    });

    it('is remembered across a restart', async () => {
      const { world, window } = await start({ policy: 'new' });
      const { token } = await world.getToken(window, 'b');
      await window.manager.invalidate('b', token.accessToken);
      window.dispose();
      const next = await world.window({ backgroundRefresh: 'onDemand' });
      assert.equal(next.manager.state('b').kind, 'none');
    });
  });

  describe('failures', () => {
    const passing: RouteeErrorCode[] = [
      'network',
      'timeout',
      'serverError',
      'rateLimited',
      'badAnswer',
      'refused',
      'notFound',
      'redirected',
    ];
    for (const failure of passing) {
      it(`${failure}: is told, may be repeated, and keeps a valid token`, async () => {
        const { world, window } = await start({ policy: 'new' });
        const { token } = await world.getToken(window, 'b');
        world.server.behaviour.fault = fails(failure);
        await assert.rejects(world.getToken(window, 'b', { renew: true }), code(failure));
        const state = window.manager.state('b');
        const isSetting = failure === 'notFound' || failure === 'redirected';
        assert.deepEqual(
          [state.kind, state.token, 'problem' in state && state.problem.code],
          [isSetting ? 'misconfigured' : 'failed', token, failure],
        );
        assert.equal((await window.manager.getToken('b')).token, token);
        await world.time.advance(2 * SECOND);
        world.server.behaviour.fault = () => undefined;
        assert.equal((await world.getToken(window, 'b', { renew: true })).source, 'exchange');
        assert.equal(window.manager.state('b').kind, 'ready');
      });
    }

    it('hands out a token that is short of life when no other can be had, but no dead one', async () => {
      const { world, window } = await start({ policy: 'new' });
      const { token } = await world.getToken(window, 'b');
      world.server.behaviour.fault = fails('network');
      await world.time.advance(HOUR - 10 * SECOND);
      assert.equal((await world.getToken(window, 'b')).token, token);
      await world.time.advance(10 * SECOND);
      await assert.rejects(world.getToken(window, 'b'), code('network'));
      const state = window.manager.state('b');
      assert.equal(state.kind === 'failed' && state.token, token);
    });

    it('answers callers of the next second with the same failure instead of another request', async () => {
      const { world, window } = await start({ fault: fails('network') });
      for (let turn = 0; turn < 20; turn += 1) {
        await assert.rejects(world.getToken(window, 'b'), code('network'));
      }
      assert.equal(world.server.total, 1);
      await world.time.advance(SECOND);
      await assert.rejects(world.getToken(window, 'b'), code('network'));
      assert.equal(world.server.total, 2);
    });

    it('respects Retry-After at use, unless somebody asks to retry now', async () => {
      const { world, window } = await start({ fault: fails('rateLimited', 10 * MINUTE) });
      await assert.rejects(world.getToken(window, 'b'), code('rateLimited'));
      world.server.behaviour.fault = () => undefined;
      await world.time.advance(9 * MINUTE);
      await assert.rejects(world.getToken(window, 'b'), code('rateLimited'));
      assert.equal(world.server.total, 1);
      assert.equal((await world.getToken(window, 'b', { renew: true })).source, 'exchange');
    });

    it('turns what is not a RouteeError into one, without its text', async () => {
      const { world, window } = await start({
        fault: () => {
          throw new TypeError('secret text');
        },
      });
      await assert.rejects(
        world.getToken(window, 'b'),
        (error: unknown) =>
          error instanceof RouteeError && error.code === 'badAnswer' && !error.message.includes('secret'),
      );
    });

    for (const rejection of ['credentialsRejected', 'invalidScope'] as const) {
      it(`${rejection}: is told again without a request, until somebody renews or changes it`, async () => {
        const { world, window } = await start({ fault: fails(rejection) });
        await assert.rejects(world.getToken(window, 'b'), code(rejection));
        assert.equal(window.manager.state('b').kind, 'rejected');
        await world.time.advance(DAY);
        await assert.rejects(world.getToken(window, 'b'), code(rejection));
        assert.equal(world.server.total, 1);
        await assert.rejects(world.getToken(window, 'b', { renew: true }), code(rejection));
        assert.equal(world.server.total, 2);
        world.server.behaviour.fault = () => undefined;
        await window.applications.update('b', { secret: 'another' });
        assert.equal(window.manager.state('b').kind, 'none');
        assert.equal((await world.getToken(window, 'b')).source, 'exchange');
      });
    }

    it('keeps a rejection for the next session and still hands out the token that is valid', async () => {
      const { world, window } = await start({ policy: 'new' });
      const { token } = await world.getToken(window, 'b');
      world.server.behaviour.fault = fails('credentialsRejected');
      await assert.rejects(world.getToken(window, 'b', { renew: true }), code('credentialsRejected'));
      assert.equal((await window.manager.getToken('b')).token, token);
      window.dispose();
      const next = await world.window({ backgroundRefresh: 'onDemand' });
      assert.equal(next.manager.state('b').kind, 'rejected');
      assert.deepEqual((await next.manager.getToken('b')).token, token);
      await world.time.advance(2 * HOUR);
      await assert.rejects(world.getToken(next, 'b'), code('credentialsRejected'));
      assert.equal(world.server.total, 2);
    });
  });

  describe('changes during a flight', () => {
    async function flying(): Promise<{ world: TokenWorld; window: TestWindow; call: Promise<unknown> }> {
      const { world, window } = await start({ latencyMs: () => SECOND });
      const call = window.manager.getToken('b');
      await world.time.advance(400);
      return { world, window, call };
    }

    it('drops the result when the credentials have changed', async () => {
      const { world, window, call } = await flying();
      await window.applications.update('b', { secret: 'another' });
      await assert.rejects(world.wait(call), code('cancelled'));
      await world.time.advance(MINUTE);
      assert.equal(window.manager.state('b').kind, 'none');
      assert.equal(world.store.entries.has(tokenStorageKey('b')), false);
      assert.equal((await world.getToken(window, 'b')).source, 'exchange');
    });

    it('keeps the flight when only the name has changed', async () => {
      const { world, window, call } = await flying();
      await window.applications.update('b', { name: 'another' });
      await world.wait(call);
      assert.equal(window.manager.state('b').kind, 'ready');
    });

    it('leaves nothing behind when the application is removed', async () => {
      const { world, window, call } = await flying();
      await window.applications.remove('b');
      await assert.rejects(world.wait(call), code('cancelled'));
      await world.time.advance(MINUTE);
      assert.deepEqual([...world.store.entries.keys()], [applicationStorageKey('a')]);
      await assert.rejects(window.manager.getToken('b'), code('cancelled'));
    });

    it('leaves no orphan when the application is removed while the token is being written', async () => {
      const { world, window, call } = await flying();
      const gate = Promise.withResolvers<undefined>();
      window.secrets.faults.before = (operation, key) =>
        operation === 'store' && key === tokenStorageKey('b') ? gate.promise : undefined;
      await world.wait(call);
      await window.applications.remove('b');
      gate.resolve(undefined);
      await world.time.settle();
      assert.deepEqual([...world.store.entries.keys()], [applicationStorageKey('a')]);
    });

    it('drops the result when the server has changed', async () => {
      const { world, window, call } = await flying();
      window.settings.authUrl = 'https://other.example/token';
      await assert.rejects(world.wait(call), code('cancelled'));
      window.manager.settingsChanged();
      assert.equal(window.manager.state('b').kind, 'none');
      await world.getToken(window, 'b');
      assert.equal(world.requests.at(-1)?.authUrl, 'https://other.example/token');
    });

    it('drops tokens of another server as soon as it hears of the setting, and says so', async () => {
      const { world, window } = await start();
      await world.getToken(window, 'b');
      window.settings.authUrl = 'https://other.example/token';
      window.states.length = 0;
      window.manager.settingsChanged();
      assert.equal(window.manager.state('b').token, undefined);
      assert.deepEqual(window.states, ['a:none', 'b:none']);
    });

    it('hands out no token of old credentials to one who hears of the change first', async () => {
      const { world, window } = await start();
      const { token } = await world.getToken(window, 'b');
      const calls: Promise<unknown>[] = [];
      window.beforeManager = () => {
        calls.push(window.manager.getToken('b').then((outcome) => outcome.token.accessToken));
        window.beforeManager = undefined;
      };
      await window.applications.update('b', { secret: 'another' });
      assert.equal(calls.length, 1);
      world.server.revoke('b');
      assert.notEqual(await world.wait(Promise.any(calls)), token.accessToken);
    });

    it('leaves no claim behind when the application is removed amid a retry', async () => {
      const { world, window } = await start({ latencyMs: () => SECOND, fault: fails('network') }, 'always');
      await world.time.advance(2 * SECOND);
      for (let tick = 0; tick < 100 && window.manager.state('a').kind !== 'fetching'; tick += 1) {
        await world.time.advance(100);
      }
      await window.applications.remove('a');
      await window.applications.remove('b');
      await world.time.advance(MINUTE);
      assert.deepEqual([...world.store.entries.keys()], []);
    });

    it('does not hand out a token of another server, even before it hears of the setting', async () => {
      const { world, window } = await start();
      await world.getToken(window, 'b');
      window.settings.authUrl = 'https://other.example/token';
      await world.getToken(window, 'b');
      assert.deepEqual(
        world.requests.map(({ authUrl }) => authUrl),
        [AUTH_URL, 'https://other.example/token'],
      );
    });

    it('drops a valid token with the credentials that it belongs to, here and in the next session', async () => {
      const { world, window } = await start();
      await world.getToken(window, 'b');
      await window.applications.update('b', { scopes: ['sms'] });
      assert.equal(window.manager.state('b').token, undefined);
      window.dispose();
      const next = await world.window({ backgroundRefresh: 'onDemand' });
      assert.equal(next.manager.state('b').token, undefined);
    });
  });

  describe('the store', () => {
    it('gives the token back after a restart, without an exchange', async () => {
      const { world, window } = await start();
      const { token } = await world.getToken(window, 'b');
      window.dispose();
      const next = await world.window();
      assert.deepEqual(next.token('b'), token);
      assert.deepEqual((await next.manager.getToken('b')).token, token);
      await world.time.advance(MINUTE);
      assert.equal(world.server.count('b'), 1);
    });

    it('answers a caller who comes before the stored token has been read', async () => {
      const { world, window } = await start();
      const { token } = await world.getToken(window, 'b');
      window.dispose();
      const next = await world.window({ secrets: slowWindow(world, 2 * SECOND) });
      assert.equal(next.manager.state('b').kind, 'none');
      assert.deepEqual((await world.getToken(next, 'b')).token, token);
      assert.equal(world.server.count('b'), 1);
    });

    it('is read before any renewal is planned', async () => {
      const { world, window } = await start({}, 'always');
      await world.getToken(window, 'a');
      window.dispose();
      const next = await world.window({ secrets: slowWindow(world, 2 * SECOND) });
      await next.applications.update('b', { name: 'renamed' });
      assert.equal(next.manager.nextRenewalMs('a'), undefined);
      await world.time.advance(3 * SECOND);
      assert.equal((next.manager.nextRenewalMs('a') ?? 0) > world.time.now(), true);
    });

    it('may be slow: a token is handed out before it is written', async () => {
      const { world, window } = await start();
      window.secrets.faults.before = (operation) =>
        operation === 'store' ? new Promise<never>(() => undefined) : undefined;
      await world.getToken(window, 'b');
      assert.equal(window.manager.state('b').kind, 'ready');
      assert.equal((await window.manager.getToken('b')).source, 'cache');
    });

    it('may never answer: a caller can still give up, and dispose ends the others', async () => {
      const { world, window } = await start();
      window.secrets.faults.before = () => new Promise<never>(() => undefined);
      const impatient = new AbortController();
      const one = window.manager.getToken('b', { signal: impatient.signal });
      const other = window.manager.getToken('b');
      await world.time.advance(MINUTE);
      impatient.abort();
      await assert.rejects(one, code('cancelled'));
      window.dispose();
      await assert.rejects(other, code('cancelled'));
    });

    for (const policy of ['same', 'new'] as const) {
      it(`may refuse to write: the token lives in memory, and an older stored one does not undo it (${policy})`, async () => {
        const { world, window } = await start({ policy });
        await world.getToken(window, 'b');
        window.secrets.faults.reject.store = new Error('quota');
        await world.time.advance(HOUR + MINUTE);
        const { token } = await world.getToken(window, 'b');
        window.secrets.fireChange(tokenStorageKey('b'));
        await world.time.advance(MINUTE);
        assert.equal((await window.manager.getToken('b')).token, token);
        assert.equal(world.server.total, 2);
        assert.equal(
          window.warnings.some((line) => line.includes('quota')),
          true,
        );
      });
    }

    it('may reject every call: tokens are still exchanged, kept and renewed in the background', async () => {
      const { world, window } = await start({ lifetimeS: () => 600 }, 'always');
      for (const operation of ['get', 'store', 'delete', 'keys'] as const) {
        window.secrets.faults.reject[operation] = new Error('locked');
      }
      await world.getToken(window, 'b');
      await world.time.advance(HOUR);
      assert.equal(world.server.isLive('b', window.token('b')?.accessToken), true);
      assert.equal(world.server.count('b') <= 8, true, `${world.server.count('b')} exchanges`);
    });

    it('may lose what it was given: that is no reason to ask the server again', async () => {
      const { world, window } = await start({}, 'always');
      window.secrets.faults.unreadable.add(tokenStorageKey('b'));
      await world.getToken(window, 'b');
      world.store.put(tokenStorageKey('b'), undefined);
      await world.time.advance(30 * MINUTE);
      await world.getToken(window, 'b');
      assert.equal(world.server.count('b'), 1);
    });

    it('may hold anything: unreadable data is as good as none', async () => {
      const world = new TokenWorld();
      world.addApplication('b');
      for (const value of ['', '{', '{"version":2}', '[]', 'null']) {
        world.store.put(tokenStorageKey('b'), value);
        const window = await world.window({ backgroundRefresh: 'onDemand' });
        assert.equal((await world.getToken(window, 'b')).source, 'exchange');
        window.dispose();
      }
    });

    it('may fire events without a change, twice, for anything', async () => {
      const { world, window } = await start();
      window.secrets.faults.noise = 'twice';
      await world.getToken(window, 'b');
      const { length } = window.states;
      for (const key of ['a', 'b', 'z']) {
        window.secrets.fireChange(tokenStorageKey(key));
      }
      await world.time.advance(MINUTE);
      assert.deepEqual([window.states.length, world.server.total], [length, 1]);
    });
  });

  it('does not write the token of old credentials over that of new ones', async () => {
    const { world, window } = await start();
    const { token } = await world.getToken(window, 'b');
    const gate = Promise.withResolvers<undefined>();
    window.secrets.faults.before = (operation, key) =>
      operation === 'get' && key === tokenStorageKey('b') ? gate.promise : undefined;
    window.secrets.fireChange(tokenStorageKey('b'));
    await world.time.settle();
    const writing = window.manager.invalidate('b', token.accessToken);
    await window.applications.update('b', { secret: 'changed' });
    const { store } = window.secrets.calls;
    gate.resolve(undefined);
    await writing;
    assert.equal(window.secrets.calls.store, store);
  });

  describe('accept', () => {
    it('keeps a token that came from checking new credentials', async () => {
      const { world, window } = await start({}, 'always');
      const { key } = await window.applications.add({ id: 'n', secret: 's', name: 'new', scopes: [] });
      const token = {
        accessToken: 'checked',
        issuedAtMs: world.time.now(),
        expiresAtMs: world.time.now() + HOUR,
        scopes: [],
        permissions: [],
      };
      await window.manager.accept(key, token);
      assert.equal((await window.manager.getToken(key)).token.accessToken, 'checked');
      assert.equal(window.manager.isKeptFresh(key), true);
      await world.time.advance(MINUTE);
      assert.equal(world.server.count(key), 0);
      window.dispose();
      const next = await world.window();
      assert.equal(next.token(key)?.accessToken, 'checked');
    });
  });

  it('does not exchange an accepted token again within 30 s, whatever happens to the clock', async () => {
    const { world, window } = await start({ fault: fails('network') }, 'always');
    const token = {
      accessToken: 'checked',
      issuedAtMs: world.time.now(),
      expiresAtMs: world.time.now() + HOUR,
      scopes: [],
      permissions: [],
    };
    await window.manager.accept('a', token);
    world.time.jump(-10 * SECOND);
    window.secrets.fireChange(tokenStorageKey('a'));
    await world.time.advance(25 * SECOND);
    assert.equal(world.server.count('a'), 0);
    await world.time.advance(10 * SECOND);
    assert.equal(world.server.count('a') > 0, true);
  });

  describe('dispose', () => {
    it('aborts flights, and leaves no timer and no listener', async () => {
      const { world, window } = await start({ latencyMs: () => 10 * SECOND }, 'always');
      const call = window.manager.getToken('b');
      await world.time.advance(SECOND);
      assert.equal(world.requests.length, 2);
      window.dispose();
      await assert.rejects(call, code('cancelled'));
      await world.time.settle();
      assert.deepEqual(
        [world.time.pendingTimers, window.timers.alive, window.secrets.listenerCount],
        [0, 0, 0],
      );
      assert.equal(
        world.requests.every(({ signal }) => signal.aborted),
        true,
      );
    });

    it('also when the exchange does not listen', async () => {
      const world = new TokenWorld();
      world.addApplication('b');
      const window = await world.window({ backgroundRefresh: 'onDemand' });
      world.server.exchange = () => new Promise<never>(() => undefined);
      const call = window.manager.getToken('b');
      await world.time.advance(SECOND);
      window.dispose();
      await assert.rejects(call, code('cancelled'));
    });

    it('also amid the pause before a dead token is replaced, and amid a claim', async () => {
      const { world, window } = await start({ lifetimeS: () => 0 }, 'always');
      void window.manager.getToken('b').catch(() => undefined);
      for (let turn = 0; turn < 40 && window.timers.alive < 2; turn += 1) {
        await world.time.advance(50);
      }
      assert.equal(window.timers.alive, 2);
      window.dispose();
      await world.time.settle();
      assert.deepEqual([world.time.pendingTimers, window.timers.alive], [0, 0]);
    });

    it('makes later calls end at once, and nothing stirs again', async () => {
      const { world, window } = await start({}, 'always');
      const { token } = await world.getToken(window, 'b');
      const { requests } = world;
      const made = requests.length;
      window.manager.dispose();
      await assert.rejects(window.manager.getToken('b'), code('cancelled'));
      await assert.rejects(window.manager.getToken('b', { renew: true }), code('cancelled'));
      await assert.rejects(window.manager.accept('b', token), code('cancelled'));
      await window.manager.invalidate('b', token.accessToken);
      window.manager.settingsChanged();
      window.manager.start();
      world.addApplication('c');
      await world.time.advance(DAY);
      assert.deepEqual([requests.length, world.time.pendingTimers, window.timers.alive], [made, 0, 0]);
    });

    it('writes a token whose caller disposes at once', async () => {
      const { world, window } = await start();
      const call = window.manager.getToken('b').then(() => {
        window.manager.dispose();
      });
      await world.wait(call);
      await world.time.settle();
      assert.equal(world.store.entries.has(tokenStorageKey('b')), true);
    });

    it('lets a token that was just received be written', async () => {
      const { world, window } = await start();
      const gate = Promise.withResolvers<undefined>();
      const call = window.manager.getToken('b');
      await world.time.advance(50);
      window.secrets.faults.before = () => gate.promise;
      await world.wait(call);
      window.manager.dispose();
      gate.resolve(undefined);
      await world.time.settle();
      assert.equal(world.store.entries.has(tokenStorageKey('b')), true);
    });
  });
});

/** The secrets of a window where each call takes this long. */
function slowWindow(world: TokenWorld, ms: number): ReturnType<TokenWorld['store']['window']> {
  const secrets = world.store.window();
  secrets.faults.before = (operation, key) =>
    operation === 'get' && key?.startsWith('routee.token') === true
      ? new Promise((resolve) => {
          world.time.set(() => {
            resolve(undefined);
          }, ms);
        })
      : undefined;
  return secrets;
}
