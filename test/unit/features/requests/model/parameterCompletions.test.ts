import assert from 'node:assert/strict';

import { parseHttpFile } from '../../../../../src/core/httpFile/parser/parseHttpFile.ts';
import { requestCompletions } from '../../../../../src/features/requests/model/requestCompletions.ts';
import { readMarkers } from '../../../httpFile/markers.ts';

const API = 'https://connect.routee.net';

function complete(marked: string): { replaced: string; labels: string[]; snippets: string[] } | undefined {
  const { text, cursors } = readMarkers(marked);
  const found = requestCompletions(text, parseHttpFile(text), cursors[0]?.start ?? 0, API);
  return (
    found && {
      replaced: text.slice(found.range.start, found.range.end),
      labels: found.items.map(({ label }) => label),
      snippets: found.items.map(({ snippet }) => snippet),
    }
  );
}

describe('completion of parameters', () => {
  const names: [what: string, marked: string, replaced: string, some: string[], none: string[]][] = [
    ['in an empty object', `POST ${API}/sms\n\n{‸}`, '', ['body', 'to', 'from', 'ttl'], []],
    ['within quotes', `POST ${API}/sms\n\n{ "to": "a", "f‸" }`, '"f"', ['from', 'flash'], ['to']],
    ['at an open quote', `POST ${API}/sms\n\n{ "to": "a", "‸`, '"', ['from'], ['to']],
    [
      'for a name that is there',
      `POST ${API}/sms\n\n{ "fl‸ash": true, "to": "" }`,
      '"flash"',
      ['flash'],
      ['to'],
    ],
    ['inside', `POST ${API}/sms\n\n{ "callback": { ‸ } }`, '', ['url', 'strategy'], ['to']],
    [
      'of a step by SMS',
      `POST ${API}/failover\n\n{ "flow": [{ "type": "Sms", "‸" }] }`,
      '""',
      ['from', 'ttl', 'order'],
      ['senderInfoTrackingId', 'type'],
    ],
    ['of a filter', `POST ${API}/lookup/tracking\n\n[{ ‸ }]`, '', ['fieldName', 'searchTerm'], []],
    ['behind a comment', `POST ${API}/sms\n\n{\n  // "ttl": 1,\n  ‸\n}`, '', ['ttl'], []],
    ['of a query', `GET ${API}/contacts/my?page=0&‸`, '', ['size'], ['page']],
    ['of a query in part', `GET ${API}/contacts/my?p‸a=0&size=1`, 'pa=0', ['page'], []],
  ];
  for (const [what, marked, replaced, some, none] of names) {
    it(`offers names ${what}`, () => {
      const found = complete(marked);
      assert.equal(found?.replaced, replaced);
      for (const name of some) assert.ok(found.labels.includes(name), `${name} of ${found.labels.join(' ')}`);
      for (const name of none) assert.ok(!found.labels.includes(name), name);
    });
  }

  const values: [what: string, marked: string, replaced: string, labels: string[]][] = [
    ['of a list', `POST ${API}/pools/my/1/sms\n\n{ "poolStrategy": ‸ }`, '', ['Numeric', 'Alphanumeric']],
    [
      'within quotes',
      `POST ${API}/pools/my/1/sms\n\n{ "poolStrategy": "N‸" }`,
      '"N"',
      ['Numeric', 'Alphanumeric'],
    ],
    ['true or false', `POST ${API}/sms\n\n{ "flash": ‸ }`, '', ['true', 'false']],
    ['in part', `POST ${API}/sms\n\n{ "flash": tr‸ }`, 'tr', ['true', 'false']],
    [
      'of an array',
      `POST ${API}/failover\n\n{ "flow": [{ "type": "Viber", "failoverOnStatuses": ["‸"] }] }`,
      '""',
      ['Expired', 'Failed', 'Undelivered'],
    ],
    [
      'of a query',
      `GET ${API}/system/prices?service=S‸`,
      'S',
      ['Sms', 'Voice', 'TwoStep', 'Lookup', 'NumberValidator', 'Viber'],
    ],
    ['an example', `POST ${API}/sms\n\n{ "to": ‸ }`, '', ['+306900000000']],
  ];
  for (const [what, marked, replaced, labels] of values) {
    it(`offers values ${what}`, () => {
      const found = complete(marked);
      assert.equal(found?.replaced, replaced);
      assert.deepEqual(found.labels, labels);
    });
  }

  it('writes a name with its value, and a comma where more follows', () => {
    const found = complete(`POST ${API}/sms\n\n{ ‸"to": "a" }`);
    assert.equal(found?.snippets[0], '"body": ${1:"Hello from Routee"},');
    const last = complete(`POST ${API}/sms\n\n{ "to": "a", ‸ }`);
    assert.equal(last?.snippets[0], '"body": ${1:"Hello from Routee"}');
    const renamed = complete(`POST ${API}/sms\n\n{ "‸": 1 }`);
    assert.equal(renamed?.snippets[0], '"body"');
  });

  it('offers nothing elsewhere', () => {
    for (const marked of [
      `POST https://example.com/sms\n\n{ "‸" }`,
      `POST ${API}/new\n\n{ "‸" }`,
      `POST ${API}/sms\n\n{ "unknown": { "‸" } }`,
    ]) {
      assert.equal(complete(marked), undefined, marked);
    }
  });
});
