import assert from 'node:assert/strict';

import { FakeTime } from '../../support/fakeTime.ts';

describe('FakeTime', () => {
  it('fires due timers in order, each at its moment', async () => {
    const time = new FakeTime({ start: 1000 });
    const fired: string[] = [];
    const note = (name: string) => () => fired.push(`${name}@${time.now()}/${time.monotonic()}`);
    time.set(note('c'), 300);
    time.set(note('a'), 100);
    time.set(note('b'), 100);
    time.set(note('d'), 301);
    assert.equal(time.nextTimerIn, 100);
    await time.advance(300);
    assert.deepEqual(fired, ['a@1100/100', 'b@1100/100', 'c@1300/300']);
    assert.deepEqual([time.now(), time.pendingTimers, time.firedTimers, time.nextTimerIn], [1300, 1, 3, 1]);
  });

  it('settles promises between timers, however long their chains', async () => {
    const time = new FakeTime({ start: 0 });
    const moments: number[] = [];
    time.set(() => {
      void (async () => {
        for (let i = 0; i < 500; i += 1) await Promise.resolve();
        time.set(() => moments.push(time.now()), 5);
      })();
    }, 10);
    time.set(() => moments.push(time.now()), 20);
    await time.advance(20);
    assert.deepEqual(moments, [15, 20]);
  });

  it('does not fire what was disposed', async () => {
    const time = new FakeTime();
    const timer = time.set(() => assert.fail(), 10);
    time.set(() => {
      timer.dispose();
    }, 10);
    const early = time.set(() => assert.fail(), 1);
    early.dispose();
    early.dispose();
    time.set(() => undefined, 10);
    timer.dispose();
    await time.advance(100);
    assert.equal(time.pendingTimers, 0);
  });

  it('jumps the wall clock without timers, both ways', async () => {
    const time = new FakeTime({ start: 0 });
    const moments: number[] = [];
    time.set(() => moments.push(time.now()), 1000);
    await time.advance(400);
    time.jump(3_600_000);
    await time.settle();
    assert.deepEqual([moments, time.now(), time.monotonic()], [[], 3_600_400, 400]);
    await time.advance(600);
    assert.deepEqual(moments, [3_601_000]);
    time.jump(-3_601_000);
    assert.equal(time.now(), 0);
  });

  for (const delay of [2 ** 31, 631_139_040_000, 0, -1, NaN, Infinity]) {
    it(`fires a timer of ${delay} ms after 1 ms, as Node does`, async () => {
      const time = new FakeTime();
      time.set(() => undefined, delay);
      await time.advance(1);
      assert.equal(time.pendingTimers, 0);
    });
  }

  it('holds a timer of 2^31-1 ms', async () => {
    const time = new FakeTime();
    time.set(() => undefined, 2 ** 31 - 1);
    await time.advance(2 ** 31 - 2);
    assert.equal(time.pendingTimers, 1);
    await time.advance(1);
    assert.equal(time.pendingTimers, 0);
  });

  it('catches a busy loop, and lets a failing callback be seen', async () => {
    const time = new FakeTime({ maxFired: 50 });
    const again = () => void time.set(again, 2 ** 40);
    const first = time.set(again, 1);
    await assert.rejects(time.advance(1000), /busy loop/);
    first.dispose();
    time.set(() => {
      throw new Error('broken');
    }, 0);
    await assert.rejects(time.advance(1), /broken/);
  });

  it('refuses to go back, or two advances at once', async () => {
    const time = new FakeTime();
    await assert.rejects(time.advance(-1), RangeError);
    const first = time.advance(1);
    await assert.rejects(time.advance(1), /under way/);
    await first;
  });
});
