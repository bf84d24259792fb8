import assert from 'node:assert/strict';

import { newerTokens, writtenBy } from '../../../../../src/features/updateTokens/model/places.ts';

const issued = (applicationKey: string) => ({
  applicationKey,
  digest: 'd',
  length: 3,
  issuedAtMs: 0,
});
const current = new Map([
  ['a', 'new-a'],
  ['b', 'new-b'],
]);

describe('newer tokens', () => {
  it('take the place of those of the same application', () => {
    const place = (token: string, key: string) => ({
      token,
      issued: issued(key),
      place: { start: 0, end: 3 },
      kind: 'header' as const,
    });
    assert.deepEqual(
      newerTokens([place('old-a', 'a'), place('older-a', 'a'), place('old-c', 'c')] as never, current),
      new Map([
        ['old-a', 'new-a'],
        ['older-a', 'new-a'],
      ]),
    );
  });

  it('are those written that stand in an edit', () => {
    const edit = (text: string) => ({ start: 0, end: 0, text });
    assert.deepEqual(
      writtenBy([edit('@routeeToken = new-b'), edit('else')], current),
      new Map([['b', 'new-b']]),
    );
    assert.deepEqual(writtenBy([], current), new Map());
  });
});
