import assert from 'node:assert/strict';

import { RESOURCES, type RouteeResource } from '../../../../../src/core/resources/resources.ts';
import type { Members, Schema } from '../../../../../src/core/resources/schema.ts';
import {
  bodyCompletions,
  queryCompletions,
  type RequestCompletion,
} from '../../../../../src/features/requests/model/parameterCompletions.ts';

const MEMBERS: Members = {
  senderId: { type: 'string', about: 'Who.' },
  kinds: { type: 'array', about: 'Kinds.', items: { type: 'string', about: 'Kind.', values: ['A', 'B'] } },
  flags: { type: 'array', about: 'Flags.', items: { type: 'boolean', about: 'Flag.' } },
  list: { type: 'array', about: 'List.' },
  flash: { type: 'boolean', about: 'Flash.' },
  price: { type: 'string', about: 'Price.', example: '$5' },
};
const OBJECT: Schema = { type: 'object', about: '', members: MEMBERS };

interface Found {
  readonly replaced: string;
  readonly items: readonly RequestCompletion[];
}

/** A resource that takes no body and has no page of its own. */
function withoutBody(): RouteeResource {
  return RESOURCES.find(({ body, docs }) => body === undefined && docs === undefined) ?? assert.fail();
}

/** Completes at the mark `|` of a body, which stands behind some other text. */
function complete(marked: string, body: Schema = OBJECT): Found | undefined {
  const before = 'POST x\n\n';
  const text = before + marked.replace('|', '');
  const range = { start: before.length, end: text.length };
  const resource = { ...withoutBody(), body };
  const found = bodyCompletions(text, before.length + marked.indexOf('|'), range, resource);
  return found && { replaced: text.slice(found.range.start, found.range.end), items: found.items };
}

const labels = (marked: string, body?: Schema): string[] | undefined =>
  complete(marked, body)?.items.map(({ label }) => label);
const snippet = (marked: string, name: string): string | undefined =>
  complete(marked)?.items.find(({ label }) => label === name)?.snippet;

describe('bodyCompletions', () => {
  it('describes a name', () => {
    assert.deepEqual(complete('{ | "kinds": 1, "flags": 1, "list": 1, "flash": 1, "price": 1 }'), {
      replaced: '',
      items: [
        {
          kind: 'property',
          label: 'senderId',
          filter: '"senderId"',
          detail: 'Who.',
          snippet: '"senderId": ${1:"SENDER_ID"},',
          documentation: '**senderId** string\n\nWho.',
        },
      ],
    });
  });

  it('offers no member again in front of its name', () => {
    assert.deepEqual(labels('{ |"kinds": 1, "flags": 1, "list": 1, "flash": 1, "price": 1 }'), ['senderId']);
  });

  it('describes a value', () => {
    assert.deepEqual(complete('{ "senderId": | }'), {
      replaced: '',
      items: [
        {
          kind: 'value',
          label: 'SENDER_ID',
          filter: '"SENDER_ID"',
          detail: 'Who.',
          snippet: '"SENDER_ID"',
          documentation: '**senderId** string\n\nWho.',
        },
      ],
    });
  });

  it('names an item after its list', () => {
    const [item] = complete('{ "kinds": ["|"] }')?.items ?? [];
    assert.equal(item?.documentation, '**kinds** string\n\nKind.\n\n`A` `B`');
  });

  it('leaves an item without a name nameless', () => {
    const list: Schema = { type: 'array', about: '', items: { type: 'string', about: 'One.', example: 'e' } };
    const [item] = complete('["|"]', list)?.items ?? [];
    assert.equal(item?.documentation, '**** string\n\nOne.');
  });

  const values: [what: string, marked: string, labels: string[] | undefined][] = [
    ['the values of a list', '{ "kinds": | }', ['A', 'B']],
    ['one list of flags', '{ "flags": | }', ['[true]']],
    ['an empty list', '{ "list": | }', ['[]']],
    ['an example in empty quotes', '{ "senderId": "|" }', ['SENDER_ID']],
    ['no example where something is written', '{ "senderId": "ab|" }', []],
    ['no example where a word is written', '{ "senderId": ab| }', []],
    ['nothing for a member that nobody knows', '{ "other": | }', undefined],
  ];
  for (const [what, marked, expected] of values) {
    it(`offers ${what}`, () => {
      assert.deepEqual(labels(marked), expected);
    });
  }

  const tokens: [what: string, marked: string, replaced: string][] = [
    ['nothing behind another member', '{ "senderId": "a", | }', ''],
    ['nothing behind a value and a blank', '{ "price": "a", "flash": | }', ''],
    ['a word', '{ "flash": tr| }', 'tr'],
    ['a word before much text', `{ "flash": tr|, "senderId": "${'x'.repeat(400)}" }`, 'tr'],
    ['the last 200 characters of a very long word', `{ "flash": ${'y'.repeat(250)}| }`, 'y'.repeat(200)],
    ['a word behind much text', `{ "senderId": "${'x'.repeat(400)}", "flash": tr| }`, 'tr'],
  ];
  for (const [what, marked, replaced] of tokens) {
    it(`replaces ${what}`, () => {
      assert.equal(complete(marked)?.replaced, replaced);
    });
  }

  it('puts a comma only in front of a name', () => {
    assert.equal(snippet('{ |   "flash": true }', 'senderId'), '"senderId": ${1:"SENDER_ID"},');
    assert.equal(snippet('{ | , "flash": true }', 'senderId'), '"senderId": ${1:"SENDER_ID"}');
    assert.equal(snippet('{ | }', 'price'), '"price": ${1:"\\$5"}');
  });

  it('offers nothing where no body is known', () => {
    assert.equal(bodyCompletions('{ "a" }', 3, { start: 0, end: 7 }, withoutBody()), undefined);
  });
});

describe('queryCompletions', () => {
  const resource = { queryParameters: MEMBERS };
  const query = (typed: string, ...present: string[]): [string, string[]] => {
    const found = queryCompletions(typed, new Set(present), resource);
    return [found.typed, found.items.map(({ label }) => label)];
  };

  it('describes a name', () => {
    assert.deepEqual(
      queryCompletions('se', new Set(['kinds', 'flags', 'list', 'flash', 'price']), resource),
      {
        typed: 'se',
        items: [
          {
            kind: 'property',
            label: 'senderId',
            filter: 'senderId',
            detail: 'Who.',
            snippet: 'senderId=${1:SENDER_ID}',
            documentation: '**senderId** string\n\nWho.',
          },
        ],
      },
    );
  });

  it('describes a value', () => {
    assert.deepEqual(queryCompletions('price=ab=c', new Set(), resource), {
      typed: 'ab=c',
      items: [
        {
          kind: 'value',
          label: '$5',
          filter: '$5',
          detail: 'Price.',
          snippet: '\\$5',
          documentation: '**price** string\n\nPrice.',
        },
      ],
    });
  });

  const rows: [typed: string, present: string[], found: [string, string[]]][] = [
    ['flash', ['senderId', 'flash', 'kinds', 'flags', 'list'], ['flash', ['flash', 'price']]],
    ['', ['senderId', 'kinds', 'flags', 'list', 'price'], ['', ['flash']]],
    ['flash=', ['flash'], ['', ['true', 'false']]],
    ['other=1', [], ['1', []]],
  ];
  for (const [typed, present, found] of rows) {
    it(`completes "${typed}"`, () => {
      assert.deepEqual(query(typed, ...present), found);
    });
  }
});
