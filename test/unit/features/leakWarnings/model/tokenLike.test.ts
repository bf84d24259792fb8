import assert from 'node:assert/strict';

import { mayHoldToken, mayTouchToken } from '../../../../../src/features/leakWarnings/model/tokenLike.ts';

const UUID = 'b2014e88-86ff-44fc-ac98-ebaf24ff88c4';

describe('the cheap look for a token', () => {
  it('sees a token anywhere', () => {
    assert.equal(mayHoldToken(UUID), true);
    assert.equal(mayHoldToken(`{"a":"${UUID}"}`), true);
    assert.equal(mayHoldToken(UUID.replaceAll('-', '')), true);
  });

  it('passes over words', () => {
    assert.equal(
      mayHoldToken('const aRatherLongNameOfAFunction = anotherOne.withMethods(and, more);'),
      false,
    );
    assert.equal(mayHoldToken(''), false);
  });

  it('takes time in proportion to the text', () => {
    const text = `${'-'.repeat(31)} `.repeat(60_000);
    const start = performance.now();
    assert.equal(mayHoldToken(text), false);
    assert.ok(performance.now() - start < 500);
  });

  const change = (line: number, character: number, text: string) => [
    { range: { start: { line, character } }, text },
  ];
  const document = (...lines: string[]) => ({
    lineCount: lines.length,
    lineAt: (line: number) => {
      const text = lines[line];
      if (text === undefined) throw new Error('Illegal value for `line`');
      return { text };
    },
  });
  const half = UUID.slice(0, 20);

  it('looks at a whole document of which the changed line is gone', () => {
    assert.equal(mayTouchToken(document('ab', 'c'), change(7, 0, '')), true);
    assert.equal(mayTouchToken(document('ab', 'c'), change(1, 0, '')), false);
  });

  it('sees a token that was pasted, also among several lines', () => {
    assert.equal(mayTouchToken(document('', UUID), change(0, 0, `\n${UUID}`)), true);
  });

  it('sees a token that the last key completes', () => {
    assert.equal(mayTouchToken(document(`a: ${UUID}`), change(0, 38, '4')), true);
  });

  it('sees a token that a deletion completes', () => {
    assert.equal(mayTouchToken(document(UUID), change(0, half.length, '')), true);
  });

  it('looks at no other line, and not at the far end of a long one', () => {
    assert.equal(mayTouchToken(document('ab', UUID), change(0, 1, 'b')), false);
    assert.equal(mayTouchToken(document(`ab${' '.repeat(100)}${UUID}`), change(0, 1, 'b')), false);
  });
});
