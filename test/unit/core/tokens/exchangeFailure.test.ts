import assert from 'node:assert/strict';

import fc from 'fast-check';

import { LONGEST_RETRY_MS, retryDelayMs } from '../../../../src/core/tokens/exchangeFailure.ts';

const ALMOST_ONE = 1 - 2 ** -53;

describe('retryDelayMs', () => {
  const rows: [failures: number, random: number, retryAfterMs: number | undefined, delayMs: number][] = [
    [1, 0, undefined, 1000],
    [1, 0.75, undefined, 1500],
    [2, 0.75, undefined, 3000],
    [3, 0.5, undefined, 4000],
    [8, 0.5, undefined, 128_000],
    [9, 0.5, undefined, 150_000],
    [1000, 0.5, undefined, 150_000],
    [Number.MAX_SAFE_INTEGER, 0.5, undefined, 150_000],
    [Number.MAX_SAFE_INTEGER, 0, undefined, 1000],
    [0, 0.9, undefined, 1000],
    // The server's wish is a lower bound.
    [1, 0, 0, 1000],
    [1, 0.75, 1499, 1500],
    [1, 0.75, 60_000, 60_000],
    [9, 0.5, 86_400_000, 86_400_000],
  ];
  for (const [failures, random, retryAfterMs, delayMs] of rows) {
    it(`${failures} failure(s), random ${random}, Retry-After ${retryAfterMs}: ${delayMs} ms`, () => {
      assert.equal(retryDelayMs(failures, random, retryAfterMs), delayMs);
    });
  }

  const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

  it('lies between 1 s and 5 min', () => {
    assert.equal(LONGEST_RETRY_MS, 300_000);
    fc.assert(
      fc.property(fc.nat(), random, (failures, r) => {
        const delay = retryDelayMs(failures, r, undefined);
        assert.ok(delay >= 1000 && delay <= 300_000, String(delay));
      }),
    );
  });

  it('never comes before the time that the server asked for', () => {
    fc.assert(
      fc.property(fc.nat(), random, fc.nat(), (failures, r, retryAfterMs) => {
        const delay = retryDelayMs(failures, r, retryAfterMs);
        assert.equal(delay, Math.max(retryDelayMs(failures, r, undefined), retryAfterMs));
      }),
    );
  });

  it('uses the whole range that grows with each failure', () => {
    const ceilings = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((n) =>
      Math.round(retryDelayMs(n, ALMOST_ONE, undefined)),
    );
    assert.deepEqual(
      ceilings,
      [2000, 4000, 8000, 16_000, 32_000, 64_000, 128_000, 256_000, 300_000, 300_000],
    );
  });
});
