import assert from 'node:assert/strict';
import { inspect } from 'node:util';

import { readLinks } from '../../../../src/core/envFile/environmentLink.ts';

const dotenv = { file: 'file:///a/.env', key: 'k', target: { kind: 'dotenv', name: 'T' } };
const json = { file: 'file:///a/x.json', key: 'k', target: { kind: 'json', name: 't', environment: 'dev' } };

describe('readLinks', () => {
  it('reads what is stored', () => {
    assert.deepEqual(readLinks([dotenv, json]), [dotenv, json]);
  });

  for (const stored of [undefined, null, {}, 'text', 7]) {
    it(`reads nothing in ${inspect(stored)}`, () => {
      assert.deepEqual(readLinks(stored), []);
    });
  }

  it('leaves out what is no link', () => {
    const others = [
      undefined,
      null,
      'text',
      {},
      { ...dotenv, file: 1 },
      { ...dotenv, key: undefined },
      { ...dotenv, target: undefined },
      { ...dotenv, target: { kind: 'dotenv' } },
      { ...dotenv, target: { kind: 'later', name: 'T' } },
      { ...json, target: { kind: 'json', name: 't' } },
      { ...json, target: { kind: 'json', environment: 'dev' } },
    ];
    assert.deepEqual(readLinks([...others, json]), [json]);
  });
});
