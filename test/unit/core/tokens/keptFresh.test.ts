import assert from 'node:assert/strict';

import { FreshWhileRead } from '../../../../src/core/tokens/keptFresh.ts';

describe('FreshWhileRead', () => {
  it('keeps just the given applications fresh, each once, also when it is called again meanwhile', () => {
    const kept: string[] = [];
    const again: string[][] = [];
    const fresh = new FreshWhileRead({
      keepFresh: (key) => {
        kept.push(key);
        const keys = again.pop();
        if (keys !== undefined) fresh.set(keys);
        return { dispose: () => kept.splice(kept.indexOf(key), 1) };
      },
    });
    fresh.set(['a', 'b', 'a']);
    assert.deepEqual(kept, ['a', 'b']);
    fresh.set(['b', 'c']);
    assert.deepEqual(kept, ['b', 'c']);
    again.push(['b', 'c', 'd']);
    fresh.set(['b', 'c', 'd']);
    assert.deepEqual(kept, ['b', 'c', 'd']);
    again.push(['f']);
    fresh.set(['e']);
    assert.deepEqual(kept, ['f']);
    fresh.dispose();
    assert.deepEqual(kept, []);
  });
});
