import assert from 'node:assert/strict';

import { parseHttpFile } from '../../../../../src/core/httpFile/parser/parseHttpFile.ts';
import { parameterAt } from '../../../../../src/features/requests/model/parameterAt.ts';
import { readMarkers } from '../../../httpFile/markers.ts';

const API = 'https://connect.routee.net';

/** What is underlined at the mark, with the name that its text begins with. */
function at(marked: string): [shown: string, name: string | undefined] | undefined {
  const { text, cursors } = readMarkers(marked);
  const [cursor] = cursors;
  assert.ok(cursor);
  const found = parameterAt(text, parseHttpFile(text), cursor.start, [API]);
  return found && [text.slice(found.start, found.end), /^\*\*(.*?)\*\*/.exec(found.text)?.[1]];
}

describe('The place of a parameter', () => {
  const rows: [what: string, marked: string, found: [shown: string, name: string]][] = [
    ['at its begin', `GET ${API}/contacts/my?‸page=0&size=1`, ['page=0', 'page']],
    ['at its end', `GET ${API}/contacts/my?page=0‸`, ['page=0', 'page']],
    ['without a value', `GET ${API}/contacts/my?page=0&si‸ze`, ['size', 'size']],
    ['in a later request', `# a\n### b\nGET ${API}/contacts/my?page=0&si‸ze=1`, ['size=1', 'size']],
    ['without headers', `GET ${API}/contacts/my\n  ?page=0\n  &si‸ze=1`, ['size=1', 'size']],
    ['with headers', `GET ${API}/contacts/my?si‸ze=1\nX: 1`, ['size=1', 'size']],
    ['before a body', `POST ${API}/sms/tracking?si‸ze=20\n\n[{ "fieldName": "a" }]`, ['size=20', 'size']],
    [
      'in a body',
      `POST ${API}/sms/tracking?size=20\n\n[{ "field‸Name": "a" }]`,
      ['"fieldName"', 'fieldName'],
    ],
    ['of a value in a list', `POST ${API}/sms/campaign\n\n{ "to": ["a", "‸b"] }`, ['"b"', 'to']],
  ];
  for (const [what, marked, found] of rows) {
    it(what, () => {
      assert.deepEqual(at(marked), found);
    });
  }

  const none: [what: string, marked: string][] = [
    ['in an empty file', '‸'],
    ['in a file of comments', '# a‸'],
    ['before the query', `GET https://con‸nect.routee.net/contacts/my?page=0`],
    ['on the question mark', `GET ${API}/contacts/my‸?page=0`],
    ['behind the query', `GET ${API}/contacts/my?page=0\nAccept: a‸`],
    ['in a header like a query', `GET ${API}/contacts/my?page=0\nX: ?si‸ze=3`],
    ['between the members of an object', `POST ${API}/sms\n\n{ "callback": {‸ "url": "a" } }`],
    ['between the items of a list', `POST ${API}/sms/campaign\n\n{ "to": [‸ "a" ] }`],
    ['between a name and its value', `POST ${API}/sms\n\n{ "ttl" ‸ : 3 }`],
    ['in a body that is no JSON', `POST ${API}/sms\n\nhel‸lo`],
    ['behind the JSON of a body', `POST ${API}/sms\n\n{ "ttl": 3 }\nx‸y`],
    ['in a list of nothing known', `POST ${API}/sms/tracking\n\n[ "a‸b" ]`],
    ['in a body of a call without one', `DELETE ${API}/pools/my/1\n\n{ "na‸me": 3 }`],
  ];
  for (const [what, marked] of none) {
    it(`tells nothing ${what}`, () => {
      assert.equal(at(marked), undefined);
    });
  }
});
