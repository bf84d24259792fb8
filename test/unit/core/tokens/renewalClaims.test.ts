import assert from 'node:assert/strict';

import { CLAIM_MS, CLAIM_SETTLE_MS, RenewalClaims } from '../../../../src/core/tokens/renewalClaims.ts';
import { EXCHANGE_TIMEOUT_MS } from '../../../../src/core/protocol/exchangeToken.ts';
import { FakeTime } from '../../../support/fakeTime.ts';
import { SharedSecretStore, type SecretsWindow } from '../../../support/memorySecrets.ts';

const MINUTE = 60_000;

describe('RenewalClaims', () => {
  let time: FakeTime;
  let shared: SharedSecretStore;
  let secrets: SecretsWindow;
  let ours: RenewalClaims;
  let theirs: RenewalClaims;

  beforeEach(() => {
    time = new FakeTime();
    shared = new SharedSecretStore();
    secrets = shared.window();
    ours = new RenewalClaims(secrets, time, 'ours');
    theirs = new RenewalClaims(shared.window(), time, 'theirs');
  });

  const stored = (): string | undefined => shared.entries.get('routee.claim.k');

  it('outlive the longest exchange, and settle well before', () => {
    assert.ok(CLAIM_MS > EXCHANGE_TIMEOUT_MS + CLAIM_SETTLE_MS);
  });

  it('are free at first', async () => {
    assert.equal(await ours.heldByOtherUntilMs('k'), undefined);
    assert.equal(await ours.isOurs('k'), false);
  });

  it('are held by one window', async () => {
    await ours.claim('k');
    assert.equal(await ours.isOurs('k'), true);
    assert.equal(await ours.heldByOtherUntilMs('k'), undefined);
    assert.equal(await theirs.isOurs('k'), false);
    assert.equal(await theirs.heldByOtherUntilMs('k'), time.now() + CLAIM_MS);
  });

  it('are of one application', async () => {
    await ours.claim('k');
    assert.equal(await theirs.heldByOtherUntilMs('other'), undefined);
    assert.deepEqual([...shared.entries.keys()], ['routee.claim.k']);
  });

  it('run out', async () => {
    await ours.claim('k');
    time.jump(CLAIM_MS - 1);
    assert.notEqual(await theirs.heldByOtherUntilMs('k'), undefined);
    time.jump(1);
    assert.equal(await theirs.heldByOtherUntilMs('k'), undefined);
    assert.equal(await ours.isOurs('k'), false);
  });

  it('of two windows at once belong to the one that wrote last', async () => {
    await Promise.all([ours.claim('k'), theirs.claim('k')]);
    const owners = [await ours.isOurs('k'), await theirs.isOurs('k')];
    assert.deepEqual(owners.filter(Boolean).length, 1);
  });

  it('hold for as long as is said, so that other windows share a back-off', async () => {
    const until = time.now() + 5 * MINUTE;
    await ours.claim('k', until);
    assert.equal(await theirs.heldByOtherUntilMs('k'), until);
    time.jump(5 * MINUTE);
    assert.equal(await theirs.heldByOtherUntilMs('k'), undefined);
  });

  it('hold as long as a server may ask for', async () => {
    const until = time.now() + 24 * 60 * MINUTE;
    await ours.claim('k', until);
    time.jump(23 * 60 * MINUTE);
    assert.equal(await theirs.heldByOtherUntilMs('k'), until);
    await ours.claim('k', time.now() + 26 * 60 * MINUTE);
    assert.equal(
      await theirs.heldByOtherUntilMs('k'),
      undefined,
      'a slip must not stop an application for good',
    );
  });

  it('that end too far ahead are none: the clock was set back since', async () => {
    await ours.claim('k');
    time.jump(-30 * MINUTE);
    assert.equal(await theirs.heldByOtherUntilMs('k'), undefined);
    assert.equal(await ours.isOurs('k'), false);
  });

  it('of a clock that was set back since are none, however short', async () => {
    await ours.claim('k', time.now() + 60 * MINUTE);
    time.jump(-MINUTE);
    assert.equal(await theirs.heldByOtherUntilMs('k'), undefined);
  });

  it('are given back', async () => {
    await ours.claim('k');
    await ours.release('k');
    assert.equal(stored(), undefined);
    assert.equal(await theirs.heldByOtherUntilMs('k'), undefined);
  });

  it('of another window are left alone', async () => {
    await theirs.claim('k');
    const before = stored();
    await ours.release('k');
    assert.equal(stored(), before);
  });

  const strange = [
    '',
    'x',
    'null',
    '[]',
    '{}',
    '{"owner":"theirs"}',
    '{"untilMs":99999999999999}',
    '{"owner":1,"untilMs":1}',
    '{"owner":"theirs","madeAtMs":0,"untilMs":99999999999999}',
    '{"owner":"theirs","untilMs":"soon"}',
  ];
  for (const value of strange) {
    it(`are free where ${value === '' ? 'an empty text' : value} is stored, and can be taken`, async () => {
      shared.put('routee.claim.k', value);
      assert.equal(await ours.heldByOtherUntilMs('k'), undefined);
      await ours.claim('k');
      assert.equal(await ours.isOurs('k'), true);
    });
  }

  it('are no lock: a storage that fails means none, and nothing is thrown', async () => {
    await theirs.claim('k');
    const locked = new Error('locked');
    Object.assign(secrets.faults.reject, { get: locked, store: locked, delete: locked });
    assert.equal(await ours.heldByOtherUntilMs('k'), undefined);
    assert.equal(await ours.isOurs('k'), false);
    await ours.claim('k');
    await ours.release('k');
    assert.equal(await theirs.isOurs('k'), true);
  });

  it('that cannot be deleted run out by themselves', async () => {
    await ours.claim('k');
    Object.assign(secrets.faults.reject, { delete: new Error('locked') });
    await ours.release('k');
    time.jump(CLAIM_MS);
    assert.equal(await theirs.heldByOtherUntilMs('k'), undefined);
  });
});
