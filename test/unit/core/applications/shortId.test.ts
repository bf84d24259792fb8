import assert from 'node:assert/strict';

import { shortId } from '../../../../src/core/applications/application.ts';

describe('shortId', () => {
  for (const [id, expected] of [
    ['5756a411e4b06a33d50517c7', '5756…17c7'],
    ['1234567890123', '1234…0123'],
    ['123456789012', '12…'],
    ['abc', 'ab…'],
    ['', '…'],
  ] as const) {
    it(`makes "${expected}" of "${id}"`, () => {
      assert.equal(shortId(id), expected);
    });
  }
});
