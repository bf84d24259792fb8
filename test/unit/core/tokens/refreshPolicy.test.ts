import assert from 'node:assert/strict';

import fc from 'fast-check';

import { isFresh, minimumLifeMs, renewalDueMs } from '../../../../src/core/tokens/refreshPolicy.ts';
import type { Token } from '../../../../src/core/protocol/token.ts';

const NOW = Date.UTC(2026, 0, 1);
const SECOND = 1000;
const HOUR = 3600 * SECOND;
const YEARS = 631_139_040 * SECOND;

const issuedFor = (lifetimeMs: number | undefined): Token => ({
  accessToken: 't',
  issuedAtMs: NOW,
  ...(lifetimeMs === undefined ? {} : { expiresAtMs: NOW + lifetimeMs }),
  scopes: [],
  permissions: [],
});

describe('refreshPolicy', () => {
  const lives: [lifetimeMs: number | undefined, minimum: number][] = [
    [undefined, 0],
    [YEARS, 30 * SECOND],
    [24 * HOUR, 30 * SECOND],
    [HOUR, 30 * SECOND],
    [300 * SECOND, 30 * SECOND],
    [299 * SECOND, 29.9 * SECOND],
    [10 * SECOND, SECOND],
    [SECOND, 100],
    [0, 0],
    [-HOUR, 0],
  ];
  for (const [lifetimeMs, minimum] of lives) {
    it(`a life of ${lifetimeMs ?? 'no stated length'}: at least ${minimum} ms are left when handed out`, () => {
      assert.equal(minimumLifeMs(issuedFor(lifetimeMs)), minimum);
    });
  }

  const freshness: [lifetimeMs: number | undefined, leftMs: number, renews: boolean, reuses: boolean][] = [
    [HOUR, HOUR, true, true],
    [HOUR, 30_001, true, true],
    // Exchanging early is of use only with a server that then gives a new token.
    [HOUR, 30_000, false, true],
    [HOUR, 1, false, true],
    [HOUR, 0, false, false],
    [HOUR, -1, false, false],
    [SECOND, 101, true, true],
    [SECOND, 100, false, true],
    [0, 0, false, false],
    [-HOUR, -HOUR, false, false],
    [undefined, 0, true, true],
  ];
  for (const [lifetimeMs, leftMs, renews, reuses] of freshness) {
    it(`${leftMs} ms left of ${lifetimeMs ?? 'no stated length'}`, () => {
      const token = issuedFor(lifetimeMs);
      const now = lifetimeMs === undefined ? NOW : NOW + lifetimeMs - leftMs;
      assert.equal(isFresh({ token, reusesToken: false }, now), renews);
      assert.equal(isFresh({ token, reusesToken: true }, now), reuses);
    });
  }

  const dues: [lifetimeMs: number, jitter: number, early: number, reused: number][] = [
    [HOUR, 0, HOUR - 30_000, HOUR + 1000],
    [HOUR, 0.5, HOUR - 33_750, HOUR + 2000],
    [HOUR, 0.04, HOUR - 30_300, HOUR + 1300],
    [YEARS, 0, YEARS - 30_000, YEARS + 1000],
    [SECOND, 0, 900, 2000],
    [SECOND, 0.4, 890, 2010],
    [0, 0.9, 0, 1000],
    [-HOUR, 0.9, -HOUR, -HOUR + 1000],
  ];
  for (const [lifetimeMs, jitter, early, reused] of dues) {
    it(`a life of ${lifetimeMs} ms, jitter ${jitter}: due at ${early}, or at ${reused} when reused`, () => {
      const token = issuedFor(lifetimeMs);
      assert.equal(renewalDueMs({ token, reusesToken: false }, jitter), NOW + early);
      assert.equal(renewalDueMs({ token, reusesToken: true }, jitter), NOW + reused);
    });
  }

  // The server counted the life from somewhere within the exchange, so its token may live that much longer.
  const roundTrips: [roundTripMs: number | undefined, jitter: number, reused: number][] = [
    [undefined, 0, HOUR + 1000],
    [0, 0.04, HOUR + 1300],
    [200, 0, HOUR + 1100],
    [200, 0.04, HOUR + 1300],
    [4000, 0, HOUR + 3000],
    [4000, 0.9, HOUR + 3000],
  ];
  for (const [roundTripMs, jitter, reused] of roundTrips) {
    it(`an exchange of ${roundTripMs ?? 'unknown'} ms, jitter ${jitter}: due at ${reused} when reused`, () => {
      const token = issuedFor(HOUR);
      assert.equal(renewalDueMs({ token, reusesToken: true, roundTripMs }, jitter), NOW + reused);
      assert.equal(
        renewalDueMs({ token, reusesToken: false, roundTripMs }, jitter),
        renewalDueMs({ token, reusesToken: false }, jitter),
      );
    });
  }

  it('without a stated expiry is never due', () => {
    for (const reusesToken of [false, true]) {
      assert.equal(renewalDueMs({ token: issuedFor(undefined), reusesToken }, 0.5), undefined);
    }
  });

  const lifetime = fc.integer({ min: 1, max: YEARS });
  const jitter = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

  it('is due when the token is about to be no longer handed out, and not much before', () => {
    fc.assert(
      fc.property(lifetime, jitter, (lifetimeMs, random) => {
        const token = issuedFor(lifetimeMs);
        const due = renewalDueMs({ token, reusesToken: false }, random) ?? NaN;
        assert.ok(due > NOW + lifetimeMs * 0.87, 'most of the life is used');
        assert.ok(due <= NOW + lifetimeMs, 'while the token is valid');
        assert.ok(isFresh({ token, reusesToken: false }, due - 0.125 * lifetimeMs - 0.001));
        assert.ok(!isFresh({ token, reusesToken: false }, NOW + lifetimeMs));
      }),
    );
  });

  it('of a token that is handed back is due only once a new one must exist', () => {
    fc.assert(
      fc.property(lifetime, jitter, (lifetimeMs, random) => {
        const token = issuedFor(lifetimeMs);
        const due = renewalDueMs({ token, reusesToken: true }, random) ?? NaN;
        assert.ok(due >= NOW + lifetimeMs + 1000 && due <= NOW + lifetimeMs + 2000);
      }),
    );
  });
});
