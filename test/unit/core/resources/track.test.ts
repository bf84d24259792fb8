import assert from 'node:assert/strict';

import { track } from '../../../../src/core/resources/track.ts';
import { FakeTime } from '../../../support/fakeTime.ts';

const LIVE = new AbortController().signal;
const answered = (status: number, json: unknown): { answer: { status: number; text: string } } => ({
  answer: { status, text: JSON.stringify(json) },
});

describe('Tracking', () => {
  const endings: [json: unknown, calls: number][] = [
    [[{ status: { name: 'Delivered' } }], 1],
    [[{ status: 'Undelivered' }, { status: 'Delivered' }], 1],
    [{ state: 'Finished', statuses: { Sent: 1 } }, 1],
    [{ status: 'SomethingNew' }, 1],
    [[{ status: 'Unsent' }], 1],
    [[{ status: { name: 'Queued' } }, { status: 'Delivered' }], 9],
    [{ state: 'In Progress' }, 9],
    [[], 9],
    ['<html>', 9],
  ];
  for (const [json, calls] of endings) {
    it(`${calls === 1 ? 'ends' : 'goes on for two minutes'} at ${JSON.stringify(json)}`, async () => {
      const time = new FakeTime();
      const asked: object[] = [];
      const ask = (): Promise<ReturnType<typeof answered>> => {
        const answer = answered(200, json);
        asked.push(answer);
        return Promise.resolve(answer);
      };
      const done = track(time, ask, LIVE);
      await time.advance(119_999);
      assert.equal(asked.length, Math.min(calls, 8));
      await time.advance(80_001);
      const { last, isOver } = await done;
      assert.equal(asked.length, calls);
      assert.equal(isOver, calls === 1);
      assert.equal(last, asked.at(-1));
    });
  }

  it('ends before that where it may not take so long', async () => {
    const time = new FakeTime();
    let asked = 0;
    const ask = (): Promise<ReturnType<typeof answered>> => {
      asked++;
      return Promise.resolve(answered(200, []));
    };
    const done = track(time, ask, LIVE, 30_000);
    await time.advance(30_000);
    assert.equal((await done).isOver, false);
    assert.equal(asked, 6);
  });

  it('ends at once when the server refuses, and when it is cancelled', async () => {
    const time = new FakeTime();
    const refused = answered(404, {});
    assert.deepEqual(await track(time, () => Promise.resolve(refused), LIVE), {
      last: refused,
      isOver: true,
    });
    const abort = new AbortController();
    const done = track(time, () => Promise.resolve(answered(200, [{ status: 'Queued' }])), abort.signal);
    await time.advance(500);
    abort.abort();
    await assert.rejects(done, { code: 'cancelled' });
  });
});
