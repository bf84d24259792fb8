import assert from 'node:assert/strict';

import { followStorage } from '../../../../src/core/storage/followStorage.ts';
import { SessionFallbackSecrets } from '../../../../src/core/storage/sessionFallbackSecrets.ts';
import type { Disposable } from '../../../../src/core/kit/ports.ts';
import { FakeTime } from '../../../support/fakeTime.ts';
import { SharedSecretStore, type SecretsWindow } from '../../../support/memorySecrets.ts';

const LOCKED = new Error('The keyring is locked.');

describe('followStorage', () => {
  let time: FakeTime;
  let shared: SharedSecretStore;
  let machine: SecretsWindow;
  let secrets: SessionFallbackSecrets;
  let following: Disposable;
  /** What was found at each reading. */
  let found: (string | undefined)[];
  let recovered: number;

  beforeEach(() => {
    time = new FakeTime();
    shared = new SharedSecretStore({ a: '1' });
    machine = shared.window();
    secrets = new SessionFallbackSecrets(machine, time);
    found = [];
    recovered = 0;
    following = followStorage(
      secrets,
      async () => {
        found.push(await secrets.get('a'));
      },
      time,
      () => recovered++,
    );
  });

  afterEach(() => {
    following.dispose();
    assert.equal(time.pendingTimers, 0, 'a timer is left');
  });

  it('does nothing while the storage works', async () => {
    await secrets.get('a');
    await time.advance(60 * 60_000);
    assert.deepEqual(found, []);
  });

  it('reads again until it can be read, less and less often', async () => {
    machine.faults.reject.get = LOCKED;
    await secrets.get('a');
    const at: number[] = [];
    for (let second = 1; second <= 3600; second++) {
      const before = found.length;
      await time.advance(1000);
      if (found.length > before) at.push(second);
    }
    assert.deepEqual([at, recovered], [[30, 90, 210, 450, 930, 1830, 2730], 0]);
    Reflect.deleteProperty(machine.faults.reject, 'get');
    await time.advance(15 * 60_000);
    assert.equal(found.at(-1), '1');
    const readings = found.length;
    await time.advance(60 * 60_000);
    assert.deepEqual([found.length, recovered], [readings, 1], 'and no more');
  });

  it('stores what was refused', async () => {
    machine.faults.reject.store = LOCKED;
    await secrets.store('b', 'typed');
    await time.advance(30_000);
    assert.equal(shared.entries.get('b'), undefined);
    Reflect.deleteProperty(machine.faults.reject, 'store');
    await time.advance(60_000);
    assert.equal(shared.entries.get('b'), 'typed');
  });

  it('begins with short times again after it has worked', async () => {
    machine.faults.reject.get = LOCKED;
    await secrets.get('a');
    await time.advance(30_000);
    Reflect.deleteProperty(machine.faults.reject, 'get');
    await time.advance(60_000);
    assert.deepEqual(found, [undefined, '1']);
    machine.faults.reject.get = LOCKED;
    await secrets.get('a');
    await time.advance(30_000);
    assert.equal(found.length, 3);
  });
});
