import assert from 'node:assert/strict';

import { atOnce } from '../../../../../src/core/kit/slices.ts';
import { prettyJson } from '../../../../../src/features/requests/model/prettyJson.ts';

const LONGEST = 1.5 * 1024 * 1024;
const nested = (depth: number, inside = ''): string => '['.repeat(depth) + inside + ']'.repeat(depth);
const pretty = (text: string): string => JSON.stringify(JSON.parse(text), undefined, 2);

describe('The limits of prettyJson', () => {
  it('reads 1.5 MiB, and no more', () => {
    const text = `"${'x'.repeat(LONGEST - 2)}"`;
    assert.ok(atOnce(prettyJson(text)) === text);
    assert.equal(atOnce(prettyJson(`${text} `)), undefined);
  });

  it('reads 100 levels, and no more', () => {
    assert.equal(atOnce(prettyJson(nested(100))), pretty(nested(100)));
    assert.equal(atOnce(prettyJson(nested(101))), undefined);
  });

  it('makes 9 MiB of an answer, and no more', () => {
    const items = (count: number): string => nested(99, Array<string>(count).fill('0').join(','));
    assert.ok(atOnce(prettyJson(items(40_000))) === pretty(items(40_000)));
    assert.equal(atOnce(prettyJson(items(60_000))), undefined);
  });

  it('gives way only now and then', () => {
    const steps = (count: number): number => {
      const text = JSON.stringify(Array<number>(count).fill(0));
      return [...prettyJson(text)].length;
    };
    assert.deepEqual([steps(10), steps(499), steps(500), steps(5000)], [0, 0, 1, 10]);
  });

  it('keeps every part of an answer of several steps', () => {
    const text = JSON.stringify(Array.from({ length: 3000 }, (_, n) => ({ n })));
    assert.equal(atOnce(prettyJson(text)), pretty(text));
  });
});
