import assert from 'node:assert/strict';

import { IssuedIndex } from '../../../../src/core/issued/issuedIndex.ts';

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

  it('takes a list with another end, and not the same one again', () => {
    const index = new IssuedIndex();
    assert.equal(index.set('a', []), false);
    assert.equal(index.set('a', [entry('one'), entry('two')]), true);
    assert.equal(index.set('a', [entry('one'), entry('two')]), false);
    assert.equal(index.set('a', [entry('one'), entry('two', 2)]), true);
    assert.equal(index.get('two')?.expiresAtMs, 2);
    assert.equal(index.set('a', [entry('one')]), true);
    assert.equal(index.get('two'), undefined);
    assert.equal(index.set('a', [entry('other'), entry('two')]), true);
  });

  it('forgets everything, and says whether there was anything', () => {
    const index = new IssuedIndex();
    assert.equal(index.clear(), false);
    index.set('a', [entry('one')]);
    assert.equal(index.clear(), true);
    assert.deepEqual([index.lists.size, index.get('one'), index.lengths.size], [0, undefined, 0]);
  });

  it('says whether a released application had a list', () => {
    const index = new IssuedIndex();
    index.set('a', [entry('one')]);
    assert.deepEqual([index.release('b'), index.release('a'), index.release('a')], [false, true, false]);
    assert.equal(owner(index, 'one'), 'a');
  });

  it('leaves a token of a third one with it when others come and go', () => {
    const index = new IssuedIndex();
    index.set('a', [entry('shared')]);
    index.set('b', [entry('mine')]);
    index.set('c', [entry('shared'), entry('third')]);
    index.release('b');
    assert.deepEqual([owner(index), owner(index, 'third'), owner(index, 'mine')], ['c', 'c', 'b']);
    index.release('a');
    assert.equal(owner(index), 'c');
  });
});
