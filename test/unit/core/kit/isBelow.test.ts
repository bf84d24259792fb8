import assert from 'node:assert/strict';
import { posix, win32 } from 'node:path';

import { isBelow } from '../../../../src/core/kit/isBelow.ts';

describe('isBelow', () => {
  const rows: [rules: 'posix' | 'win32', file: string, folder: string, expected: boolean][] = [
    ['posix', '/a/b', '/a', true],
    ['posix', '/a/b/c', '/a/', true],
    ['posix', '/a', '/a', false],
    ['posix', '/', '/a', false],
    ['posix', '/ab', '/a', false],
    ['posix', '/a/../b', '/a', false],
    ['posix', '/a/..b', '/a', true],
    ['posix', '/A/b', '/a', false],
    ['win32', 'C:\\a\\b', 'C:\\a', true],
    ['win32', 'c:\\A\\b', 'C:\\a', true],
    ['win32', 'c:/a/b', 'C:\\a', true],
    ['win32', 'D:\\a\\b', 'C:\\a', false],
    ['win32', 'C:\\a\\..\\b', 'C:\\a', false],
    ['win32', '\\\\server\\share\\a', '\\\\server\\share', true],
    ['win32', '\\\\other\\share\\a', '\\\\server\\share', false],
  ];
  for (const [rules, file, folder, expected] of rows) {
    it(`${rules}: ${file} ${expected ? 'is' : 'is not'} below ${folder}`, () => {
      assert.equal(isBelow(file, folder, rules === 'posix' ? posix : win32), expected);
    });
  }
});
