import assert from 'node:assert/strict';

import { isHttpFile } from '../../../../src/core/httpFile/httpFile.ts';

describe('isHttpFile', () => {
  const rows: [languageId: string, path: string, expected: boolean][] = [
    ['http', 'Untitled-1', true],
    ['rest', '/a/b', true],
    ['plaintext', '/a/requests.http', true],
    ['plaintext', '/a/REQUESTS.HTTP', true],
    ['plaintext', '/a/requests.rest', true],
    ['plaintext', '/a/requests.http.txt', false],
    ['javascript', '/a/http', false],
    ['restructuredtext', '/a/b.rst', false],
    ['markdown', '/a.http/readme.md', false],
  ];
  for (const [languageId, path, expected] of rows) {
    it(`${languageId} ${path}: ${expected ? 'yes' : 'no'}`, () => {
      assert.equal(isHttpFile({ languageId, uri: { path } }), expected);
    });
  }
});
