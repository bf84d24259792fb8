import assert from 'node:assert/strict';

import { RESOURCES } from '../../../../../src/core/resources/resources.ts';
import { findOperations } from '../../../../../src/features/agents/model/findOperations.ts';

interface Found {
  readonly operations: readonly {
    readonly operation: string;
    readonly request: string;
    readonly exampleBody?: object;
  }[];
  readonly more: readonly string[];
}

const find = (query: string): Found => JSON.parse(findOperations(query)) as Found;

describe('The search in the catalogue', () => {
  const rows: [query: string, first: string][] = [
    ['send an sms', 'sms.send'],
    ['balance', 'account.balance'],
    ['/sms/tracking/single', 'sms.track'],
    ['viber.send', 'viber.send'],
    ['IP whitelist', 'security.whitelist'],
  ];
  for (const [query, first] of rows) {
    it(`finds ${first} by “${query}”`, () => {
      assert.equal(find(query).operations[0]?.operation, first);
    });
  }

  it('gives what is needed for a call, and the others by name', () => {
    const { operations, more } = find('sms');
    assert.equal(operations.length, 5);
    assert.ok(more.length > 0);
    const send = find('sms.send').operations[0];
    assert.equal(send?.request, 'POST /sms');
    assert.deepEqual(Object.keys(send.exampleBody ?? {}).sort(), ['body', 'from', 'to']);
  });

  it('lists all by name without a word, and nothing for what is not there', () => {
    assert.equal(find('').more.length, RESOURCES.length);
    assert.deepEqual(find('xylophone'), { operations: [], more: [] });
  });
});
