import assert from 'node:assert/strict';

import { addToGitIgnore, ignoreLine } from '../../../../src/core/envFile/envFiles.ts';

describe('a line in .gitignore', () => {
  const rows: [before: string, after: string][] = [
    ['', '/.env\n'],
    ['dist/\n', 'dist/\n/.env\n'],
    ['dist/', 'dist/\n/.env\n'],
    ['a\r\nb\r\n', 'a\r\nb\r\n/.env\r\n'],
    ['/.env\n', '/.env\n'],
    ['a\r\n/.env\r\nb', 'a\r\n/.env\r\nb'],
    ['# /.env\n', '# /.env\n/.env\n'],
  ];
  for (const [before, after] of rows) {
    it(`is added to ${JSON.stringify(before)}`, () => {
      assert.equal(addToGitIgnore(before, '.env'), after);
      assert.equal(addToGitIgnore(after, '.env'), after);
    });
  }

  it('is never two, whatever a path holds', () => {
    for (const path of ['a\n*', 'a\r\n!b', 'a\r*'])
      assert.throws(() => addToGitIgnore('', path), { code: 'unfit' });
  });

  it('means that one file only', () => {
    assert.equal(ignoreLine('api/[a] b*?.env'), '/api/\\[a\\] b\\*\\?.env');
    assert.equal(ignoreLine('x '), '/x\\ ');
  });
});
