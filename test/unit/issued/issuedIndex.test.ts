import assert from 'node:assert/strict';

import { IssuedIndex } from '../../../src/core/issued/issuedIndex.ts';

const entry = (digest: string, expiresAtMs = 1) => ({ digest, length: 36, issuedAtMs: 0, expiresAtMs });

describe('IssuedIndex', () => {
  const owner = (index: IssuedIndex, digest = 'shared') => index.get(digest)?.applicationKey;

  for (const [first, second] of [
    ['a', 'b'],
    ['b', 'a'],
  ] as const) {
    it(`knows a shared token of ${second} after ${first} was removed`, () => {
      const index = new IssuedIndex();
      index.set('a', [entry('shared'), entry('own')]);
      index.set('b', [entry('shared', 2)]);
      index.release(first);
      assert.equal(owner(index), second);
      assert.equal(owner(index, 'own'), 'a');
      index.release(second);
      assert.equal(owner(index), second, 'until the window closes');
    });

    it(`knows a shared token of ${second} after the list of ${first} went on without it`, () => {
      const index = new IssuedIndex();
      index.set('a', [entry('shared')]);
      index.set('b', [entry('shared')]);
      index.set(first, [entry('next')]);
      assert.equal(owner(index), second);
      assert.deepEqual([owner(index, 'next'), index.lengths.has(36)], [first, true]);
      index.set(second, []);
      assert.equal(owner(index), undefined);
    });
  }
});
