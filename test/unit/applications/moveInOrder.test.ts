import assert from 'node:assert/strict';

import fc from 'fast-check';

import { inOrder, readOrder } from '../../../src/core/applications/applicationOrder.ts';
import { dropped, shifted } from '../../../src/core/applications/moveInOrder.ts';

const letters = (text: string): string[] => Array.from(text);
const keys = letters('abcde');

describe('readOrder', () => {
  const cases: [value: string | undefined, expected: readonly string[]][] = [
    [undefined, []],
    ['', []],
    ['no JSON', []],
    ['{"a":1}', []],
    ['["a",1,null,"b"]', ['a', 'b']],
  ];
  for (const [value, expected] of cases) {
    it(`reads ${value ?? 'nothing'}`, () => {
      assert.deepEqual(readOrder(value), expected);
    });
  }
});

describe('inOrder', () => {
  const rows = keys.map((key) => ({ key }));
  const sorted = (order: readonly string[]): string =>
    inOrder(rows, order)
      .map(({ key }) => key)
      .join('');

  it('changes nothing without an order', () => {
    assert.equal(sorted([]), 'abcde');
  });

  it('puts what it does not know behind, as it comes', () => {
    assert.equal(sorted(['d', 'gone', 'b']), 'dbace');
  });
});

describe('dropped', () => {
  const cases: [what: string, moved: string, onto: string | undefined, expected: string][] = [
    ['down, behind the row', 'a', 'c', 'bcade'],
    ['up, before the row', 'd', 'b', 'adbce'],
    ['to the next row', 'a', 'b', 'bacde'],
    ['to the row before', 'b', 'a', 'bacde'],
    ['below the last row', 'b', undefined, 'acdeb'],
    ['onto the last row', 'b', 'e', 'acdeb'],
    ['onto a row that is gone', 'b', 'x', 'acdeb'],
    ['onto itself', 'b', 'b', 'abcde'],
    ['several down', 'ac', 'd', 'bdace'],
    ['several up', 'ec', 'a', 'ceabd'],
    ['several onto one of them', 'ac', 'c', 'abcde'],
    ['one that is gone', 'x', 'b', 'abcde'],
  ];
  for (const [what, moved, onto, expected] of cases) {
    it(what, () => {
      assert.equal(dropped(keys, { moved: letters(moved), onto }).join(''), expected);
    });
  }
});

describe('shifted', () => {
  const cases: [moved: string, by: -1 | 1, expected: string][] = [
    ['c', -1, 'acbde'],
    ['c', 1, 'abdce'],
    ['a', -1, 'abcde'],
    ['e', 1, 'abcde'],
    ['bc', -1, 'bcade'],
    ['bc', 1, 'adbce'],
    ['ab', -1, 'abcde'],
    ['ac', -1, 'acbde'],
    ['de', 1, 'abcde'],
    ['bd', 1, 'acbed'],
    ['x', 1, 'abcde'],
  ];
  for (const [moved, by, expected] of cases) {
    it(`${moved} ${by < 0 ? 'up' : 'down'}`, () => {
      assert.equal(shifted(keys, letters(moved), by).join(''), expected);
    });
  }
});

describe('any move', () => {
  const some = fc.subarray(keys);

  it('loses and doubles nothing', () => {
    fc.assert(
      fc.property(
        some,
        fc.option(fc.constantFrom(...keys, 'x')),
        fc.constantFrom(-1, 1),
        (moved, onto, by) => {
          const drop = dropped(keys, { moved, onto: onto ?? undefined });
          assert.deepEqual(drop.toSorted(), keys);
          assert.deepEqual(shifted(keys, moved, by).toSorted(), keys);
          // What is moved keeps its own order.
          assert.deepEqual(
            drop.filter((key) => moved.includes(key)),
            moved,
          );
        },
      ),
    );
  });
});
