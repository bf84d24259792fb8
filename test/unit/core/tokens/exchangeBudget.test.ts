import assert from 'node:assert/strict';

import fc from 'fast-check';

import { ExchangeBudget } from '../../../../src/core/tokens/exchangeBudget.ts';

const HOUR = 3_600_000;

describe('ExchangeBudget', () => {
  let budget: ExchangeBudget;

  beforeEach(() => {
    budget = new ExchangeBudget();
  });

  it('allows the first exchange at once, at any reading of the clock', () => {
    for (const now of [0, -5, 1e12]) {
      assert.deepEqual([budget.waitMs(now, false), budget.waitMs(now, true)], [0, 0]);
    }
    assert.equal(budget.sinceAttemptMs(0), Infinity);
  });

  for (const automatic of [true, false]) {
    it(`keeps 1 s between exchanges, after ${automatic ? 'its own' : 'one that a person asked for'}`, () => {
      budget.noteAttempt(5000, automatic);
      const waits = [5000, 5001, 5999, 6000, 7000].map((now) => budget.waitMs(now, true));
      assert.deepEqual(waits, [1000, 999, 1, 0, 0]);
      assert.equal(budget.sinceAttemptMs(5300), 300);
    });
  }

  it('keeps 30 s after a success, unless the token has really expired since', () => {
    budget.noteAttempt(0, true);
    budget.noteSuccess(2000);
    assert.deepEqual(
      [2000, 31_999, 32_000].map((now) => budget.waitMs(now, false)),
      [30_000, 1, 0],
    );
    assert.equal(budget.waitMs(2000, true), 0);
  });

  it('does not make a failure wait 30 s', () => {
    budget.noteAttempt(0, true);
    assert.equal(budget.waitMs(1000, false), 0);
  });

  it('allows 60 automatic exchanges an hour', () => {
    for (let n = 0; n < 59; n++) budget.noteAttempt(n * 1000, true);
    assert.equal(budget.waitMs(59_000, true), 0);
    budget.noteAttempt(59_000, true);
    assert.equal(budget.waitMs(60_000, true), HOUR - 60_000);
    assert.equal(budget.waitMs(HOUR - 1, true), 1);
    assert.equal(budget.waitMs(HOUR, true), 0, 'the first one is an hour ago');
    budget.noteAttempt(HOUR, true);
    assert.equal(budget.waitMs(HOUR + 999, true), 1, 'and the second one almost');
  });

  it('does not count what a person asked for', () => {
    for (let n = 0; n < 1000; n++) budget.noteAttempt(n * 10, false);
    assert.equal(budget.waitMs(11_000, true), 0);
  });

  it('says how long to wait also after more than 60', () => {
    // A job may try several times, though it was let in once.
    for (let n = 0; n < 62; n++) budget.noteAttempt(n * 1000, true);
    const wait = budget.waitMs(100_000, true);
    assert.equal(wait, HOUR + 2000 - 100_000);
    assert.equal(budget.waitMs(100_000 + wait, true), 0);
  });

  it('grants at most 60 an hour and one a second, whatever is tried', () => {
    const step = fc.record({
      afterMs: fc.nat(200_000),
      expired: fc.boolean(),
      success: fc.boolean(),
      manual: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 300 }), fc.constantFrom(1, 50), (steps, faster) => {
        const tested = new ExchangeBudget();
        const granted: number[] = [];
        let now = 0;
        let last = -Infinity;
        let lastSuccess = -Infinity;
        for (const { afterMs, expired, success, manual } of steps) {
          now += Math.floor(afterMs / faster);
          const wait = tested.waitMs(now, expired);
          assert.ok(wait >= 0);
          if (!manual && wait > 0) {
            assert.equal(tested.waitMs(now + wait, expired), 0, 'after the wait it may go');
            continue;
          }
          if (!manual) {
            assert.ok(now - last >= 1000);
            assert.ok(expired || now - lastSuccess >= 30_000);
            granted.push(now);
            assert.ok(granted.filter((at) => at > now - HOUR).length <= 60);
          }
          tested.noteAttempt(now, !manual);
          last = now;
          if (success) {
            tested.noteSuccess(now);
            lastSuccess = now;
          }
        }
      }),
    );
  });

  it('lets one through, in the end, that asks again each time it is told to wait', () => {
    let now = 0;
    for (let n = 0; n < 200; n++) {
      now += budget.waitMs(now, true);
      budget.noteAttempt(now, true);
    }
    // 60 a second apart, then as many in each hour that follows.
    assert.equal(now, 3 * HOUR + 19_000);
  });
});
