import assert from 'node:assert/strict';

import { RESOURCES } from '../../../../../src/core/resources/resources.ts';
import { MAX_ANSWER_BYTES } from '../../../../../src/features/agents/model/agentAnswer.ts';
import { findOperations } from '../../../../../src/features/agents/model/findOperations.ts';

interface Found {
  readonly operations: readonly {
    readonly operation: string;
    readonly request: string;
    readonly exampleBody?: object;
    readonly parameters: readonly object[];
    readonly body?: { readonly required: readonly string[]; readonly properties: object };
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
    assert.equal(operations.length, 3);
    assert.ok(more.length > 0);
    const send = find('sms.send').operations[0];
    assert.equal(send?.request, 'POST /sms');
    assert.deepEqual(Object.keys(send.exampleBody ?? {}).sort(), ['body', 'from', 'to']);
    assert.deepEqual([...(send.body?.required ?? [])].sort(), ['body', 'from', 'to']);
    assert.deepEqual(Reflect.get(send.body?.properties ?? {}, 'ttl'), {
      type: 'integer',
      description: 'Time in which delivery is tried. Unit: min.',
      minimum: 1,
      maximum: 4320,
      default: 4320,
    });
    assert.deepEqual(find('system prices').operations[0]?.parameters.at(-1), {
      name: 'service',
      in: 'query',
      required: false,
      description: 'Only this service.',
      schema: { type: 'string', enum: ['Sms', 'Voice', 'TwoStep', 'Lookup', 'NumberValidator', 'Viber'] },
    });
  });

  it('fits into one answer, whatever is searched', () => {
    for (const { id } of RESOURCES) {
      assert.ok(Buffer.byteLength(findOperations(id)) < MAX_ANSWER_BYTES / 2, id);
    }
  });

  it('lists all by name without a word, and nothing for what is not there', () => {
    assert.equal(find('').more.length, RESOURCES.length);
    assert.deepEqual(find('xylophone'), { operations: [], more: [] });
  });
});
