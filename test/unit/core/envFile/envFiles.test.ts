import assert from 'node:assert/strict';

import { posix, win32 } from 'node:path';

import { addToGitIgnore, gitIgnoreFolder, ignoreLine } from '../../../../src/core/envFile/envFiles.ts';

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

describe('the folder of a .gitignore', () => {
  const rows: [rules: 'posix' | 'win32', file: string, top: string, there: string, expected: string][] = [
    ['posix', '/w/a/b/.env', '/w', '/w/a/.gitignore', '/w/a'],
    ['posix', '/w/a/b/.env', '/w', '/w/a/b/.git', '/w/a/b'],
    ['posix', '/w/a/b/.env', '/w', '/.gitignore', '/w'],
    ['posix', '/w/.env', '/w', '', '/w'],
    // A Mac takes both for the same folder.
    ['posix', '/W/a/.env', '/w', '/W/.gitignore', '/W/a'],
    ['win32', 'c:\\w\\a\\.env', 'C:\\W', 'c:\\w\\a\\.gitignore', 'c:\\w\\a'],
    ['win32', 'c:\\w\\a\\.env', 'C:\\W', 'c:\\.git', 'c:\\w'],
    ['win32', '\\\\host\\w\\a\\.env', '\\\\host\\w\\', '', '\\\\host\\w\\'],
  ];
  for (const [rules, file, top, there, expected] of rows) {
    it(`${rules}: of ${file} in ${top} with ${there || 'none'} is ${expected}`, () => {
      const paths = rules === 'posix' ? posix : win32;
      assert.equal(
        gitIgnoreFolder(file, top, (folder, name) => paths.join(folder, name) === there, paths),
        expected,
      );
    });
  }
});
