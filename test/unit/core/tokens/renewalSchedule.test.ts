import assert from 'node:assert/strict';

import { claimStorageKey, tokenStorageKey } from '../../../../src/core/storage/storageKeys.ts';
import { RouteeError, type RouteeErrorCode } from '../../../../src/core/protocol/routeeError.ts';
import { reportListenerErrors } from '../../../../src/core/kit/emitter.ts';
import { ClockWatch } from '../../../../src/core/tokens/clockWatch.ts';
import { describeState } from '../../../../src/core/tokens/describeTime.ts';
import { RenewalSchedule } from '../../../../src/core/tokens/renewalSchedule.ts';
import { statusOf } from '../../../../src/core/tokens/tokenState.ts';
import { FakeTime } from '../../../support/fakeTime.ts';
import { TokenWorld, type TestWindow } from '../../../support/simulation/tokenWorld.ts';
import type { ServerBehaviour } from '../../../support/simulation/virtualServer.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365.2425 * DAY;

const fails = (code: RouteeErrorCode, retryAfterMs?: number) => (): RouteeError =>
  new RouteeError(code, `told: ${code}`, { retryAfterMs });

/** `a` is the active application and alone, unless others are added. */
async function start(
  behaviour: Partial<ServerBehaviour> = {},
  others: readonly string[] = [],
): Promise<{ world: TokenWorld; window: TestWindow }> {
  const world = new TokenWorld(behaviour);
  for (const key of ['a', ...others]) {
    world.addApplication(key);
  }
  return { world, window: await world.window() };
}

/** Most requests for the key that lie within any span of this length. */
function mostWithin(world: TokenWorld, key: string, ms: number): number {
  const moments = world.moments(key);
  return Math.max(0, ...moments.map((end) => moments.filter((at) => at <= end && at > end - ms).length));
}

function isValid(world: TokenWorld, window: TestWindow, key: string): boolean {
  return world.server.isLive(key, window.token(key)?.accessToken);
}

describe('RenewalSchedule', () => {
  describe('the schedule', () => {
    it('gets a token for the active application by itself and keeps it valid, a new one a little early', async () => {
      const { world, window } = await start({ policy: 'new' });
      await world.time.advance(SECOND);
      for (let minute = 0; minute < 24 * 60; minute += 1) {
        assert.equal(isValid(world, window, 'a'), true, `minute ${minute}`);
        await world.time.advance(MINUTE);
      }
      assert.equal(world.server.total, 25);
      const early = world.moments('a').map((at, i, all) => HOUR - (at - (all[i - 1] ?? at - HOUR)));
      assert.equal(
        early.every((ms) => ms <= 38 * SECOND),
        true,
      );
    });

    it('has the new token within three seconds of the end of one that the server insists on', async () => {
      const { world, window } = await start({ policy: 'same' });
      await world.time.advance(SECOND);
      let gapMs = 0;
      for (let hour = 0; hour < 24; hour += 1) {
        await world.time.advance(HOUR - MINUTE);
        for (let tick = 0; tick < 2 * 60 * 4; tick += 1) {
          gapMs += isValid(world, window, 'a') ? 0 : 250;
          await world.time.advance(250);
        }
      }
      // One more than the minimum: the first early renewal shows what kind of server it is.
      assert.equal(world.server.total <= 26, true, `${world.server.total} exchanges`);
      assert.equal(gapMs <= 25 * 3 * SECOND, true, `${gapMs} ms without a token`);
    });

    it('learns from one application what its server does, for the others of that server', async () => {
      const { world, window } = await start({ policy: 'same' }, ['b']);
      await world.time.advance(2 * HOUR);
      await world.getToken(window, 'b');
      await world.time.advance(3 * HOUR + MINUTE);
      // The first of `a` came back early, with the same token.
      assert.deepEqual([world.server.count('a'), world.server.count('b')], [7, 4]);
    });

    it('waits for the end as a slow server sees it, for the same token comes back until then', async () => {
      let turn = 0;
      const latencies = [12, 2, 9, 3, 11, 2];
      const { world } = await start({
        policy: 'same',
        latencyMs: () => (latencies[(turn += 1) % latencies.length] ?? 1) * SECOND,
      });
      await world.time.advance(DAY);
      assert.equal(world.server.total <= 27, true, `${world.server.total} exchanges`);
    });

    it('claims anew after a claim that was not needed, for the token came another way', async () => {
      const { world, window } = await start({ policy: 'new' });
      await world.time.advance(10);
      assert.equal(world.store.entries.has(claimStorageKey('a')), true);
      await world.wait(window.manager.getToken('a'));
      const inMs = (window.manager.nextRenewalMs('a') ?? 0) - world.time.now();
      const dueMs = world.time.monotonic() + inMs;
      await world.time.advance(HOUR);
      const [, second = 0] = world.moments('a');
      assert.equal(second - dueMs >= 250 && second - dueMs < SECOND, true, `${second - dueMs} ms`);
    });

    it('follows a token that another window got while the claim settled', async () => {
      const { world, window } = await start();
      await world.time.advance(10);
      const other = await world.window({ backgroundRefresh: 'onDemand' });
      await world.wait(other.manager.getToken('a'));
      await world.time.advance(SECOND);
      assert.deepEqual([world.server.total, isValid(world, window, 'a')], [1, true]);
    });

    it('claims anew for each try', async () => {
      const { world } = await start({ fault: fails('network') });
      await world.time.advance(5 * SECOND);
      assert.equal(world.shortestGap('a') >= SECOND + 250, true, `${world.shortestGap('a')} ms`);
    });

    it('plans nothing for an application that was removed', async () => {
      const { world, window } = await start();
      await world.time.advance(SECOND);
      await window.applications.remove('a');
      assert.deepEqual([window.manager.nextRenewalMs('a'), window.timers.alive], [undefined, 0]);
    });

    it('keeps an application fresh that was used, also with another server', async () => {
      const { world, window } = await start({}, ['b']);
      await world.getToken(window, 'b');
      window.settings.authUrl = 'https://other.example/token';
      window.manager.settingsChanged();
      assert.equal(window.manager.isKeptFresh('b'), true);
    });

    it('leaves no claim of an application that was removed while it was written', async () => {
      const { world, window } = await start({}, ['b']);
      const gate = Promise.withResolvers<undefined>();
      window.secrets.faults.before = (operation, key) =>
        operation === 'store' && key === claimStorageKey('a') ? gate.promise : undefined;
      await world.time.advance(10);
      await window.applications.remove('a');
      gate.resolve(undefined);
      await world.time.settle();
      assert.equal(world.store.entries.has(claimStorageKey('a')), false);
    });

    it('plans nothing while a caller waits, and anew at a use after a day without one', async () => {
      const { world, window } = await start({ lifetimeS: () => 3 * 86_400 }, ['b']);
      let whileFetching: number | undefined = 0;
      window.manager.onDidChange((key) => {
        if (key === 'b' && window.manager.state('b').kind === 'fetching') {
          whileFetching = window.manager.nextRenewalMs('b');
        }
      });
      await world.getToken(window, 'b');
      const plannedMs = window.manager.nextRenewalMs('b');
      assert.deepEqual([whileFetching, plannedMs !== undefined], [undefined, true]);
      await world.time.advance(DAY);
      window.manager.settingsChanged();
      assert.equal(window.manager.nextRenewalMs('b'), undefined);
      assert.equal((await window.manager.getToken('b')).source, 'cache');
      assert.equal(window.manager.nextRenewalMs('b'), plannedMs);
    });

    it('does not let one that is replaced undo the plan of the next', async () => {
      const time = new FakeTime();
      const ignore = (): void => undefined;
      const log = { trace: ignore, debug: ignore, info: ignore, warn: ignore, error: ignore };
      const schedule = new RenewalSchedule(
        { clock: time, timers: time },
        new ClockWatch({ clock: time, log }, ignore),
      );
      const work = Promise.withResolvers<undefined>();
      const dueMs = time.now() + HOUR;
      schedule.plan({ key: 'a', dueMs: time.now(), renew: () => work.promise });
      await time.advance(SECOND);
      schedule.forget('a');
      schedule.plan({ key: 'a', dueMs, renew: () => Promise.resolve() });
      work.resolve(undefined);
      await time.settle();
      assert.equal(schedule.dueMs('a'), dueMs);
      schedule.dispose();
    });

    it('holds its claim until the others can read the token', async () => {
      const { world, window } = await start();
      const gate = Promise.withResolvers<undefined>();
      window.secrets.faults.before = (operation, key) =>
        operation === 'store' && key === tokenStorageKey('a') ? gate.promise : undefined;
      await world.time.advance(5 * SECOND);
      assert.equal(isValid(world, window, 'a'), true);
      assert.equal(world.store.entries.has(claimStorageKey('a')), true);
      gate.resolve(undefined);
      await world.time.settle();
      assert.equal(world.store.entries.has(claimStorageKey('a')), false);
    });

    it('has one timer, never set further than a minute', async () => {
      const { world, window } = await start({ latencyMs: () => 0, lifetimeS: () => 86_400 }, ['b', 'c']);
      await world.wait(Promise.all(['b', 'c'].map((key) => window.manager.getToken(key))));
      await world.time.advance(SECOND);
      for (let turn = 0; turn < 100; turn += 1) {
        assert.deepEqual([window.timers.alive, world.time.pendingTimers], [1, 1]);
        assert.equal((world.time.nextTimerIn ?? Infinity) <= MINUTE, true);
        await world.time.advance(7 * MINUTE);
      }
    });

    it('has no timer when there is nothing to renew', async () => {
      const world = new TokenWorld();
      const window = await world.window();
      assert.deepEqual([window.timers.alive, world.time.pendingTimers], [0, 0]);
    });

    const lifetimes: readonly {
      name: string;
      lifetimeS: number | undefined;
      spanMs: number;
      atMost: number;
      atLeast: number;
      valid: boolean;
    }[] = [
      { name: '20 years', lifetimeS: 631_139_040, spanMs: 60 * DAY, atMost: 1, atLeast: 1, valid: true },
      { name: 'absent', lifetimeS: undefined, spanMs: 60 * DAY, atMost: 1, atLeast: 1, valid: true },
      { name: '1 day', lifetimeS: 86_400, spanMs: 30 * DAY, atMost: 32, atLeast: 30, valid: true },
      { name: '1 hour', lifetimeS: 3600, spanMs: 3 * DAY, atMost: 74, atLeast: 72, valid: true },
      // 60 an hour and no more: what is used gets its token on demand.
      { name: '3 s', lifetimeS: 3, spanMs: 6 * HOUR, atMost: 7 * 60, atLeast: 300, valid: false },
      { name: '1 s', lifetimeS: 1, spanMs: 6 * HOUR, atMost: 7 * 60, atLeast: 300, valid: false },
      { name: '0', lifetimeS: 0, spanMs: 6 * HOUR, atMost: 7 * 60, atLeast: 72, valid: false },
      { name: 'negative', lifetimeS: -5, spanMs: 6 * HOUR, atMost: 7 * 60, atLeast: 72, valid: false },
    ];
    for (const policy of ['same', 'new'] as const) {
      for (const { name, lifetimeS, spanMs, atMost, atLeast, valid } of lifetimes) {
        it(`lifetime ${name}: no loop (${policy})`, async () => {
          const { world, window } = await start({ policy, lifetimeS: () => lifetimeS });
          await world.time.advance(spanMs);
          const count = world.server.total;
          assert.equal(count >= atLeast && count <= atMost, true, `${count} exchanges`);
          assert.equal(mostWithin(world, 'a', HOUR) <= 60, true);
          assert.equal(world.shortestGap('a') >= SECOND, true);
          assert.equal(isValid(world, window, 'a'), valid);
          assert.equal(world.time.firedTimers < spanMs / MINUTE + 10 * count + 100, true, 'timers fired');
        });
      }
    }

    it('renews a token of three seconds in the background', async () => {
      const { world, window } = await start({ lifetimeS: () => 3 });
      const seen = new Set<string | undefined>();
      for (let tick = 0; tick < 20; tick += 1) {
        await world.time.advance(SECOND);
        seen.add(window.token('a')?.accessToken);
      }
      assert.equal(seen.size >= 5, true, `${seen.size} tokens in 20 s`);
    });

    it('renews a 20-year token at its end', async () => {
      const { world, window } = await start({ policy: 'new', lifetimeS: () => 631_139_040 });
      await world.time.advance(SECOND);
      const first = window.token('a')?.accessToken;
      world.time.sleep(20 * YEAR);
      await world.time.advance(MINUTE + 2 * SECOND);
      assert.equal(world.server.total, 2);
      assert.notEqual(window.token('a')?.accessToken, first);
    });

    it('leaves a token without a stated expiry alone until it is refused', async () => {
      const { world, window } = await start({ policy: 'new', lifetimeS: () => undefined });
      await world.time.advance(30 * DAY);
      const accessToken = window.token('a')?.accessToken ?? '';
      await window.manager.invalidate('a', accessToken);
      await world.time.advance(2 * SECOND);
      assert.equal(world.server.total, 2);
      assert.equal(window.manager.state('a').kind, 'ready');
    });

    it('makes no more than 4 exchanges at once, and gets through all of them', async () => {
      const world = new TokenWorld({ latencyMs: () => SECOND });
      const keys = Array.from({ length: 50 }, (_, i) => world.addApplication(`app${i}`));
      const window = await world.window({ backgroundRefresh: 'onDemand' });
      await world.wait(Promise.all(keys.map((key) => window.manager.getToken(key))));
      world.time.sleep(2 * HOUR);
      window.settings.backgroundRefresh = 'always';
      const { length } = world.requests;
      window.manager.settingsChanged();
      let most = 0;
      for (let tick = 0; tick < 60; tick += 1) {
        await world.time.advance(500);
        most = Math.max(most, keys.filter((key) => window.manager.state(key).kind === 'fetching').length);
      }
      assert.deepEqual([most, world.requests.length - length], [4, 50]);
    });
  });

  it('does its work once, however often it is planned while it waits for a turn', async () => {
    const { world, window } = await start({}, ['b', 'c', 'd', 'e']);
    const calls = ['b', 'c', 'd', 'e'].map((key) => window.manager.getToken(key));
    await world.wait(Promise.all(calls));
    world.time.sleep(2 * HOUR);
    world.server.behaviour.latencyMs = () => 30 * SECOND;
    for (let turn = 0; turn < 200; turn += 1) {
      window.manager.settingsChanged();
      await world.time.advance(100);
    }
    const { get } = window.secrets.calls;
    await world.time.advance(HOUR / 2);
    assert.equal(window.secrets.calls.get - get < 60, true, `${window.secrets.calls.get - get} reads`);
    assert.equal(isValid(world, window, 'e'), true);
  });

  describe('failures', () => {
    it('backs off with jitter up to 5 minutes, for ever, and recovers by itself', async () => {
      const { world, window } = await start({ fault: fails('network') });
      await world.time.advance(DAY);
      const gaps = world.moments('a').map((at, i, all) => at - (all[i - 1] ?? 0));
      assert.equal(Math.max(...gaps.slice(0, 4)) < 10 * SECOND, true);
      assert.equal(Math.max(...gaps) <= 5 * MINUTE + 2 * SECOND, true);
      assert.equal(world.shortestGap('a') >= SECOND, true);
      assert.equal(world.server.total > 280 && world.server.total < 24 * 60, true, `${world.server.total}`);
      const state = window.manager.state('a');
      assert.equal(state.kind === 'failed' && (state.retryAtMs ?? 0) > world.time.now(), true);
      world.server.behaviour.fault = () => undefined;
      await world.time.advance(5 * MINUTE + SECOND);
      assert.equal(window.manager.state('a').kind, 'ready');
    });

    it('starts anew with short pauses after a success', async () => {
      const { world, window } = await start({ fault: fails('network') });
      await world.time.advance(DAY);
      world.server.behaviour.fault = () => undefined;
      await world.time.advance(6 * MINUTE);
      world.server.behaviour.fault = fails('serverError');
      await world.time.advance(HOUR);
      const state = window.manager.state('a');
      assert.equal(state.kind, 'failed');
      const first = world.moments('a').findLastIndex((at, i, all) => at - (all[i - 1] ?? 0) > 50 * MINUTE);
      const [at = 0, next = Infinity] = world.moments('a').slice(first);
      assert.equal(next - at < 5 * SECOND, true);
    });

    it('waits as long as Retry-After says', async () => {
      const { world } = await start({ fault: fails('rateLimited', 2 * HOUR) });
      await world.time.advance(2 * HOUR - SECOND);
      assert.equal(world.server.total, 1);
      await world.time.advance(MINUTE);
      assert.equal(world.server.total, 2);
    });

    it('leaves a valid token valid while it cannot be renewed', async () => {
      const { world, window } = await start({ policy: 'new' });
      await world.time.advance(HOUR - 40 * SECOND);
      world.server.behaviour.fault = fails('timeout');
      await world.time.advance(20 * SECOND);
      const state = window.manager.state('a');
      assert.deepEqual([state.kind, isValid(world, window, 'a')], ['failed', true]);
      assert.equal((await world.getToken(window, 'a')).source, 'cache');
    });

    for (const rejection of ['credentialsRejected', 'invalidScope'] as const) {
      it(`${rejection}: one request, one event, and nothing more until the application is changed`, async () => {
        const { world, window } = await start({ fault: fails(rejection) });
        await world.time.advance(30 * DAY);
        assert.deepEqual([world.server.total, window.rejections.length], [1, 1]);
        assert.deepEqual(
          [window.rejections[0]?.application.key, window.rejections[0]?.error.code],
          ['a', rejection],
        );
        window.dispose();
        const next = await world.window();
        await world.time.advance(DAY);
        assert.deepEqual([world.server.total, next.rejections.length], [1, 0]);
        assert.equal(next.manager.state('a').kind, 'rejected');
        world.server.behaviour.fault = () => undefined;
        await next.applications.update('a', { secret: 'another' });
        await world.time.advance(2 * SECOND);
        assert.equal(next.manager.state('a').kind, 'ready');
      });
    }

    for (const code of ['invalidEndpoint', 'notFound', 'redirected'] as const) {
      it(`tries nothing by itself after ${code} until the setting is changed, and then at once`, async () => {
        const { world, window } = await start({ fault: fails(code) });
        await world.time.advance(DAY);
        const state = window.manager.state('a');
        assert.deepEqual(
          [world.server.total, state.kind, window.manager.nextRenewalMs('a'), window.timers.alive],
          [1, 'misconfigured', undefined, 0],
        );
        assert.equal(state.kind === 'misconfigured' && state.problem.setting, 'routee.authUrl');
        world.time.jump(-HOUR);
        await world.time.advance(HOUR);
        await assert.rejects(world.getToken(window, 'a'), { code });
        assert.equal(world.server.total, 2, 'a use asks again, for the server may have been mended');

        world.server.behaviour.fault = () => undefined;
        window.settings.authUrl = 'https://other.example/token';
        window.manager.settingsChanged();
        await world.time.advance(2 * SECOND);
        assert.deepEqual([window.manager.state('a').kind, world.server.total], ['ready', 3]);
      });
    }

    it('hands out a token that is still valid while the setting is wrong', async () => {
      const { world, window } = await start({ policy: 'new' });
      await world.time.advance(SECOND);
      world.server.behaviour.fault = fails('notFound');
      await assert.rejects(world.getToken(window, 'a', { renew: true }), { code: 'notFound' });
      assert.equal(window.manager.state('a').kind, 'misconfigured');
      assert.equal((await world.getToken(window, 'a')).source, 'cache');
    });

    it('says nothing in the background of what a caller was told', async () => {
      const { world, window } = await start({ fault: fails('credentialsRejected') }, ['b']);
      await assert.rejects(world.getToken(window, 'b'));
      await world.time.advance(DAY);
      assert.deepEqual(
        window.rejections.map(({ application }) => application.key),
        ['a'],
      );
    });

    it('survives a fault of our own without a loop', async () => {
      const { world, window } = await start({}, ['b']);
      await world.getToken(window, 'b');
      const { length } = world.requests;
      window.tokens.read = () => {
        throw new TypeError('a bug');
      };
      const reported: unknown[] = [];
      reportListenerErrors((error) => reported.push(error));
      const bug = new TypeError('another bug');
      window.manager.onDidChange(() => {
        throw bug;
      });
      await world.time.advance(DAY).finally(() => {
        reportListenerErrors();
      });
      assert.deepEqual(new Set(reported), new Set([bug]));
      assert.equal(world.requests.length - length <= 24 * 61, true);
      assert.equal(world.time.firedTimers < 10_000, true, `${world.time.firedTimers} timers fired`);
    });
  });

  describe('the breaker', () => {
    it('lets 60 an hour through, however much is wanted, and does not count what people ask for', async () => {
      const { world, window } = await start({ policy: 'new' });
      await world.time.advance(SECOND);
      for (let turn = 0; turn < 300; turn += 1) {
        await window.manager.invalidate('a', window.token('a')?.accessToken ?? '');
        await world.time.advance(5 * SECOND);
      }
      assert.equal(world.server.total, 60);
      await world.getToken(window, 'a');
      assert.equal(world.server.total, 61);
      await world.time.advance(45 * MINUTE);
      await window.manager.invalidate('a', window.token('a')?.accessToken ?? '');
      await world.time.advance(5 * SECOND);
      assert.equal(window.manager.state('a').kind, 'ready');
    });

    it('lets one in 30 s through while a token is valid', async () => {
      const { world, window } = await start({ policy: 'same', lifetimeS: () => 600 });
      await world.time.advance(SECOND);
      for (let turn = 0; turn < 120; turn += 1) {
        world.time.jump(-10 * SECOND);
        await world.time.advance(SECOND);
        window.secrets.fireChange(tokenStorageKey('a'));
      }
      const moments = world.moments('a');
      assert.equal(moments.length <= 6, true, `${moments.length} exchanges in 2 minutes`);
      assert.equal(world.shortestGap('a') >= 29 * SECOND, true, `${world.shortestGap('a')}`);
    });

    it('counts the tries for a token that is not dead', async () => {
      const { world } = await start({ lifetimeS: () => 0 });
      await world.time.advance(12 * HOUR);
      assert.equal(mostWithin(world, 'a', HOUR) <= 60, true);
    });
  });

  describe('sleep and clocks', () => {
    it('handles everything overdue once after a sleep, within a minute or at the first use', async () => {
      const { world, window } = await start({ policy: 'same' }, ['b', 'c']);
      await world.wait(Promise.all(['b', 'c'].map((key) => window.manager.getToken(key))));
      await world.time.advance(SECOND);
      const { length } = world.requests;
      world.time.sleep(9 * HOUR);
      assert.equal((await world.getToken(window, 'b')).source, 'exchange');
      await world.time.advance(MINUTE + 2 * SECOND);
      assert.equal(world.requests.length - length, 3);
      assert.equal(
        ['a', 'b', 'c'].every((key) => isValid(world, window, key)),
        true,
      );
    });

    it('looks about at once when a timer is set again after a sleep', async () => {
      const { world, window } = await start({}, ['b']);
      await world.time.advance(SECOND);
      world.time.sleep(9 * HOUR);
      await world.getToken(window, 'b');
      await world.time.advance(2 * SECOND);
      assert.equal(isValid(world, window, 'a'), true);
    });

    for (const backMs of [10 * SECOND, 50 * MINUTE, 5 * HOUR, 400 * DAY]) {
      it(`asks the server once when the clock is set back by ${backMs / SECOND} s`, async () => {
        const { world, window } = await start({ policy: 'same' });
        await world.time.advance(10 * MINUTE);
        const { length } = world.requests;
        world.time.jump(-backMs);
        await world.time.advance(MINUTE + 2 * SECOND);
        assert.equal(world.requests.length - length, 1);
        for (let minute = 0; minute < 120; minute += 1) {
          const { token } = await world.getToken(window, 'a');
          assert.equal(world.server.isLive('a', token.accessToken), true, `minute ${minute}`);
          await world.time.advance(MINUTE);
        }
        assert.equal(world.requests.length - length <= 4, true);
      });
    }

    it('does not trust a token at use once the clock was set back', async () => {
      const { world, window } = await start({ policy: 'same' });
      await world.time.advance(10 * MINUTE);
      world.time.jump(-2 * HOUR);
      assert.equal((await world.getToken(window, 'a')).source, 'exchange');
      assert.equal((await world.getToken(window, 'a')).source, 'cache');
    });

    it('does not trust a stored token from the future of a clock that was set back between sessions', async () => {
      const { world, window } = await start({ policy: 'same' }, ['b']);
      await world.getToken(window, 'b');
      window.dispose();
      world.time.jump(-DAY);
      const next = await world.window();
      const { token, source } = await world.getToken(next, 'b');
      assert.equal(source, 'exchange');
      assert.equal((token.expiresAtMs ?? Infinity) - world.time.now() <= HOUR, true);
    });

    it('takes the life of such a token for unknown until it is renewed at its next use', async () => {
      const { world, window } = await start({ policy: 'same' });
      await world.getToken(window, 'a');
      window.dispose();
      world.time.jump(-DAY);
      const next = await world.window({ backgroundRefresh: 'onDemand' });
      await world.time.advance(SECOND);
      const state = next.manager.state('a');
      assert.equal(state.kind, 'ready');
      assert.equal(next.manager.peek('a'), undefined);
      assert.equal(statusOf(state, world.time.now()), 'expired');
      assert.equal(describeState(state, world.time.now(), false), 'refresh needed: the clock was set back');
      assert.equal((await world.getToken(next, 'a')).source, 'exchange');
      assert.equal(isValid(world, next, 'a'), true);
      assert.notEqual(next.manager.peek('a'), undefined);
    });

    it('keeps a token of a clock that was set back while the server is away', async () => {
      const { world, window } = await start({ policy: 'same' });
      await world.time.advance(10 * MINUTE);
      world.server.behaviour.fault = fails('network');
      world.time.jump(-10 * MINUTE);
      assert.equal((await world.getToken(window, 'a')).source, 'cache');
    });

    it('takes a clock that runs away forwards and comes back', async () => {
      const { world, window } = await start({ policy: 'same' });
      await world.time.advance(10 * MINUTE);
      world.time.jump(400 * DAY);
      await world.time.advance(20 * MINUTE);
      world.time.jump(-400 * DAY);
      await world.time.advance(20 * MINUTE);
      assert.equal(isValid(world, window, 'a'), true);
      assert.equal(world.server.total <= 4, true, `${world.server.total} exchanges`);
      await world.time.advance(DAY);
      assert.equal(world.server.total <= 30, true, `${world.server.total} exchanges`);
    });
  });

  describe('what is kept fresh', () => {
    it('not an application that was not used for 24 h; any use wakes it', async () => {
      const { world, window } = await start({}, ['b']);
      await world.getToken(window, 'b');
      assert.equal(window.manager.isKeptFresh('b'), true);
      await world.time.advance(DAY + HOUR);
      assert.equal(window.manager.isKeptFresh('b'), false);
      const asleep = world.server.count('b');
      assert.equal(asleep >= 24 && asleep <= 26, true, `${asleep}`);
      await world.time.advance(3 * DAY);
      assert.deepEqual([world.server.count('b'), window.manager.nextRenewalMs('b')], [asleep, undefined]);
      assert.equal((await world.getToken(window, 'b')).source, 'exchange');
      await world.time.advance(5 * HOUR);
      assert.equal(world.server.count('b') >= asleep + 5, true);
      assert.equal(isValid(world, window, 'b'), true);
    });

    it('not one that was never used', async () => {
      const { world, window } = await start({}, ['b']);
      await world.time.advance(DAY);
      assert.deepEqual([world.server.count('b'), window.manager.isKeptFresh('b')], [0, false]);
    });

    it('one that was used in the session before', async () => {
      const { world, window } = await start({}, ['b']);
      await world.getToken(window, 'b');
      await world.time.advance(20 * HOUR);
      await world.getToken(window, 'b');
      window.dispose();
      const next = await world.window();
      await world.time.advance(10 * HOUR);
      assert.deepEqual([next.manager.isKeptFresh('b'), isValid(world, next, 'b')], [true, true]);
    });

    it('always the active one, and the next one that becomes it', async () => {
      const { world, window } = await start({}, ['b']);
      await world.time.advance(10 * DAY);
      assert.equal(isValid(world, window, 'a'), true);
      await window.applications.setActive('b');
      await world.time.advance(2 * SECOND);
      assert.equal(isValid(world, window, 'b'), true);
      assert.deepEqual([window.manager.isKeptFresh('a'), window.manager.isKeptFresh('b')], [false, true]);
    });

    it('none with backgroundRefresh onDemand; a change of the setting counts at once', async () => {
      const { world, window } = await start();
      await world.time.advance(SECOND);
      window.settings.backgroundRefresh = 'onDemand';
      window.manager.settingsChanged();
      assert.deepEqual([window.manager.nextRenewalMs('a'), window.timers.alive], [undefined, 0]);
      await world.time.advance(DAY);
      assert.equal(world.server.total, 1);
      assert.equal((await world.getToken(window, 'a')).source, 'exchange');
      await world.time.advance(DAY);
      assert.equal(world.server.total, 2);
      window.settings.backgroundRefresh = 'always';
      window.manager.settingsChanged();
      await world.time.advance(2 * SECOND);
      assert.equal(isValid(world, window, 'a'), true);
    });

    it('one that something reads, until its last reader is gone, whatever the setting', async () => {
      const { world, window } = await start({}, ['b']);
      window.settings.backgroundRefresh = 'onDemand';
      const readers = [window.manager.keepFresh('b'), window.manager.keepFresh('b')];
      await world.time.advance(3 * DAY);
      assert.equal(isValid(world, window, 'b'), true);
      readers[0]?.dispose();
      readers[0]?.dispose();
      assert.equal(window.manager.isKeptFresh('b'), true);
      readers[1]?.dispose();
      assert.deepEqual(
        [window.manager.isKeptFresh('b'), window.manager.nextRenewalMs('b')],
        [false, undefined],
      );
    });

    it('one whose credentials have just been changed, though it was not used', async () => {
      const { world, window } = await start({}, ['b']);
      await window.applications.update('b', { secret: 'another' });
      await world.time.advance(2 * SECOND);
      assert.deepEqual([window.manager.isKeptFresh('b'), isValid(world, window, 'b')], [true, true]);
    });

    it('not all of them because the server was changed', async () => {
      const { world, window } = await start({}, ['b']);
      window.settings.authUrl = 'https://other.example/token';
      window.manager.settingsChanged();
      await world.time.advance(DAY);
      assert.deepEqual([window.manager.isKeptFresh('b'), world.server.count('b')], [false, 0]);
    });

    it('500 stored ones do not mean 500 exchanges an hour', async () => {
      const world = new TokenWorld();
      for (let n = 0; n < 500; n += 1) {
        world.addApplication(`app${n}`);
      }
      await world.window();
      await world.time.advance(DAY);
      assert.equal(world.server.total <= 26, true);
    });

    it('a new application of another window, once it is used there', async () => {
      const { world, window } = await start();
      const other = await world.window();
      const { key } = await other.applications.add({ id: 'n', secret: 's', name: 'new', scopes: [] });
      await world.getToken(other, key);
      await world.time.settle();
      assert.equal(window.token(key)?.accessToken, other.token(key)?.accessToken);
      other.dispose();
      await world.time.advance(2 * HOUR);
      assert.equal(isValid(world, window, key), true);
    });
  });

  it('tells when the next renewal is planned, and what is shown then happens', async () => {
    const { world, window } = await start({ policy: 'new' });
    await world.time.advance(SECOND);
    const plannedMs = window.manager.nextRenewalMs('a') ?? 0;
    await world.time.advance(plannedMs - world.time.now() + SECOND);
    assert.equal(world.server.total, 2);
  });

  it('takes over a stored token without asking', async () => {
    const { world, window } = await start();
    await world.time.advance(10 * MINUTE);
    window.dispose();
    const next = await world.window();
    await world.time.advance(30 * MINUTE);
    assert.equal(world.server.total, 1);
    assert.equal(world.store.entries.has(tokenStorageKey('a')), true);
    assert.equal(isValid(world, next, 'a'), true);
  });
});
