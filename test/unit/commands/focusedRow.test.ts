import assert from 'node:assert/strict';

import { FocusedRow } from '../../../src/commands/focusedRow.ts';

const shop = { kind: 'application', key: 'shop' };
const stock = { kind: 'application', key: 'stock' };
const expiry = () => ({ kind: 'expiry', key: 'shop', id: 'shop/expiry' });

describe('FocusedRow', () => {
  const rows: [what: string, before: unknown[], after: unknown[], row: unknown][] = [
    ['the row that came to the selection', [], [shop], shop],
    ['the row that came to another one', [stock], [stock, shop], shop],
    ['the row that left the selection', [shop], [], shop],
    ['the row that left others', [shop, stock], [shop], stock],
    ['a row below an application', [shop], [shop, expiry()], expiry()],
    ['the same for a row that was drawn anew', [expiry()], [], expiry()],
    ['none where nothing has changed', [shop], [shop], undefined],
    ['none where a row was drawn anew meanwhile', [expiry()], [expiry()], undefined],
    ['none where nothing is selected', [], [], undefined],
  ];
  for (const [what, before, after, row] of rows) {
    it(`is ${what}`, () => {
      const focused = new FocusedRow();
      focused.note('before', before);
      focused.note('after', after);
      assert.deepEqual(focused.take(), row);
      assert.equal(focused.take(), undefined, 'only once');
    });
  }

  it('is none of an earlier key', () => {
    const focused = new FocusedRow();
    focused.note('before', []);
    focused.note('after', [shop]);
    focused.note('before', [shop]);
    assert.equal(focused.take(), undefined);
    focused.note('something else', [stock]);
    assert.equal(focused.take(), undefined);
  });
});
