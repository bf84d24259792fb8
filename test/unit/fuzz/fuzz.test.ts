import assert from 'node:assert/strict';

import { growing, measureGrowth } from '../../support/fuzz/growth.ts';
import { readers } from '../../support/fuzz/readers.ts';
import { shareOf, targets } from '../../support/fuzz/targets.ts';

/** The short form; `npm run fuzz` has the long one. */
const CASES = 3000;
const TIMES = 2500;
const seed = Date.now() % 2 ** 31;

describe('fuzz', function () {
  this.timeout(30_000);

  for (const target of targets) {
    describe(target.name, () => {
      for (const { why, check } of target.past) it(`is right with ${why}`, check);
      it(`breaks no promise (seed ${seed})`, () => target.fuzz(shareOf(target, CASES), seed));
    });
  }
});

describe('growth: eight times the text', function () {
  this.timeout(30_000);
  this.retries(3);

  for (const [reader, read] of Object.entries(readers)) {
    it(`takes linear time for ${reader}`, () => {
      for (const [text, textOf] of Object.entries(growing)) {
        const { isLinear, times } = measureGrowth(textOf, read, TIMES);
        assert.ok(isLinear, `${text}: ${times.join(' ms, then ')} ms`);
      }
    });
  }

  it('would notice a careless expression, and a careful one is let off', () => {
    const { slashes } = growing;
    assert.ok(slashes);
    assert.equal(measureGrowth(slashes, (text) => text.replace(/\/+$/, ''), TIMES).isLinear, false);
    assert.equal(measureGrowth(slashes, (text) => text.replace(/(?<!\/)\/+$/, ''), TIMES).isLinear, true);
  });
});
