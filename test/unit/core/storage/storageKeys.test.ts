import assert from 'node:assert/strict';

import {
  ACTIVE_KEY,
  applicationKeyOf,
  applicationStorageKey,
  claimKeyOf,
  claimStorageKey,
  FORMER_ORDER_KEY,
  ISSUED_KEY,
  issuedKeyOf,
  issuedStorageKey,
  isOurKey,
  tokenKeyOf,
  tokenStorageKey,
} from '../../../../src/core/storage/storageKeys.ts';

describe('storageKeys', () => {
  const kinds = [
    {
      kind: 'application',
      make: applicationStorageKey,
      read: applicationKeyOf,
      stored: 'routee.application.k',
    },
    { kind: 'token', make: tokenStorageKey, read: tokenKeyOf, stored: 'routee.token.k' },
    { kind: 'claim', make: claimStorageKey, read: claimKeyOf, stored: 'routee.claim.k' },
    { kind: 'issued', make: issuedStorageKey, read: issuedKeyOf, stored: 'routee.issued.k' },
  ];

  for (const { kind, make, read, stored } of kinds) {
    // What users have stored is found by these very texts: changing one loses it.
    it(`${kind}: ${stored}`, () => {
      assert.equal(make('k'), stored);
      assert.ok(isOurKey(stored));
      for (const key of ['k', 'a.b', 'routee.token.k', '__proto__']) assert.equal(read(make(key)), key);
    });

    it(`${kind}: reads no other key`, () => {
      const others = kinds.filter((other) => other.kind !== kind).map((other) => other.stored);
      for (const other of [
        ...others,
        ACTIVE_KEY,
        FORMER_ORDER_KEY,
        ISSUED_KEY,
        'k',
        `x${stored}`,
        stored.toUpperCase(),
      ]) {
        assert.equal(read(other), undefined, other);
      }
    });
  }

  const ours: [key: string, expected: boolean][] = [
    [ACTIVE_KEY, true],
    [ISSUED_KEY, true],
    ['routee.issuedKey', true],
    [FORMER_ORDER_KEY, true],
    ['routee.order', true],
    ['routee.', true],
    ['routee.somethingOfTomorrow', true],
    ['routee', false],
    ['Routee.active', false],
    ['other.routee.active', false],
    ['', false],
  ];
  for (const [key, expected] of ours) {
    it(`${key === '' ? '(empty)' : key} is ${expected ? 'ours' : 'not ours'}`, () => {
      assert.equal(isOurKey(key), expected);
    });
  }
});
