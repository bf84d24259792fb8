import assert from 'node:assert/strict';

import fc from 'fast-check';

import { DueTimer, LONGEST_STRIDE_MS } from '../../../../src/core/tokens/dueTimer.ts';
import { FakeTime } from '../../../support/fakeTime.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEARS = 631_139_040_000;

describe('DueTimer', () => {
  let time: FakeTime;
  let taken: [key: string, afterMs: number][];
  let wakes: number;
  let start: number;
  let due: DueTimer;

  beforeEach(() => {
    time = new FakeTime();
    start = time.now();
    taken = [];
    wakes = 0;
    due = new DueTimer(time, time, () => {
      wakes++;
      for (const key of due.take()) taken.push([key, time.now() - start]);
    });
  });

  const planIn = (key: string, ms: number): void => {
    due.plan(key, time.now() + ms);
  };

  it('sets no timer without a plan', async () => {
    assert.equal(time.pendingTimers, 0);
    await time.advance(DAY);
    assert.equal(wakes, 0);
  });

  it('calls back when a key is due, and not before', async () => {
    planIn('a', 5000);
    assert.equal(due.dueMs('a'), start + 5000);
    await time.advance(4999);
    assert.deepEqual(taken, []);
    await time.advance(1);
    assert.deepEqual(taken, [['a', 5000]]);
    assert.deepEqual([due.dueMs('a'), time.pendingTimers, wakes], [undefined, 0, 1]);
  });

  it('does not call a key together with one that is due a millisecond before', async () => {
    planIn('a', 1000);
    planIn('b', 1001);
    await time.advance(HOUR);
    assert.deepEqual(taken, [
      ['a', 1000],
      ['b', 1001],
    ]);
  });

  it('calls back for several keys in the order of time, with one timer', async () => {
    const plans: [string, number][] = [
      ['c', 3000],
      ['a', 1000],
      ['d', 3000],
      ['b', 2000],
    ];
    for (const [key, ms] of plans) {
      planIn(key, ms);
      assert.equal(time.pendingTimers, 1);
    }
    await time.advance(HOUR);
    assert.deepEqual(taken.slice(0, 2), [
      ['a', 1000],
      ['b', 2000],
    ]);
    assert.deepEqual(taken.slice(2).sort(), [
      ['c', 3000],
      ['d', 3000],
    ]);
    assert.equal(wakes, 3, 'what is due together is called together');
  });

  const changes: [what: string, change: () => void, expected: [string, number][]][] = [
    [
      'earlier',
      () => {
        planIn('a', 2000);
      },
      [['a', 2000]],
    ],
    [
      'later',
      () => {
        planIn('a', 9000);
      },
      [['a', 9000]],
    ],
    [
      'never',
      () => {
        due.plan('a', undefined);
      },
      [],
    ],
    [
      'the same again',
      () => {
        planIn('a', 5000);
      },
      [['a', 5000]],
    ],
    [
      'never and then the same again',
      () => {
        due.plan('a', undefined);
        planIn('a', 5000);
      },
      [['a', 5000]],
    ],
    [
      'later and then the same again',
      () => {
        planIn('a', 9000);
        planIn('a', 5000);
      },
      [['a', 5000]],
    ],
  ];
  for (const [what, change, expected] of changes) {
    it(`follows a plan that changes to ${what}`, async () => {
      planIn('a', 5000);
      change();
      assert.ok(time.pendingTimers <= 1);
      await time.advance(HOUR);
      assert.deepEqual(taken, expected);
      assert.equal(time.pendingTimers, 0);
    });
  }

  it('drops its timer with the last plan', () => {
    planIn('a', 5000);
    due.plan('a', undefined);
    assert.equal(time.pendingTimers, 0);
  });

  it('lets forgetting an unknown key pass', () => {
    due.plan('unknown', undefined);
    assert.equal(time.pendingTimers, 0);
  });

  it('calls at once what is overdue when planned', async () => {
    planIn('a', -HOUR);
    planIn('b', 0);
    await time.advance(1);
    assert.deepEqual(taken.map(([key]) => key).sort(), ['a', 'b']);
  });

  for (const [what, ms] of [
    ['20 years', YEARS],
    ['2^31 ms', 2 ** 31],
    ['the end of time', 8e15],
    ['Infinity', Infinity],
  ] as const) {
    it(`waits for ${what} in strides, without a loop`, async () => {
      planIn('a', ms);
      await time.advance(DAY);
      assert.deepEqual([wakes, taken.length, time.pendingTimers], [DAY / LONGEST_STRIDE_MS, 0, 1]);
    });
  }

  it('reaches a due moment beyond what a timer can hold', async () => {
    planIn('a', 25 * DAY);
    await time.advance(25 * DAY - 1);
    assert.deepEqual(taken, []);
    await time.advance(1);
    assert.deepEqual(taken, [['a', 25 * DAY]]);
  });

  it('strides at most 15 minutes', () => {
    assert.ok(LONGEST_STRIDE_MS <= 15 * MINUTE);
  });

  it('notices within a stride that the machine slept', async () => {
    planIn('a', 2 * HOUR);
    await time.advance(1000);
    time.jump(8 * HOUR);
    await time.advance(LONGEST_STRIDE_MS - 1000);
    assert.deepEqual(
      taken.map(([key]) => key),
      ['a'],
    );
    await time.advance(DAY);
    assert.equal(taken.length, 1, 'once');
  });

  it('notices a sleep at once when something is planned after it', async () => {
    planIn('a', 2 * HOUR);
    time.jump(8 * HOUR);
    planIn('b', HOUR);
    await time.advance(1);
    assert.deepEqual(
      taken.map(([key]) => key),
      ['a'],
    );
  });

  it('is neither early nor lost when the clock is set back', async () => {
    planIn('a', MINUTE);
    time.jump(-HOUR);
    await time.advance(HOUR + MINUTE - 1);
    assert.equal(taken.length, 0);
    await time.advance(LONGEST_STRIDE_MS);
    assert.deepEqual(
      taken.map(([key]) => key),
      ['a'],
    );
  });

  it('keeps to the planned moment after the clock was set back', async () => {
    planIn('a', MINUTE);
    time.jump(-HOUR);
    await time.advance(DAY);
    assert.deepEqual(taken, [['a', MINUTE]]);
  });

  it('lets the callback plan anew', async () => {
    let rounds = 0;
    due = new DueTimer(time, time, () => {
      for (const key of due.take()) {
        rounds++;
        planIn(key, MINUTE);
      }
    });
    planIn('a', MINUTE);
    await time.advance(HOUR);
    assert.deepEqual([rounds, time.pendingTimers], [60, 1]);
  });

  it('goes on after a callback that failed', async () => {
    let fail = true;
    due = new DueTimer(time, time, () => {
      const keys = due.take();
      if (fail) throw new Error('a defect elsewhere');
      for (const key of keys) taken.push([key, time.now() - start]);
    });
    planIn('a', 1000);
    planIn('b', 2000);
    await assert.rejects(time.advance(1000), /a defect elsewhere/);
    fail = false;
    assert.equal(time.pendingTimers, 1);
    await time.advance(1000);
    assert.deepEqual(taken, [['b', 2000]]);
  });

  it('is silent when disposed', async () => {
    planIn('a', 1000);
    planIn('b', 2000);
    due.dispose();
    assert.equal(time.pendingTimers, 0);
    await time.advance(HOUR);
    assert.deepEqual([wakes, taken.length], [0, 0]);
  });

  it('disposed by its own callback sets no timer', async () => {
    due = new DueTimer(time, time, () => {
      due.take();
      due.dispose();
    });
    planIn('a', 1000);
    planIn('b', 2000);
    await time.advance(1000);
    assert.equal(time.pendingTimers, 0);
  });

  it('plans 10,000 keys with one timer, each called once', async () => {
    for (let n = 0; n < 10_000; n++) planIn(`k${n}`, (n * 7919) % HOUR);
    assert.equal(time.pendingTimers, 1);
    await time.advance(HOUR);
    assert.equal(new Set(taken.map(([key]) => key)).size, 10_000);
    assert.equal(taken.length, 10_000);
  });

  it('keeps to all of this for random plans, sleeps and clock changes', async () => {
    const key = fc.constantFrom('a', 'b', 'c', 'd');
    const span = fc.oneof(fc.nat(3000), fc.nat(2 * HOUR), fc.constant(YEARS));
    const step = fc.oneof(
      fc.record({ plan: key, inMs: fc.oneof(span, fc.constant(-HOUR)) }),
      fc.record({ forget: key }),
      fc.record({ advance: fc.oneof(fc.nat(3000), fc.nat(HOUR)) }),
      fc.record({ jump: fc.integer({ min: -2 * HOUR, max: 9 * HOUR }) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const clock = new FakeTime();
        const planned = new Map<string, number>();
        const timer = new DueTimer(clock, clock, () => {
          for (const name of timer.take()) {
            const at = planned.get(name);
            assert.ok(at !== undefined, `${name} was not planned`);
            assert.ok(at <= clock.now(), `${name} came early`);
            planned.delete(name);
          }
        });
        for (const action of steps) {
          const before = clock.firedTimers;
          if ('plan' in action) {
            planned.set(action.plan, clock.now() + action.inMs);
            timer.plan(action.plan, clock.now() + action.inMs);
          } else if ('forget' in action) {
            planned.delete(action.forget);
            timer.plan(action.forget, undefined);
          } else if ('advance' in action) {
            await clock.advance(action.advance);
            const strides = Math.ceil(action.advance / LONGEST_STRIDE_MS) + 8;
            assert.ok(clock.firedTimers - before <= strides, 'it wakes for a reason only');
          } else {
            clock.jump(action.jump);
          }
          assert.equal(clock.pendingTimers, planned.size === 0 ? 0 : 1);
          assert.ok((clock.nextTimerIn ?? 0) <= LONGEST_STRIDE_MS);
          for (const [name, at] of planned) assert.equal(timer.dueMs(name), at);
        }
        await clock.advance(LONGEST_STRIDE_MS + 1);
        for (const [name, at] of planned) assert.ok(at > clock.now(), `${name} was forgotten`);
        timer.dispose();
        assert.equal(clock.pendingTimers, 0);
      }),
      { numRuns: 200 },
    );
  });
});
