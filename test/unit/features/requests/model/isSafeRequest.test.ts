import assert from 'node:assert/strict';

import { isSafeRequest } from '../../../../../src/features/requests/model/sending.ts';

const named = (...names: readonly string[]): [string, string][] => names.map((name) => [name, '']);

describe('isSafeRequest', () => {
  it('goes by the method', () => {
    assert.deepEqual(
      ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].map((method) =>
        isSafeRequest(method, named('Accept')),
      ),
      [true, true, false, false, false, false, false],
    );
  });

  it('does not trust a method that a header may replace', () => {
    for (const name of ['X-HTTP-Method-Override', 'x-http-method', 'X-METHOD-OVERRIDE']) {
      assert.equal(isSafeRequest('GET', named('Accept', name)), false, name);
    }
    assert.equal(isSafeRequest('GET', named('Method', 'X-HTTP-Method-Other')), true);
  });
});
