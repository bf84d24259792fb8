import assert from 'node:assert/strict';
import { applyEdits } from '../../../src/core/kit/textEdit.ts';

describe('applyEdits', () => {
  it('replaces, inserts and deletes', () => {
    const edits = [
      { start: 0, end: 0, text: '>' },
      { start: 0, end: 1, text: 'A' },
      { start: 2, end: 3, text: '' },
      { start: 4, end: 4, text: '<' },
    ];
    assert.equal(applyEdits('abcd', edits), '>Abd<');
  });

  it('counts UTF-16 code units', () => {
    assert.equal(applyEdits('👍x', [{ start: 2, end: 3, text: 'y' }]), '👍y');
  });

  for (const [what, edits] of [
    [
      'unsorted',
      [
        { start: 2, end: 2, text: '' },
        { start: 1, end: 1, text: '' },
      ],
    ],
    [
      'overlapping',
      [
        { start: 0, end: 2, text: '' },
        { start: 1, end: 3, text: '' },
      ],
    ],
    ['reversed', [{ start: 2, end: 1, text: '' }]],
    ['beyond the text', [{ start: 4, end: 5, text: '' }]],
  ] as const) {
    it(`refuses edits that are ${what}`, () => {
      assert.throws(() => applyEdits('abcd', edits), RangeError);
    });
  }
});
