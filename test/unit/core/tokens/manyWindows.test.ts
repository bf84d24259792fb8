import assert from 'node:assert/strict';

import { claimStorageKey, tokenStorageKey } from '../../../../src/core/storage/storageKeys.ts';
import { RouteeError } from '../../../../src/core/protocol/routeeError.ts';
import type { SecretsWindow } from '../../../support/memorySecrets.ts';
import { TokenWorld, type TestWindow } from '../../../support/simulation/tokenWorld.ts';
import type { ServerBehaviour } from '../../../support/simulation/virtualServer.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const networkFailure = (): RouteeError => new RouteeError('network', 'No network.');

/** Repeatable, and different in each window. */
function randomOf(seed: number): () => number {
  let state = seed * 2_654_435_761;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

async function open(
  count: number,
  behaviour: Partial<ServerBehaviour> = {},
  mode: 'live' | 'stale' = 'live',
): Promise<{ world: TokenWorld; windows: readonly TestWindow[]; first: TestWindow }> {
  const world = new TokenWorld(behaviour);
  world.addApplication('a');
  world.addApplication('b');
  const windows: TestWindow[] = [];
  for (let n = 1; n <= count; n += 1) {
    windows.push(await world.window({ mode, random: randomOf(n) }));
  }
  const [first] = windows;
  assert.ok(first);
  return { world, windows, first };
}

/** Reads and writes as the others do, but no change event ever comes. */
function deafWindow(world: TokenWorld): SecretsWindow {
  return Object.assign(Object.create(world.store.window()) as SecretsWindow, {
    onDidChange: () => ({ dispose: () => undefined }),
  });
}

function validEverywhere(world: TokenWorld, windows: readonly TestWindow[], key: string): boolean {
  return windows.every((window) => world.server.isLive(key, window.token(key)?.accessToken));
}

describe('Many windows', () => {
  describe('cause hardly more exchanges than one', () => {
    const behaviours: Readonly<Record<string, Partial<ServerBehaviour>>> = {
      'same token': { policy: 'same' },
      'new tokens': { policy: 'new' },
      'a slow server': { policy: 'same', latencyMs: () => 9 * SECOND },
      'short lives': { policy: 'new', lifetimeS: () => 180 },
    };
    for (const [name, behaviour] of Object.entries(behaviours)) {
      for (const count of [2, 8]) {
        it(`${count} windows, ${name}`, async () => {
          const one = await open(1, behaviour);
          await one.world.time.advance(DAY);
          const many = await open(count, behaviour);
          await many.world.time.advance(DAY);
          const ratio = many.world.server.total / one.world.server.total;
          assert.equal(ratio <= 1.2, true, `${ratio} times`);
          if (name !== 'short lives') {
            assert.equal(validEverywhere(many.world, many.windows, 'a'), true);
          }
          assert.equal(
            many.windows.every(({ timers }) => timers.alive === 1),
            true,
          );
        });
      }
    }

    it('also while the server is away: they share one back-off', async () => {
      const one = await open(1, { fault: networkFailure });
      await one.world.time.advance(DAY);
      const many = await open(4, { fault: networkFailure });
      await many.world.time.advance(DAY);
      const ratio = many.world.server.total / one.world.server.total;
      assert.equal(ratio <= 1.2, true, `${ratio} times`);
      many.world.server.behaviour.fault = () => undefined;
      await many.world.time.advance(6 * MINUTE);
      assert.equal(validEverywhere(many.world, many.windows, 'a'), true);
    });

    it('also when all wake at once from a sleep', async () => {
      const { world, windows } = await open(8);
      await world.time.advance(MINUTE);
      const { length } = world.requests;
      world.time.sleep(10 * HOUR);
      await world.time.advance(16 * MINUTE);
      assert.equal(world.requests.length - length, 1);
      assert.equal(validEverywhere(world, windows, 'a'), true);
    });

    it('also when the clock is set back', async () => {
      const { world, windows } = await open(8);
      await world.time.advance(MINUTE);
      const { length } = world.requests;
      world.time.jump(-5 * HOUR);
      await world.time.advance(16 * MINUTE);
      assert.equal(world.requests.length - length <= 2, true, `${world.requests.length - length} exchanges`);
      await world.time.advance(HOUR);
      assert.equal(validEverywhere(world, windows, 'a'), true);
    });

    it('and when one notices that before the others do', async () => {
      const { world, windows, first } = await open(8);
      await world.time.advance(MINUTE);
      const { length } = world.requests;
      world.time.jump(-5 * HOUR);
      await world.getToken(first, 'a');
      await world.time.advance(3 * MINUTE);
      assert.equal(world.requests.length - length, 1);
      assert.equal(validEverywhere(world, windows, 'a'), true);
    });

    it('also when no window hears of the changes of others', async () => {
      const world = new TokenWorld();
      world.addApplication('a');
      const windows: TestWindow[] = [];
      for (let n = 1; n <= 4; n += 1) {
        windows.push(await world.window({ random: randomOf(n), secrets: deafWindow(world) }));
      }
      await world.time.advance(DAY);
      assert.equal(world.server.total <= 1.2 * 26, true, `${world.server.total} exchanges`);
      await world.time.advance(5 * MINUTE);
      assert.equal(validEverywhere(world, windows, 'a'), true);
    });

    it('also when their secrets are not equally fast', async () => {
      const world = new TokenWorld({ policy: 'new' });
      world.addApplication('a');
      const slow = world.store.window();
      slow.faults.before = (operation) =>
        operation === 'get' || operation === 'store'
          ? new Promise((resolve) => {
              world.time.set(() => {
                resolve(undefined);
              }, 50);
            })
          : undefined;
      const opening = world.window({ secrets: slow });
      await world.time.advance(SECOND);
      const windows = [await opening, await world.window()];
      await world.time.advance(DAY);
      assert.equal(world.server.total, 25);
      assert.equal(validEverywhere(world, windows, 'a'), true);
    });

    it('also when the server asks for hours of patience: one request until they are over', async () => {
      const { world } = await open(3, {
        fault: () => new RouteeError('rateLimited', 'Later.', { retryAfterMs: 3 * HOUR }),
      });
      await world.time.advance(3 * HOUR - MINUTE);
      assert.equal(world.server.count('a'), 1);
      world.server.behaviour.fault = () => undefined;
      await world.time.advance(10 * MINUTE);
      assert.equal(world.server.count('a'), 2);
    });

    it('also when the credentials are rejected: one request, one event, and all know', async () => {
      const { world, windows } = await open(4, {
        fault: () => new RouteeError('credentialsRejected', 'No.'),
      });
      await world.time.advance(DAY);
      assert.equal(world.server.total, 1);
      assert.equal(windows.flatMap(({ rejections }) => rejections).length, 1);
      assert.deepEqual(new Set(windows.map(({ manager }) => manager.state('a').kind)), new Set(['rejected']));
    });
  });

  describe('follow each other', () => {
    it('a token of one is at once the token of all', async () => {
      const { world, windows, first } = await open(4);
      const { token } = await world.getToken(first, 'b');
      for (const window of windows) {
        assert.deepEqual((await window.manager.getToken('b')).token, token);
      }
      assert.equal(world.server.count('b'), 1);
    });

    it('a token of one is found by another that has renewed one by hand before, and hears nothing', async () => {
      const { world, first } = await open(1, { policy: 'new' });
      const deaf = await world.window({ secrets: deafWindow(world), backgroundRefresh: 'onDemand' });
      await world.getToken(deaf, 'b', { renew: true });
      await world.time.advance(HOUR + MINUTE);
      const { token } = await world.getToken(first, 'b');
      const count = world.server.count('b');
      assert.deepEqual((await world.getToken(deaf, 'b')).token, token);
      assert.equal(world.server.count('b'), count);
    });

    it('a token that one had refused is the token of none', async () => {
      const { world, windows, first } = await open(4, { policy: 'new' });
      const { token } = await world.getToken(first, 'b');
      await first.manager.invalidate('b', token.accessToken);
      await world.time.advance(2 * SECOND);
      const tokens = new Set(windows.map((window) => window.token('b')?.accessToken));
      assert.equal(tokens.size, 1);
      assert.equal(tokens.has(token.accessToken), false);
      assert.equal(world.server.count('b'), 2);
    });

    it('changed credentials end a rejection everywhere', async () => {
      const { world, windows, first } = await open(3, {
        fault: () => new RouteeError('credentialsRejected', 'No.'),
      });
      await world.time.advance(MINUTE);
      world.server.behaviour.fault = () => undefined;
      await first.applications.update('a', { secret: 'another' });
      await world.time.advance(2 * SECOND);
      assert.equal(validEverywhere(world, windows, 'a'), true);
      assert.equal(world.server.total, 2);
    });

    it('a renewal by hand that succeeds ends a rejection everywhere', async () => {
      const { world, windows, first } = await open(3, {
        fault: () => new RouteeError('credentialsRejected', 'No.'),
      });
      await world.time.advance(MINUTE);
      world.server.behaviour.fault = () => undefined;
      await world.getToken(first, 'a', { renew: true });
      await world.time.settle();
      assert.deepEqual(new Set(windows.map(({ manager }) => manager.state('a').kind)), new Set(['ready']));
    });

    it('the use in one keeps the application fresh when that window is closed', async () => {
      const { world, windows, first } = await open(2);
      await world.getToken(first, 'b');
      await world.time.advance(20 * HOUR);
      await world.getToken(first, 'b');
      await world.time.settle();
      first.dispose();
      await world.time.advance(10 * HOUR);
      const [, second] = windows;
      assert.ok(second);
      assert.equal(second.manager.isKeptFresh('b'), true);
      assert.equal(validEverywhere(world, [second], 'b'), true);
    });

    it('an application removed in one is gone in all, with nothing left in the store', async () => {
      const { world, windows, first } = await open(3, { latencyMs: () => 5 * SECOND });
      const flights = windows.map((window) => window.manager.getToken('b'));
      for (const flight of flights) {
        flight.catch(() => undefined);
      }
      await world.time.advance(SECOND);
      await first.applications.remove('b');
      await world.time.advance(HOUR);
      for (const flight of flights) {
        await assert.rejects(flight);
      }
      assert.equal(
        [...world.store.entries.keys()].some((key) => key.endsWith('.b')),
        false,
        [...world.store.entries.keys()].join(),
      );
    });
  });

  describe('do not undo each other', () => {
    it('a token written by one leaves a name, a secret and an application of others alone', async () => {
      const { world, windows, first } = await open(3, { latencyMs: () => 2 * SECOND });
      const [, second, third] = windows;
      assert.ok(second && third);
      const flight = first.manager.getToken('b');
      await world.time.advance(SECOND);
      await second.applications.update('b', { name: 'renamed' });
      await third.applications.update('a', { secret: 'changed' });
      const { key } = await second.applications.add({ id: 'n', secret: 's', name: 'new', scopes: [] });
      await world.wait(flight);
      await world.time.settle();
      for (const { applications } of windows) {
        assert.deepEqual(
          [applications.get('b')?.name, applications.get('a')?.secret, applications.get(key)?.name],
          ['renamed', 'changed', 'new'],
        );
      }
    });

    it('a token of old credentials does not come back after they were changed elsewhere', async () => {
      const { world, windows, first } = await open(2, { latencyMs: () => 2 * SECOND });
      const [, second] = windows;
      assert.ok(second);
      const flight = first.manager.getToken('b');
      flight.catch(() => undefined);
      await world.time.advance(SECOND);
      await second.applications.update('b', { secret: 'changed' });
      await world.time.advance(10 * SECOND);
      await assert.rejects(flight);
      const revision = second.applications.get('b')?.revision;
      const stored = world.store.entries.get(tokenStorageKey('b')) ?? '';
      assert.equal(stored.includes(`"${revision}"`), true);
    });
  });

  describe('that die', () => {
    it('amid a background exchange block nobody for more than 20 s', async () => {
      const { world, windows, first } = await open(3, { latencyMs: () => 10 * SECOND });
      await world.time.advance(2 * SECOND);
      const holder = windows.find(({ manager }) => manager.state('a').kind === 'fetching');
      assert.ok(holder);
      holder.kill();
      const rest = windows.filter((window) => window !== holder);
      await world.time.advance(31 * SECOND);
      assert.equal(validEverywhere(world, rest, 'a'), true);
      assert.equal(first.warnings.length, 0);
    });

    it('amid a claim, or with one written far into the future, block nobody', async () => {
      const { world, windows } = await open(2);
      const claim = { owner: 'dead', madeAtMs: world.time.now(), untilMs: world.time.now() + 400 * DAY };
      world.store.put(claimStorageKey('a'), JSON.stringify(claim));
      await world.time.advance(2 * SECOND);
      assert.equal(validEverywhere(world, windows, 'a'), true);
    });

    it('do not keep a caller in another window waiting at all', async () => {
      const { world, windows } = await open(2, { latencyMs: () => 10 * SECOND });
      await world.time.advance(SECOND);
      const holder = windows.find(({ manager }) => manager.state('a').kind === 'fetching');
      holder?.kill();
      const other = windows.find((window) => window !== holder);
      assert.ok(holder && other);
      const before = world.time.monotonic();
      await world.getToken(other, 'a');
      assert.equal(world.time.monotonic() - before <= 10 * SECOND, true);
    });

    it('all of them, in mid-exchange: the next session finds everything and nothing loops', async () => {
      const { world, windows, first } = await open(3, { policy: 'new' });
      const { token } = await world.getToken(first, 'b');
      await world.time.advance(HOUR - 39 * SECOND);
      world.server.behaviour.latencyMs = () => 20 * SECOND;
      const before = world.requests.length;
      await world.time.advance(10 * SECOND);
      for (const window of windows) {
        window.kill();
      }
      const { length } = world.requests;
      assert.equal(length > before, true);
      await world.time.advance(20 * SECOND);
      world.server.behaviour.latencyMs = () => 100;
      const next = await world.window();
      assert.deepEqual(next.token('b'), token);
      await world.time.advance(HOUR);
      assert.equal(validEverywhere(world, [next], 'a'), true);
      assert.equal(world.requests.length - length <= 4, true, `${world.requests.length - length} exchanges`);
    });

    it('or come and go all day: no more exchanges than 1.2 times those of one', async () => {
      const one = await open(1);
      await one.world.time.advance(DAY);
      const { world, windows } = await open(3);
      const alive = [...windows];
      for (let turn = 0; turn < 48; turn += 1) {
        await world.time.advance(30 * MINUTE);
        const leaving = alive.shift();
        if (turn % 2 === 0) {
          leaving?.kill();
        } else {
          leaving?.dispose();
        }
        alive.push(await world.window({ random: randomOf(turn + 10) }));
      }
      const ratio = world.server.total / one.world.server.total;
      assert.equal(ratio <= 1.2, true, `${ratio} times`);
      assert.equal(validEverywhere(world, alive, 'a'), true);
    });
  });

  describe('with stale secrets, as in the web workbench', () => {
    for (const policy of ['same', 'new'] as const) {
      it(`each stays right by itself (${policy})`, async () => {
        const { world, windows } = await open(3, { policy }, 'stale');
        await world.time.advance(10 * SECOND);
        for (let hour = 0; hour < 24; hour += 1) {
          await world.time.advance(HOUR);
          for (const window of windows) {
            const { token } = await world.getToken(window, 'a');
            assert.equal(world.server.isLive('a', token.accessToken), true);
          }
        }
        assert.equal(world.server.total <= 3 * 27, true, `${world.server.total} exchanges`);
      });
    }

    it('a reload loses nothing of its own window and asks for nothing again', async () => {
      const { world, first } = await open(1, {}, 'stale');
      const { token } = await world.getToken(first, 'b');
      first.dispose();
      const next = await world.window({ mode: 'stale' });
      assert.deepEqual(next.token('b'), token);
      await world.time.advance(MINUTE);
      assert.equal(world.server.count('b'), 1);
    });

    it('one that dies blocks nobody', async () => {
      const { world, windows } = await open(2, { latencyMs: () => 10 * SECOND }, 'stale');
      await world.time.advance(SECOND);
      const [dying, living] = windows;
      assert.ok(dying && living);
      dying.kill();
      await world.time.advance(15 * SECOND);
      assert.equal(validEverywhere(world, [living], 'a'), true);
    });
  });
});
