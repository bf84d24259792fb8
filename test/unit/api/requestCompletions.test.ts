import assert from 'node:assert/strict';

import { requestCompletions, type RequestCompletion } from '../../../src/core/api/requestCompletions.ts';
import { RESOURCES } from '../../../src/core/api/resources.ts';
import { readMarkers } from '../httpFile/markers.ts';

const API = 'https://connect.routee.net';

function complete(marked: string): { replaced: string; items: readonly RequestCompletion[] } | undefined {
  const { text, cursors } = readMarkers(marked);
  const completions = requestCompletions(text, cursors[0]?.start ?? 0, API);
  return (
    completions && {
      replaced: text.slice(completions.range.start, completions.range.end),
      items: completions.items,
    }
  );
}

describe('requestCompletions', () => {
  describe('on a request line', () => {
    const rows: [what: string, marked: string, replaced: string][] = [
      ['after a method', 'POST ‸', ''],
      ['at the end of a part of an address', `POST ${API}/sm‸`, `${API}/sm`],
      ['inside of an address', `POST ${API}‸/sms HTTP/1.1`, `${API}/sms`],
      ['below another request', '### A\nGET http://a\n\n### B\nPOST /s‸\nX: y\n', '/s'],
      ['with CRLF', '### A\r\nPOST ‸\r\n', ''],
      ['with blanks around', ' \tPOST  \t/s‸ms x', '/sms'],
      ['up to the end of the line with CRLF', 'POST /s‸ms\r\nA: 1', '/sms'],
      ['up to the end of a text', 'POST /s‸ms', '/sms'],
      ['above another request', 'POST ‸/a\n\n###\nGET http://a', '/a'],
    ];
    for (const [what, marked, replaced] of rows) {
      it(`offers the resources of the method ${what}`, () => {
        const completions = complete(marked);
        assert.equal(completions?.replaced, replaced);
        assert.deepEqual(
          completions.items.map(({ label }) => label),
          RESOURCES.filter(({ method }) => method === 'POST').map(({ path }) => path),
        );
      });
    }

    it('completes a bare line to a whole request, one with headers to the address alone', () => {
      const bare = complete('POST ‸')?.items[0]?.snippet;
      assert.match(
        bare ?? '',
        /^https:\/\/connect\.routee\.net\/sms\nAuthorization: Bearer \$\{1:\{\{routeeToken/,
      );
      assert.match(bare ?? '', /\n\n\{\n/);
      const filled = complete('POST ‸\nAccept: */*\n')?.items[0]?.snippet;
      assert.equal(filled, 'https://connect.routee.net/sms$0');
    });

    it('offers nothing before a method is there, nor behind the address', () => {
      for (const marked of [
        'PO‸ST /a',
        '‸POST /a',
        'POST /a ‸HTTP/1.1',
        'post ‸/a',
        'https://a P ‸',
        '‸',
        '# POST ‸',
      ]) {
        assert.equal(complete(marked), undefined, marked);
      }
    });

    it('tells what a resource is for, and which scope it takes', () => {
      const details = complete('GET ‸')?.items.map(({ detail }) => detail);
      const expected = RESOURCES.filter(({ method }) => method === 'GET').map(
        ({ title, purpose, scope }) =>
          `${title}: ${purpose}${scope === undefined ? '' : ` (scope ${scope})`}`,
      );
      assert.deepEqual(details, expected);
      assert.ok(
        expected.some((detail) => detail.endsWith(')')) &&
          expected.some((detail) => !detail.includes('(scope')),
      );
    });

    it('compares what is typed with the address, in the words of the file, and with the title', () => {
      const [item] = complete(`@api = ${API}\n\n###\nGET ‸\n`)?.items ?? [];
      assert.ok(item?.resource);
      assert.equal(item.filter, `{{api}}${item.resource.path} ${item.resource.title}`);
      assert.equal(item.kind, 'resource');
    });

    it('makes places to fill in', () => {
      const items = complete('DELETE ‸\nX: y\n')?.items ?? [];
      const item = items.find(({ label }) => label === '/2step/{trackingId}');
      assert.equal(item?.snippet, 'https://connect.routee.net/2step/${1:TRACKING_ID}$0');
    });

    it('uses the variable that the file has for the base', () => {
      const items = complete(`@api = ${API}\n\n###\nGET ‸\n`)?.items ?? [];
      assert.ok(items[0]?.snippet.startsWith('{{api\\}\\}/'), items[0]?.snippet);
    });
  });

  describe('in the headers of a request to Routee', () => {
    const rows: [what: string, marked: string, replaced: string, label: string][] = [
      ['as a value', `GET ${API}/sms\nAuthorization: ‸`, '', 'Bearer {{routeeToken}}'],
      ['as a value in part', `GET ${API}/sms\nAuthorization: Bea‸r x\n`, 'Bear x', 'Bearer {{routeeToken}}'],
      ['as a header', `GET ${API}/sms\nAu‸\n`, 'Au', 'Authorization: Bearer {{routeeToken}}'],
      [
        'as the file writes it',
        `GET ${API}/a\nAuthorization: Bearer {{t}}\n\n###\nGET ${API}/b\nAu‸`,
        'Au',
        'Authorization: Bearer {{t}}',
      ],
      [
        'as a value, in other letters',
        `GET ${API}/sms\n \t AUTHORIZATION \t: \t‸old x\r\nA: 1`,
        'old x',
        'Bearer {{routeeToken}}',
      ],
      ['as an indented header', `GET ${API}/sms\n \tau‸ x`, 'au x', 'Authorization: Bearer {{routeeToken}}'],
      [
        'as a header below others',
        `GET ${API}/sms\nA: 1\nAu‸\nB: 2`,
        'Au',
        'Authorization: Bearer {{routeeToken}}',
      ],
      [
        'in the last of several requests',
        `GET http://a\n\n###\nGET ${API}/sms\nAu‸`,
        'Au',
        'Authorization: Bearer {{routeeToken}}',
      ],
      [
        'in the first of several requests',
        `GET ${API}/sms\nAu‸\n\n###\nGET http://a`,
        'Au',
        'Authorization: Bearer {{routeeToken}}',
      ],
    ];
    for (const [what, marked, replaced, label] of rows) {
      it(`offers the authorisation ${what}`, () => {
        const completions = complete(marked);
        assert.equal(completions?.replaced, replaced);
        assert.deepEqual(completions.items, [
          {
            kind: 'header',
            label,
            filter: label,
            detail: 'Insert Token gives the variable its value',
            snippet: label.replaceAll('}', '\\}'),
          },
        ]);
      });
    }
  });

  describe('in the body of a token exchange', () => {
    const head =
      'POST https://auth.routee.net/oauth/token\nContent-Type: application/x-www-form-urlencoded\n\n';
    const rows: [what: string, body: string, replaced: string][] = [
      ['the first', 'grant_type=client_credentials&scope=‸', ''],
      ['one in part', 'grant_type=client_credentials&scope=vo‸', 'vo'],
      ['the next', 'grant_type=client_credentials&scope=sms ‸', ''],
      ['the next, encoded', 'scope=sms%20vo‸ice&grant_type=client_credentials', 'voice'],
      ['one on a line of its own', 'grant_type=client_credentials\n&scope=sms+‸', ''],
      ['one on a line without an ampersand', '  grant_type=client_credentials\n \tscope=sms+‸', ''],
      ['one between others', 'grant_type=client_credentials&scope=sms+vo‸ice+account&x=1', 'voice'],
      ['one after another parameter', 'a=b&  grant_type=client_credentials&scope=sms ‸', ''],
      ['one at the end of a body', 'scope=‸\n&grant_type=client_credentials', ''],
    ];
    for (const [what, body, replaced] of rows) {
      it(`offers ${what} scope`, () => {
        const completions = complete(head + body);
        assert.equal(completions?.replaced, replaced);
        const labels = completions.items.map(({ label }) => label);
        for (const { kind, label, filter, snippet, detail } of completions.items) {
          assert.deepEqual([kind, filter, snippet], ['scope', label, label]);
          assert.notEqual(detail, '');
        }
        assert.ok(labels.includes('voice'));
        assert.equal(labels.includes('sms'), !body.includes('sms'));
      });
    }
  });

  it('offers nothing elsewhere', () => {
    for (const marked of [
      '‸',
      '@a = ‸\n',
      '# a ‸\nGET http://a\n',
      'WHATEVER ‸',
      'GET http://a\nAuthorization: ‸\n',
      `GET ${API}/a\nX: ‸\n`,
      `POST ${API}/sms\n\n{ "body": "POST ‸" }\n`,
      `POST ${API}/sms\n\nAuthorization: ‸\n`,
      'POST http://a\n\nscope=‸\n',
      'POST http://a\n\ngrant_type=client_credentials&x=‸\n',
      'POST http://a\n\ngrant_type=client_credentials&xscope=‸\n',
      'POST http://a\n\ngrant_type=client_credentials&scope={{a}}‸\n',
      'POST http://a\n\nxgrant_type=client_credentials&scope=‸\n',
      'POST http://a\n\ngrant_type=client_credentialsx&scope=‸\n',
      `GET ${API}/a\nX-Authorization: ‸\n`,
      `GET ${API}/a\nAu x‸\n`,
      `GET ${API}/a\nAuthorization: x\nA1‸`,
    ]) {
      assert.deepEqual(complete(marked)?.items ?? [], [], marked);
    }
  });
});
