import assert from 'node:assert/strict';

import {
  isExpired,
  isLongLived,
  remainingMs,
  tokenSchema,
  type Token,
} from '../../../../src/core/protocol/token.ts';

const NOW = Date.UTC(2026, 0, 1);
const DAY = 24 * 60 * 60 * 1000;

const issuedFor = (lifetimeMs: number | undefined): Token => ({
  accessToken: 'tk',
  issuedAtMs: NOW,
  ...(lifetimeMs === undefined ? {} : { expiresAtMs: NOW + lifetimeMs }),
  scopes: [],
  permissions: [],
});

describe('token', () => {
  const lives: [lifetimeMs: number | undefined, afterMs: number, remaining: number, expired: boolean][] = [
    [3_600_000, 0, 3_600_000, false],
    [3_600_000, 3_599_999, 1, false],
    [3_600_000, 3_600_000, 0, true],
    [3_600_000, 3_600_001, -1, true],
    // The clock was set back to before the token was issued.
    [3_600_000, -1000, 3_601_000, false],
    [0, 0, 0, true],
    [-1000, 0, -1000, true],
    [631_139_040_000, 0, 631_139_040_000, false],
    [undefined, 0, Infinity, false],
    [undefined, 1e15, Infinity, false],
  ];
  for (const [lifetimeMs, afterMs, remaining, expired] of lives) {
    it(`a life of ${lifetimeMs ?? 'no stated length'} after ${afterMs} ms`, () => {
      const token = issuedFor(lifetimeMs);
      assert.equal(remainingMs(token, NOW + afterMs), remaining);
      assert.equal(isExpired(token, NOW + afterMs), expired);
    });
  }

  const longLives: [what: string, lifetimeMs: number | undefined, longLived: boolean][] = [
    ['1 hour', DAY / 24, false],
    ['1 day', DAY, false],
    ['30 days', 30 * DAY, false],
    ['30 days and 1 ms', 30 * DAY + 1, true],
    ['20 years', 631_139_040_000, true],
    ['no stated life', undefined, true],
    ['a dead token', -DAY, false],
  ];
  for (const [what, lifetimeMs, longLived] of longLives) {
    it(`${what}: ${longLived ? 'long-lived' : 'not long-lived'}`, () => {
      assert.equal(isLongLived(issuedFor(lifetimeMs)), longLived);
    });
  }

  it('of 20 years stays long-lived when little of them is left', () => {
    const token = { ...issuedFor(631_139_040_000), issuedAtMs: NOW };
    assert.ok(remainingMs(token, NOW + 631_139_039_000) === 1000 && isLongLived(token));
  });

  const valid = issuedFor(1000);
  const stored: [what: string, value: unknown, readable: boolean][] = [
    ['a token', valid, true],
    ['one without a stated expiry', issuedFor(undefined), true],
    ['one that ends with the time that dates can hold', { ...valid, expiresAtMs: 8.64e15 }, true],
    ['an empty token', { ...valid, accessToken: '' }, false],
    ['a null expiry', { ...valid, expiresAtMs: null }, false],
    ['an expiry that is a text', { ...valid, expiresAtMs: '1' }, false],
    ['no moment of issue', { ...valid, issuedAtMs: undefined }, false],
    ['no scopes', { ...valid, scopes: undefined }, false],
    ['scopes that are no texts', { ...valid, scopes: [1] }, false],
    ['no permissions', { ...valid, permissions: undefined }, false],
    ['null', null, false],
  ];
  for (const [what, value, readable] of stored) {
    it(`${readable ? 'reads' : 'does not read'} ${what} from the store`, () => {
      const json: unknown = JSON.parse(JSON.stringify(value));
      const parsed = tokenSchema.safeParse(json);
      assert.equal(parsed.success, readable);
      if (readable) assert.deepEqual(parsed.data, value);
    });
  }
});
