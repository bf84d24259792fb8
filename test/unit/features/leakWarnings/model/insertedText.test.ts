import assert from 'node:assert/strict';
import fc from 'fast-check';

import { applyEdits, type TextEdit } from '../../../../../src/core/kit/textEdit.ts';
import {
  afterChange,
  insertedTexts,
  undoingEdits,
} from '../../../../../src/features/leakWarnings/model/insertedText.ts';

const edit = (start: number, end: number, text: string): TextEdit => ({ start, end, text });

describe('the text that an insertion put into a document', () => {
  const before = 'one two three';
  const edits = [edit(0, 3, 'TOKEN'), edit(8, 8, 'TOKEN'), edit(13, 13, '!')];
  const after = 'TOKEN two TOKENthree!';

  it('is known by place and by what it replaced', () => {
    assert.equal(applyEdits(before, edits), after);
    assert.deepEqual(insertedTexts(before, edits), [
      { start: 0, text: 'TOKEN', replaced: 'one' },
      { start: 10, text: 'TOKEN', replaced: '' },
      { start: 20, text: '!', replaced: '' },
    ]);
    assert.equal(applyEdits(after, undoingEdits(insertedTexts(before, edits))), before);
  });

  const rows: [what: string, change: TextEdit, starts: number[]][] = [
    ['text before all of it moves it', edit(0, 0, 'ab'), [2, 12, 22]],
    ['text right behind it leaves it', edit(5, 5, 'ab'), [0, 12, 22]],
    ['text right before it moves it', edit(10, 10, 'ab'), [0, 12, 22]],
    ['a deletion between moves what follows', edit(6, 8, ''), [0, 8, 18]],
    ['text within it ends it', edit(12, 12, 'x'), [0, 21]],
    ['a deletion that cuts into it ends it', edit(9, 11, ''), [0, 18]],
    ['replacing everything ends all', edit(0, 21, 'x'), []],
  ];
  for (const [what, change, starts] of rows) {
    it(`is followed: ${what}`, () => {
      const followed = afterChange(insertedTexts(before, edits), change);
      assert.deepEqual(
        followed.map(({ start }) => start),
        starts,
      );
      const now = applyEdits(after, [change]);
      for (const { start, text } of followed) assert.ok(now.startsWith(text, start));
    });
  }

  it('can be taken away, and nothing else, whatever else has changed', () => {
    // Distinct alphabets tell what was inserted (upper case), what was there (lower case) and what came later (digits).
    const gaps = fc.array(fc.tuple(fc.stringMatching(/^[a-z]{0,4}$/), fc.stringMatching(/^[A-Z]{1,5}$/)), {
      minLength: 1,
      maxLength: 4,
    });
    const changes = fc.array(fc.tuple(fc.nat(), fc.nat(6), fc.stringMatching(/^[0-9]{0,3}$/)), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(gaps, changes, (parts, laterChanges) => {
        const original = parts.map(([text]) => text).join('');
        let offset = 0;
        const insertions = parts.map(([text, inserted]) => edit((offset += text.length), offset, inserted));
        let text = applyEdits(original, insertions);
        let followed = insertedTexts(original, insertions);
        for (const [at, length, typed] of laterChanges) {
          const start = at % (text.length + 1);
          const change = edit(start, Math.min(start + length, text.length), typed);
          text = applyEdits(text, [change]);
          followed = afterChange(followed, change);
        }
        for (const part of followed) assert.ok(text.startsWith(part.text, part.start));
        const undone = applyEdits(text, undoingEdits(followed));
        const others = (value: string): string => value.replaceAll(/[A-Z]/g, '');
        assert.equal(others(undone), others(text));
        const upper = (value: string): number => value.length - others(value).length;
        assert.equal(upper(undone), upper(text) - followed.reduce((sum, part) => sum + part.text.length, 0));
      }),
      { numRuns: 300 },
    );
  });
});
