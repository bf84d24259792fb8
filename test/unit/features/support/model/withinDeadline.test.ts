import assert from 'node:assert/strict';

import { STEP_LIMIT_MS, withinDeadline } from '../../../../../src/features/support/model/withinDeadline.ts';
import { RouteeError } from '../../../../../src/core/protocol/routeeError.ts';
import { FakeTime } from '../../../../support/fakeTime.ts';

describe('withinDeadline', () => {
  it('says that the user has cancelled, also before it began, and leaves nothing behind', async () => {
    const time = new FakeTime();
    const abort = new AbortController();
    const limits = { timers: time, signal: abort.signal };
    const running = withinDeadline(limits, 'a.example', () => new Promise<never>(() => undefined));
    abort.abort();
    const expected = { code: 'cancelled' };
    await assert.rejects(running, expected);
    await assert.rejects(
      withinDeadline(limits, 'a.example', () => assert.fail('it was begun')),
      expected,
    );
    assert.equal(time.pendingTimers, 0);
  });

  it('passes on an answer and a failure of its own', async () => {
    const time = new FakeTime();
    const limits = { timers: time, signal: new AbortController().signal };
    assert.equal(await withinDeadline(limits, 'a.example', () => Promise.resolve(7)), 7);
    const failure = new RouteeError('serverError', 'mine');
    assert.equal(await withinDeadline(limits, 'a.example', () => Promise.reject(failure)), failure);
    const broken = await withinDeadline(limits, 'a.example', () => Promise.reject(new Error('broken')));
    assert.ok(broken instanceof RouteeError && broken.code === 'network');
    assert.equal(time.pendingTimers, 0);
  });

  it('gives a time that is over as a result: only a cancel ends a diagnosis', async () => {
    const time = new FakeTime();
    const limits = { timers: time, signal: new AbortController().signal };
    const running = withinDeadline(limits, 'a.example', () => new Promise<never>(() => undefined));
    await time.advance(STEP_LIMIT_MS);
    const late = await running;
    assert.ok(late instanceof RouteeError && late.code === 'timeout');
    await assert.rejects(
      withinDeadline(limits, 'a.example', () => Promise.reject(new RouteeError('cancelled', 'Stop.'))),
      { code: 'cancelled' },
    );
  });
});
