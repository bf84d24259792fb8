import assert from 'node:assert/strict';

import { parseHttpFile } from '../../../../../src/core/httpFile/parser/parseHttpFile.ts';
import { parameterAt } from '../../../../../src/features/requests/model/parameterAt.ts';
import { readMarkers } from '../../../httpFile/markers.ts';

const API = 'https://connect.routee.net';
const at = (marked: string): { shown: string; text: string } | undefined => {
  const { text, cursors } = readMarkers(marked);
  const found = parameterAt(text, parseHttpFile(text), cursors[0]?.start ?? 0, [API]);
  return found && { shown: text.slice(found.start, found.end), text: found.text };
};

describe('parameterAt', () => {
  const rows: [what: string, marked: string, shown: string, text: RegExp][] = [
    [
      'a name',
      `POST ${API}/sms\n\n{ "t‸tl": 3 }`,
      '"ttl"',
      /^\*\*ttl\*\* integer, 1–4320 min, default 4320\n\nTime in which/,
    ],
    ['a value', `POST ${API}/sms\n\n{ "ttl": 3‸0 }`, '30', /^\*\*ttl\*\*/],
    ['a required one', `POST ${API}/sms\n\n{ "fro‸m": "" }`, '"from"', /^\*\*from\*\* string, required\n/],
    [
      'one inside',
      `POST ${API}/sms\n\n{ "callback": { "strat‸egy": "" } }`,
      '"strategy"',
      /`OnChange` `OnCompletion`[^]*docs\.routee\.net\/reference/,
    ],
    [
      'one that is documented elsewhere',
      `POST ${API}/sms\n\n{ "call‸back": 1 }`,
      '"callback"',
      /docs\.routee\.net\/docs\/callbacks/,
    ],
    [
      'one of a step',
      `POST ${API}/failover\n\n{ "flow": [{ "type": "Sms", "ttl‸": 3 }] }`,
      '"ttl"',
      /\*\*ttl\*\* integer, 1–1440 min/,
    ],
    [
      'one of a step of another kind',
      `POST ${API}/failover\n\n{ "flow": [{ "type": "Viber", "ttl‸": 3 }] }`,
      '"ttl"',
      /\*\*ttl\*\* number, 0\.5–1440 min/,
    ],
    ['an item', `POST ${API}/sms/campaign\n\n{ "to": ["+3‸0"] }`, '"+30"', /^\*\*to\*\* string/],
    [
      'a query parameter',
      `GET ${API}/contacts/my?page=0&si‸ze=20`,
      'size=20',
      /^\*\*size\*\* integer, 1–2000, default 20/,
    ],
    ['behind a comment', `POST ${API}/sms\n\n{\n  // "x": 1,\n  "ttl‸": 3 }`, '"ttl"', /^\*\*ttl\*\*/],
  ];
  for (const [what, marked, shown, text] of rows) {
    it(`tells of ${what}`, () => {
      const found = at(marked);
      assert.equal(found?.shown, shown);
      assert.match(found.text, text);
    });
  }

  it('tells nothing elsewhere', () => {
    for (const marked of [
      `POST ${API}/sms\n\n{ "unknown‸": 3 }`,
      `POST ${API}/sms\n\n‸{ "ttl": 3 }`,
      `POST https://example.com/sms\n\n{ "ttl‸": 3 }`,
      `POST ${API}/sms‸\n\n{ "ttl": 3 }`,
      `GET ${API}/contacts/my?other=‸1`,
      'text‸',
    ]) {
      assert.equal(at(marked), undefined, marked);
    }
  });
});
