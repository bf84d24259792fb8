import assert from 'node:assert/strict';

import { RecentMap } from '../../../../../src/features/sandbox/model/recentMap.ts';

it('RecentMap forgets the oldest, and only past its limit', () => {
  const map = new RecentMap<number>(2);
  map.set('a', 1);
  map.set('b', 2);
  map.set('a', 3);
  assert.deepEqual(map.values, [3, 2]);
  map.set('c', 4);
  assert.deepEqual([map.get('a'), map.get('b'), map.get('c')], [undefined, 2, 4]);
  assert.deepEqual([map.delete('b'), map.delete('b')], [true, false]);
  assert.deepEqual(map.values, [4]);
});
