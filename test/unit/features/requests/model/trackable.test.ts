import assert from 'node:assert/strict';

import { RESOURCES } from '../../../../../src/core/resources/resources.ts';
import { trackableIn, trackingPath } from '../../../../../src/features/requests/model/trackable.ts';

describe('What can be tracked', () => {
  it('is asked for by free operations that read one thing by its id', () => {
    const tracked = RESOURCES.filter(({ trackedBy }) => trackedBy !== undefined);
    assert.ok(tracked.length >= 15);
    for (const { id, trackedBy } of tracked) {
      const by = RESOURCES.find((one) => one.id === trackedBy);
      assert.deepEqual([by?.method, by?.effect], ['GET', 'free'], id);
      assert.equal(by?.path.match(/\{/g)?.length, 1, id);
    }
  });

  const by = { trackedBy: 'sms.track' };
  const rows: [what: string, resource: { trackedBy?: string }, answer: unknown, id: string | undefined][] = [
    ['a message', by, { trackingId: 'a', createdAt: '2026-01-01T00:00:00Z' }, 'a'],
    ['a flow', by, { flowId: 'f' }, 'f'],
    ['a lookup', by, { lookupId: 'l' }, 'l'],
    ['no empty id', by, { trackingId: '', flowId: 'f' }, 'f'],
    ['no number', by, { trackingId: 1 }, undefined],
    ['no list', by, [{ trackingId: 'a' }], undefined],
    ['no operation without a way to ask', {}, { trackingId: 'a' }, undefined],
    ['no very long answer', by, { trackingId: 'a', text: 'x'.repeat(1_000_000) }, undefined],
  ];
  for (const [what, resource, answer, id] of rows) {
    it(`is ${what}`, () => {
      assert.equal(trackableIn(resource, JSON.stringify(answer))?.id, id);
    });
  }

  it('knows when it was taken, by the server', () => {
    const at = (createdAt: unknown) => trackableIn(by, JSON.stringify({ trackingId: 'a', createdAt }));
    assert.equal(at('2026-01-01T00:00:00Z')?.createdAtMs, Date.UTC(2026, 0, 1));
    assert.equal(at('soon')?.createdAtMs, undefined);
    assert.equal(trackableIn(by, '<html>'), undefined);
  });

  it('has an address in which an id changes nothing else', () => {
    assert.equal(trackingPath({ operation: 'sms.track', id: 'a/b?c' }), '/sms/tracking/single/a%2Fb%3Fc');
    assert.equal(trackingPath({ operation: 'nothing', id: 'a' }), undefined);
  });
});
