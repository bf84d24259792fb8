import assert from 'node:assert/strict';

import { isSafeRequest } from '../../../../../src/features/requests/model/sending.ts';

describe('isSafeRequest', () => {
  it('goes by the method', () => {
    assert.deepEqual(
      ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].map((method) =>
        isSafeRequest(method, ['Accept']),
      ),
      [true, true, false, false, false, false, false],
    );
  });

  it('does not trust a method that a header may replace', () => {
    for (const name of ['X-HTTP-Method-Override', 'x-http-method', 'X-METHOD-OVERRIDE']) {
      assert.equal(isSafeRequest('GET', ['Accept', name]), false, name);
    }
    assert.equal(isSafeRequest('GET', ['Method', 'X-HTTP-Method-Other']), true);
  });
});
