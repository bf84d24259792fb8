import assert from 'node:assert/strict';

import {
  readStoredApplication,
  type StoredApplication,
} from '../../../../../src/core/applications/application.ts';
import type { IssuedPlace } from '../../../../../src/features/updateTokens/model/findIssuedTokens.ts';
import {
  describeLens,
  placesWithLens,
  timesOf,
} from '../../../../../src/features/updateTokens/model/issuedLens.ts';
import {
  newerTokens,
  placesMeant,
  readUpdateRequest,
} from '../../../../../src/features/updateTokens/model/places.ts';

const NOW = Date.UTC(2026, 0, 1);
const MINUTE = 60_000;

const shop = readStoredApplication(
  'k',
  JSON.stringify({ version: 1, id: 'i', secret: 's', name: 'Shop', scopes: [], revision: 'r' }),
);

function place(token: string, anchor: number, applicationKey = 'k'): IssuedPlace {
  const issued = { applicationKey, digest: `digest of ${token}`, length: token.length, issuedAtMs: NOW };
  return {
    token,
    anchor,
    start: anchor + 30,
    end: anchor + 30 + token.length,
    kind: 'authorization',
    issued,
  };
}

describe('describeLens', () => {
  const rows: [
    expiresAtMs: number | undefined,
    stored: StoredApplication | undefined,
    title: string,
    name: string | undefined,
    isValid: boolean,
  ][] = [
    [NOW + 12 * MINUTE, shop, 'Routee: Shop, expires in 12 min', 'Shop', true],
    [NOW + 1, shop, 'Routee: Shop, expires in 0 s', 'Shop', true],
    [NOW, shop, 'Routee: Shop, expired 0 s ago', 'Shop', false],
    [NOW - 5 * MINUTE, shop, 'Routee: Shop, expired 5 min ago', 'Shop', false],
    [undefined, shop, 'Routee: Shop, expiry unknown', 'Shop', true],
    [NOW + MINUTE, undefined, 'Routee: application removed, expires in 1 min', undefined, true],
    [NOW - MINUTE, undefined, 'Routee: application removed, expired 1 min ago', undefined, false],
    [
      NOW + MINUTE,
      readStoredApplication('k', '{'),
      'Routee: unreadable application, expires in 1 min',
      undefined,
      true,
    ],
  ];
  for (const [expiresAtMs, stored, title, name, isValid] of rows) {
    it(title, () => {
      assert.deepEqual(describeLens(expiresAtMs === undefined ? {} : { expiresAtMs }, stored, NOW), {
        title,
        name,
        isValid,
      });
    });
  }
});

describe('timesOf', () => {
  it('are those of the current token where it is that one', () => {
    const current = { accessToken: 'a', issuedAtMs: 1, expiresAtMs: 2, scopes: [], permissions: [] };
    assert.equal(timesOf(place('a', 0), current).expiresAtMs, 2);
    assert.equal(timesOf(place('b', 0), current).expiresAtMs, undefined);
    assert.equal(timesOf(place('a', 0), undefined).expiresAtMs, undefined);
  });
});

describe('placesWithLens', () => {
  it('are one for each token of a request', () => {
    const [a, b, c, d] = [place('a', 0), place('b', 0), place('a', 50), place('a', 100)] as const;
    assert.deepEqual(placesWithLens([a, a, b, a, c, c, d]), [a, b, c, d]);
    assert.deepEqual(placesWithLens([]), []);
  });
});

describe('newerTokens', () => {
  it('gives each token the current one of its application, and leaves others alone', () => {
    const places = [place('a', 0, 'k'), place('b', 1, 'l'), place('c', 2, 'k'), place('d', 3, 'gone')];
    const newer = newerTokens(
      places,
      new Map([
        ['k', 'K'],
        ['l', 'L'],
      ]),
    );
    assert.deepEqual(
      [...newer],
      [
        ['a', 'K'],
        ['b', 'L'],
        ['c', 'K'],
      ],
    );
  });
});

describe('an update request', () => {
  const request = { uri: 'file:///a.http', digest: 'digest of a', anchor: 60 };

  it('means the nearest request with that token', () => {
    const near = [place('a', 70), { ...place('a', 70), start: 200 }];
    assert.deepEqual(placesMeant([place('a', 10), place('b', 60), ...near, place('a', 90)], request), near);
    assert.deepEqual(placesMeant([place('b', 60)], request), []);
    assert.deepEqual(placesMeant([], request), []);
  });

  it('is read from what a lens passes', () => {
    assert.deepEqual(readUpdateRequest({ ...request, more: 1 }), request);
  });

  for (const other of [
    undefined,
    null,
    1,
    'x',
    {},
    { key: 'k' },
    { ...request, uri: 1 },
    { ...request, digest: 1 },
    { ...request, anchor: '1' },
  ]) {
    it(`is not ${JSON.stringify(other)}`, () => {
      assert.equal(readUpdateRequest(other), undefined);
    });
  }
});
