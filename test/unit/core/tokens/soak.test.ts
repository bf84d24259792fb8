import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { RouteeError } from '../../../../src/core/protocol/routeeError.ts';
import { seededRandom } from '../../../support/simulation/random.ts';
import { TokenWorld, type TestWindow } from '../../../support/simulation/tokenWorld.ts';

const MINUTE = 60_000;
const APPLICATIONS = 200;
/** A leak of one small object at each exchange would be twice as much. */
const MOST_GROWTH_BYTES = 256 * 1024;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

describe('eight hours with failures', () => {
  it('leave no listener, no timer and no memory behind', async () => {
    const random = seededRandom(7);
    const isFailing = { value: false };
    const world = new TokenWorld({
      policy: 'new',
      lifetimeS: () => 600,
      fault: () =>
        isFailing.value && random() < 0.1
          ? new RouteeError('network', 'Routee cannot be reached.')
          : undefined,
    });
    const keys = Array.from({ length: APPLICATIONS }, (_, index) => world.addApplication(`a${index}`));
    const window = await world.window({ record: false });
    for (const key of keys) await world.getToken(window, key);
    isFailing.value = true;

    await pass(2);
    const before = measure(world, window);
    await pass(8);
    const after = measure(world, window);
    assert.ok(world.server.total > 50 * APPLICATIONS, 'tokens were renewed');
    assert.deepEqual([after.listeners, after.timers], [before.listeners, before.timers]);
    const growth = after.heapBytes - before.heapBytes;
    assert.ok(growth < MOST_GROWTH_BYTES, `the heap has grown by ${growth} bytes`);
    world.dispose();

    /** Whoever uses the extension, too. */
    async function pass(hours: number): Promise<void> {
      for (let step = 0; step < hours * 6; step++) {
        await world.time.advance(10 * MINUTE);
        for (let use = 0; use < 5; use++) {
          const key = keys[Math.floor(random() * keys.length)] ?? '';
          const abort = new AbortController();
          const { signal } = abort;
          const token = window.manager.getToken(key, { renew: use === 0, signal }).catch(() => undefined);
          if (use === 1) abort.abort();
          await world.wait(token);
          if (use === 2) await window.manager.invalidate(key, window.token(key)?.accessToken ?? '');
          if (use === 3) await world.wait(window.applications.update(key, { name: `${key} ${step % 10}` }));
        }
      }
    }
  }).timeout(60_000);
});

function measure(world: TokenWorld, window: TestWindow) {
  window.warnings.length = 0;
  collectGarbage();
  collectGarbage();
  return {
    listeners: window.secrets.listenerCount,
    timers: world.time.pendingTimers,
    heapBytes: process.memoryUsage().heapUsed,
  };
}
