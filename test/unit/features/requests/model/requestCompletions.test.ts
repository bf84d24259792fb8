import assert from 'node:assert/strict';

import type { RequestCompletion } from '../../../../../src/features/requests/model/parameterCompletions.ts';
import { requestCompletions } from '../../../../../src/features/requests/model/requestCompletions.ts';
import { fileConventions } from '../../../../../src/features/requests/model/fileConventions.ts';
import { requestTemplate, templateText } from '../../../../../src/features/requests/model/requestTemplate.ts';
import { RESOURCES } from '../../../../../src/core/resources/resources.ts';
import { parseHttpFile } from '../../../../../src/core/httpFile/parser/parseHttpFile.ts';
import { readMarkers } from '../../../httpFile/markers.ts';

const API = 'https://connect.routee.net';

function complete(marked: string): { replaced: string; items: readonly RequestCompletion[] } | undefined {
  const { text, cursors } = readMarkers(marked);
  const completions = requestCompletions(text, parseHttpFile(text), cursors[0]?.start ?? 0, API);
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
            detail: 'Insert Token sets the variable',
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

  describe('on a line with a word', () => {
    const WORDS = {
      'routee-balance': 'account.balance',
      'routee-health': 'failoverOtp.health',
      'routee-prices': 'account.prices',
      'routee-sms': 'sms.send',
      'routee-sms-analyze': 'sms.analyze',
      'routee-sms-campaign': 'sms.campaign',
      'routee-sms-track': 'sms.track',
      'routee-2step': '2step.start',
      'routee-2step-confirm': '2step.confirm',
      'routee-failover': 'failover.send',
      'routee-failover-otp': 'failoverOtp.send',
      'routee-viber': 'viber.send',
      'routee-voice': 'voice.conversation',
      'routee-email': 'email.send',
      'routee-email-validate': 'email.validate',
      'routee-lookup': 'lookup.start',
      'routee-number-validate': 'numberValidator.validate',
      'routee-contact': 'contacts.create',
    };
    const itemOf = (word: string, marked = `${word}‸`): RequestCompletion => {
      const item = complete(marked)?.items.find(({ label }) => label === word);
      assert.ok(item);
      assert.deepEqual([item.kind, item.filter], ['request', word]);
      return item;
    };
    /** What VS Code inserts, with the first values in place. */
    const expand = (snippet: string): string =>
      snippet
        .replace(/\$\{\d+:((?:\\.|[^}\\])*)\}/g, '$1')
        .replace(/\$0$/, '')
        .replace(/\\([\\$}])/g, '$1');

    for (const [word, id] of Object.entries(WORDS)) {
      it(`offers ${word}: the request that New Request writes`, () => {
        const { snippet, resource } = itemOf(word);
        assert.ok(resource);
        assert.equal(resource.id, id);
        const conventions = fileConventions('', parseHttpFile(''), API, 0);
        assert.equal(expand(snippet), `${templateText(requestTemplate(resource, conventions))}\n`);
        const [request, ...more] = parseHttpFile(expand(snippet)).requests;
        assert.ok(request && more.length === 0);
        assert.equal(request.method, resource.method);
      });
    }

    it('offers no other words but that of the token exchange, which holds no secret', () => {
      const labels = complete('r‸')?.items.map(({ label }) => label);
      assert.deepEqual(labels?.sort(), [...Object.keys(WORDS), 'routee-token'].sort());
      const { snippet } = itemOf('routee-token');
      assert.match(snippet, /&scope=\$\{1:sms\}\n\$0$/);
      const [request, ...more] = parseHttpFile(expand(snippet)).requests;
      assert.ok(request && more.length === 0);
      assert.equal(request.url, 'https://auth.routee.net/oauth/token');
      assert.match(
        expand(snippet),
        /^Authorization: Basic \{\{\$processEnv ROUTEE_APPLICATION_ID\}\} \{\{\$processEnv ROUTEE_APPLICATION_SECRET\}\}$/m,
      );
    });

    it('makes tab stops, first of what must be replaced', () => {
      const { snippet } = itemOf('routee-sms-track', '@routeeToken = x\n\nroutee-sms-track‸');
      assert.match(snippet, /^### .*\n[^]*\/sms\/tracking\/single\/\$\{1:TRACKING_ID\}\n/);
      assert.match(snippet, /\nAuthorization: Bearer \{\{routeeToken\\\}\\\}\n\$0$/);
    });

    it('writes what the file writes', () => {
      const file = `@api = ${API}\n\n###\nGET {{api}}/a\nAuthorization: Bearer {{$processEnv T}}\n\n###\nrou‸`;
      const { snippet } = itemOf('routee-balance', file);
      assert.match(
        expand(snippet),
        /\nGET \{\{api\}\}\/accounts\/me\/balance\nAuthorization: Bearer \{\{\$processEnv T\}\}\n$/,
      );
    });

    const rows: [what: string, marked: string, replaced: string][] = [
      ['in an empty file', 'rou‸', 'rou'],
      ['below a separator, indented, with CRLF', '###\r\n \tRoutee-S‸\r\n', 'Routee-S'],
      ['below a request', `GET ${API}/a\n\nrou‸`, 'rou'],
      ['above a request', `r‸\n\n###\nGET ${API}/a`, 'r'],
      ['in the middle of the word', '###\nroutee-‸sms x', 'routee-sms'],
      ['below variables', '@a = b\n\nrou‸\n', 'rou'],
    ];
    for (const [what, marked, replaced] of rows) {
      it(`replaces the word ${what}`, () => {
        const completions = complete(marked);
        assert.equal(completions?.replaced, replaced);
        assert.equal(completions.items.length, 19);
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
      `GET ${API}/a\nRe‸`,
      `GET ${API}/a\nAccept: x\nr‸\nA: 1\n`,
      '# r‸\n',
      '@routee-‸\n',
      'routee x‸\n',
      `GET ${API}/a\nAuthorization: x\nA1‸`,
    ]) {
      assert.deepEqual(complete(marked)?.items ?? [], [], marked);
    }
  });
});
