import assert from 'node:assert/strict';

import { InvalidCall } from '../../../../../src/features/agents/model/agentInput.ts';
import { track, trackingRequest } from '../../../../../src/features/agents/model/track.ts';
import { FakeTime } from '../../../../support/fakeTime.ts';

describe('Tracking', () => {
  const endings: [json: unknown, calls: number][] = [
    [[{ status: { name: 'Delivered' } }], 1],
    [[{ status: 'Undelivered' }, { status: 'Delivered' }], 1],
    [{ state: 'Finished', statuses: { Sent: 1 } }, 1],
    [{ status: 'SomethingNew' }, 1],
    [[{ status: { name: 'Queued' } }, { status: 'Delivered' }], 9],
    [{ state: 'In Progress' }, 9],
    [[], 9],
    ['<html>', 9],
  ];
  for (const [json, calls] of endings) {
    it(`${calls === 1 ? 'ends' : 'goes on for two minutes'} at ${JSON.stringify(json)}`, async () => {
      const time = new FakeTime();
      const startedAt = time.now();
      let asked = 0;
      const ask = (): Promise<{ answer: { status: number; text: string }; text: string }> => {
        asked++;
        return Promise.resolve({
          answer: { status: 200, text: JSON.stringify(json) },
          text: `answer ${asked}`,
        });
      };
      const done = track(time, ask, new AbortController().signal);
      await time.advance(200_000);
      const text = await done;
      assert.equal(asked, calls);
      assert.equal(text.includes('Still on its way'), calls > 1);
      assert.ok(text.endsWith(`answer ${calls}`));
      assert.ok(time.now() - startedAt >= 120_000);
    });
  }

  it('ends at once when the server refuses, and when it is cancelled', async () => {
    const time = new FakeTime();
    const refused = { answer: { status: 404, text: '{}' }, text: 'unknown' };
    assert.equal(await track(time, () => Promise.resolve(refused), new AbortController().signal), 'unknown');
    const abort = new AbortController();
    const queued = { answer: { status: 200, text: '[{"status":"Queued"}]' }, text: '' };
    const done = track(time, () => Promise.resolve(queued), abort.signal);
    await time.advance(500);
    abort.abort();
    await assert.rejects(done, { code: 'cancelled' });
  });

  it('reads the state of one thing, and nothing else', () => {
    assert.equal(trackingRequest('a/b').target, '/sms/tracking/single/a%2Fb');
    assert.equal(trackingRequest('x', '2step.status').target, '/2step/x');
    for (const operation of ['sms.send', 'account.balance', '2step.cancel', 'nothing']) {
      assert.throws(() => trackingRequest('x', operation), InvalidCall, operation);
    }
  });
});
