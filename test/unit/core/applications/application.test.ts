import assert from 'node:assert/strict';

import fc from 'fast-check';

import {
  mayLeaveUnasked,
  readStoredApplication,
  scopeKey,
  suggestName,
  type BrokenApplication,
} from '../../../../src/core/applications/application.ts';
import type { Token } from '../../../../src/core/protocol/token.ts';

const record = {
  version: 1,
  id: '5756a411e4b06a33d50517c7',
  secret: 'vb6QpjCIOG',
  name: 'Staging',
  scopes: ['sms'],
  revision: 'r1',
  longLivedAccepted: true,
} as const;

function without(member: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== member));
}

const json = (changes: Record<string, unknown> = {}): string => JSON.stringify({ ...record, ...changes });

describe('readStoredApplication', () => {
  const readable: [what: string, value: string, expected: Record<string, unknown>][] = [
    ['a whole record', json(), record],
    ['no scopes chosen', json({ scopes: [] }), { ...record, scopes: [] }],
    ['without longLivedAccepted', json({ longLivedAccepted: undefined }), without('longLivedAccepted')],
    ['members unknown today', json({ colour: 'red' }), record],
    ['what an earlier version has stored', json({ keepFresh: false }), record],
    ['a strange keepFresh of an earlier version', json({ keepFresh: 0 }), record],
    ['a key inside the value, which does not count', json({ key: 'evil' }), record],
  ];
  for (const [what, value, expected] of readable) {
    it(`reads ${what}`, () => {
      assert.deepEqual(readStoredApplication('k', value), {
        kind: 'application',
        key: 'k',
        application: { ...expected, key: 'k' },
      });
    });
  }

  const nothing = { reason: 'unreadable', id: undefined, name: undefined, scopes: [] } as const;
  const all = { reason: 'unreadable', id: record.id, name: 'Staging', scopes: ['sms'] } as const;
  const broken: [what: string, value: string | undefined, expected: Omit<BrokenApplication, 'key'>][] = [
    ['a value that cannot be decrypted', undefined, nothing],
    ['an empty value', '', nothing],
    ['no JSON', '{"version":1,"id":"5756', nothing],
    ['null', 'null', nothing],
    ['a list', '[]', nothing],
    ['a number', '1', nothing],
    ['a text', '"x"', nothing],
    ['{}', '{}', nothing],
    ['a record without its secret', json({ secret: undefined }), all],
    ['an empty secret', json({ secret: '' }), all],
    ['a secret that is no text', json({ secret: 1 }), all],
    ['an empty name', json({ name: '' }), { ...all, name: undefined }],
    ['an empty id', json({ id: '' }), { ...all, id: undefined }],
    ['a name that is no text', json({ name: ['x'] }), { ...all, name: undefined }],
    ['an id that is no text', json({ id: 1 }), { ...all, id: undefined }],
    ['scopes that are no list', json({ scopes: 'sms' }), { ...all, scopes: [] }],
    ['scopes that are not all texts', json({ scopes: ['sms', 1] }), all],
    ['a strange longLivedAccepted', json({ longLivedAccepted: 'yes' }), all],
    ['no revision', json({ revision: undefined }), all],
    ['no version', json({ version: undefined }), all],
    ['an older version', json({ version: 0 }), all],
    ['a newer version', json({ version: 3 }), { ...all, reason: 'newerVersion' }],
    [
      'a newer version without a secret',
      json({ version: 7, secret: { v: 1 } }),
      { ...all, reason: 'newerVersion' },
    ],
    ['a version that is no number', json({ version: '2' }), all],
  ];
  for (const [what, value, expected] of broken) {
    it(`salvages from ${what}`, () => {
      assert.deepEqual(readStoredApplication('k', value), {
        kind: 'broken',
        key: 'k',
        broken: { key: 'k', ...expected },
      });
    });
  }

  it('never throws, and keeps no secret among what it salvages', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), fc.jsonValue(), (text, version) => {
        readStoredApplication('k', text);
        const stored = readStoredApplication('k', json({ version, secret: 's3cretS3cret' }));
        assert.ok(stored.kind === 'application' || !JSON.stringify(stored).includes('s3cretS3cret'));
      }),
    );
  });
});

describe('scopeKey', () => {
  const rows: [a: string[], b: string[], same: boolean][] = [
    [[], [], true],
    [['sms', 'voice'], ['voice', 'sms'], true],
    [['sms', 'sms'], ['sms'], true],
    [['sms'], [], false],
    [['sms'], ['sms', 'voice'], false],
    [['sms'], ['SMS'], false],
    [['ab', 'c'], ['a', 'bc'], false],
  ];
  for (const [a, b, same] of rows) {
    it(`[${a.join()}] and [${b.join()}] are ${same ? 'the same' : 'different'}`, () => {
      assert.equal(scopeKey(a) === scopeKey(b), same);
    });
  }

  it('leaves the list alone', () => {
    const scopes = Object.freeze(['b', 'a']);
    scopeKey(scopes);
    assert.deepEqual(scopes, ['b', 'a']);
  });
});

describe('suggestName', () => {
  const rows: [id: string, taken: string[], name: string][] = [
    [record.id, [], 'Routee 17c7'],
    [record.id, ['Staging'], 'Routee 17c7'],
    [record.id, ['Routee 17c7'], 'Routee 17c7 (2)'],
    [record.id, ['Routee 17c7 (2)', 'Routee 17c7', 'Routee 17c7 (4)'], 'Routee 17c7 (3)'],
    ['ab', [], 'Routee ab'],
  ];
  for (const [id, taken, name] of rows) {
    it(`${name} for ${id} besides [${taken.join()}]`, () => {
      assert.equal(suggestName(id, taken), name);
    });
  }
});

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
