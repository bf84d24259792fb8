import assert from 'node:assert/strict';

import { mayLeaveUnasked } from '../../../../src/core/tokens/mayLeaveUnasked.ts';
import type { Token } from '../../../../src/core/protocol/token.ts';

const DAY = 24 * 60 * 60 * 1000;

const token = (lifetimeMs: number | undefined): Token => ({
  accessToken: 't',
  issuedAtMs: 0,
  ...(lifetimeMs === undefined ? {} : { expiresAtMs: lifetimeMs }),
  scopes: [],
  permissions: [],
});

describe('mayLeaveUnasked', () => {
  it('is about tokens that live long, or without an end', () => {
    assert.deepEqual(
      [DAY / 24, 31 * DAY, undefined].map((lifetimeMs) => mayLeaveUnasked({}, token(lifetimeMs))),
      [true, false, false],
    );
  });

  it('is true of these, too, once the user has agreed to it for the application', () => {
    assert.equal(mayLeaveUnasked({ longLivedAccepted: true }, token(undefined)), true);
  });

  it('is false where there is no application any more', () => {
    assert.equal(mayLeaveUnasked(undefined, token(DAY / 24)), false);
  });
});
