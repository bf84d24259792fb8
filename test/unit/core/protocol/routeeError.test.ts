import assert from 'node:assert/strict';

import { needsUser, RouteeError, type RouteeErrorCode } from '../../../../src/core/protocol/routeeError.ts';

describe('RouteeError', () => {
  it('keeps its code, sentence, cause and pause', () => {
    const error = new RouteeError('rateLimited', 'Wait.', { cause: 'why', retryAfterMs: 5 });
    assert.ok(error instanceof Error);
    assert.equal(String(error), 'RouteeError: Wait.');
    assert.deepEqual([error.code, error.cause, error.retryAfterMs], ['rateLimited', 'why', 5]);
  });

  // A record, so that a new code cannot be forgotten here.
  const rows: Record<RouteeErrorCode, boolean> = {
    credentialsRejected: true,
    invalidScope: true,
    refused: false,
    notFound: false,
    rateLimited: false,
    serverError: false,
    badAnswer: false,
    expiredToken: false,
    redirected: false,
    network: false,
    timeout: false,
    cancelled: false,
    invalidEndpoint: false,
    invalidRequest: false,
    foreignOrigin: false,
  };
  for (const [code, expected] of Object.entries(rows) as [RouteeErrorCode, boolean][]) {
    it(`${code} ${expected ? 'needs' : 'does not need'} the user`, () => {
      assert.equal(needsUser(code), expected);
    });
  }
});
