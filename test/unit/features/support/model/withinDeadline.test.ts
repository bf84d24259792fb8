import assert from 'node:assert/strict';

import { rethrowCancel, withinDeadline } from '../../../../../src/features/support/model/withinDeadline.ts';
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
    const failure = new Error('mine');
    await assert.rejects(
      withinDeadline(limits, 'a.example', () => Promise.reject(failure)),
      failure,
    );
    assert.equal(time.pendingTimers, 0);
  });

  it('lets only a cancel end a diagnosis', () => {
    rethrowCancel(new Error('other'));
    rethrowCancel(new RouteeError('timeout', 'Too late.'));
    assert.throws(() => {
      rethrowCancel(new RouteeError('cancelled', 'Stop.'));
    });
  });
});
