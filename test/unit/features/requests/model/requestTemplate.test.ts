import assert from 'node:assert/strict';
import { isAbsolute } from 'node:path';

import { fileConventions } from '../../../../../src/features/requests/model/fileConventions.ts';
import { requestPlace } from '../../../../../src/features/requests/model/placeForRequest.ts';
import { readPlainRequest } from '../../../../../src/features/requests/model/plainRequest.ts';
import { requestTemplate, templateText } from '../../../../../src/features/requests/model/requestTemplate.ts';
import { exampleBody, findResource, RESOURCES } from '../../../../../src/core/resources/resources.ts';
import { snippetText } from '../../../../../src/features/requests/model/snippets.ts';
import { applyEdits } from '../../../../../src/core/kit/textEdit.ts';
import { parseHttpFile } from '../../../../../src/core/httpFile/parser/parseHttpFile.ts';
import { planTokenInsertion } from '../../../../../src/core/httpFile/plan/planTokenInsertion.ts';
import { readMarkers } from '../../../httpFile/markers.ts';

const API = 'https://connect.routee.net';
const CONVENTIONS = { base: API, authorization: 'Bearer {{routeeToken}}' };

interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** A request whose body cannot be told from what follows would be read differently with another one below. */
const asInFile = (block: string): string =>
  `### Before\nGET https://a.b/c\n\n${block}\n\n### After\nGET https://a.b/d\n`;

function readByUs(text: string): Seen[] {
  return parseHttpFile(text).requests.map(({ method, url, headers, body }) => ({
    method,
    url,
    headers: Object.fromEntries(headers.map(({ name, value }) => [name, text.slice(value.start, value.end)])),
    body: body && text.slice(body.start, body.end).trimEnd(),
  }));
}

async function readByHttpyac(text: string): Promise<Seen[]> {
  const { io, store } = await import('httpyac');
  Object.assign(io.fileProvider, {
    EOL: '\n',
    isAbsolute: (name: string) => Promise.resolve(isAbsolute(name)),
    dirname: (name: string) => name,
    joinPath: (folder: string, name: string) => `${folder}/${name}`,
    exists: () => Promise.resolve(false),
    hasExtension: () => false,
    readdir: () => Promise.resolve([]),
  });
  const file = await new store.HttpFileStore().parse('/x.http', text, { workingDir: '/', config: {} });
  return file.httpRegions.flatMap(({ request }) =>
    request
      ? [
          {
            method: String(request.method),
            url: request.url.trim(),
            headers: Object.fromEntries(
              Object.entries(request.headers ?? {}).map(([name, value]) => [name, String(value)]),
            ),
            body:
              typeof request.body === 'string'
                ? request.body.trimEnd()
                : Array.isArray(request.body)
                  ? request.body.join('\n').trimEnd()
                  : undefined,
          },
        ]
      : [],
  );
}

/** As every client leaves them out. */
const withoutComments = (body: string | undefined): string | undefined =>
  body?.replaceAll(/^\s*\/\/.*\n/gm, '');

describe('a request block', function () {
  this.timeout(30_000);

  for (const resource of RESOURCES) {
    it(`of ${resource.id} is one request to us and to httpYac, the one of the table`, async () => {
      const block = templateText(requestTemplate(resource, CONVENTIONS));
      const text = asInFile(block);
      const body = exampleBody(resource);
      const [, ours, ...after] = readByUs(text);
      assert.equal(after.length, 1);
      assert.ok(ours);
      assert.equal(ours.method, resource.method);
      const url = new URL(ours.url);
      assert.equal(url.origin, API);
      assert.equal(findResource(ours.method, url.pathname), resource);
      assert.deepEqual(Object.fromEntries(url.searchParams), resource.query ?? {});
      assert.deepEqual(ours.headers, {
        ...(resource.isPublic ? {} : { Authorization: 'Bearer {{routeeToken}}' }),
        ...(body ? { 'Content-Type': body.contentType } : {}),
      });
      assert.equal(withoutComments(ours.body), body?.text);
      const [, theirs, ...more] = await readByHttpyac(text);
      assert.equal(more.length, 1);
      assert.deepEqual(
        { ...theirs, body: theirs?.body === '' ? undefined : theirs?.body },
        { ...ours, body: body?.text },
      );
      assert.equal(parseHttpFile(text).requests[1]?.title, resource.title);
    });

    it(`of ${resource.id} is sent as the table has it`, () => {
      const text = templateText(requestTemplate(resource, CONVENTIONS));
      const file = parseHttpFile(text);
      const [request] = file.requests;
      assert.ok(request);
      const { body } = readPlainRequest(text, file, request);
      assert.ok(body?.kind !== 'file');
      assert.equal(body?.text, exampleBody(resource)?.text);
    });

    it(`of ${resource.id} gets a token from Insert Token, unless it needs none`, () => {
      const block = templateText(requestTemplate(resource, CONVENTIONS));
      const { edits } = planTokenInsertion(block, [{ start: 5, end: 5 }], { token: 'abc' });
      const text = applyEdits(block, edits);
      assert.ok(resource.isPublic === true || text.startsWith('@routeeToken = abc\n\n### '), text);
    });
  }

  it('says what it does, what it costs, which scope it needs, and where more is', () => {
    const sms = findResource('POST', '/sms');
    assert.ok(sms);
    assert.equal(
      templateText(requestTemplate(sms, { base: '{{api}}', authorization: '{{auth}}' })),
      [
        '### Send an SMS',
        '# One text message to one number.',
        '# Costs money or sends something.',
        '# Probably requires the scope sms.',
        '# https://docs.routee.net/reference/send-single-sms',
        'POST {{api}}/sms',
        'Authorization: {{auth}}',
        'Content-Type: application/json',
        '',
        '{',
        '  // "callback": { "url": "https://example.com/callback", "strategy": "OnChange" },',
        '  // "flash": true,',
        '  // "label": "test",',
        '  // "ttl": 4320,',
        '  // "transcode": true,',
        '  // "urlShortener": { "urlValidity": 2592000 },',
        '  // "restrictions": {},',
        '  "body": "Hello from Routee",',
        '  "to": "+306900000000",',
        '  "from": "MyCompany"',
        '}',
      ].join('\n'),
    );
  });

  it('is valid whichever of its comments become members', () => {
    for (const resource of RESOURCES.filter(({ json }) => json !== undefined)) {
      const body = templateText(requestTemplate(resource, CONVENTIONS)).split('\n\n').slice(1).join('\n\n');
      const all = JSON.parse(body.replaceAll(/^(\s*)\/\/ /gm, '$1')) as unknown;
      assert.deepEqual(JSON.parse(withoutComments(body) ?? ''), resource.json);
      if (resource.body?.members === undefined) continue;
      const names = Object.keys(resource.body.members);
      assert.deepEqual(
        Object.keys(all as object).sort(),
        names.length === 0 ? [] : names.sort(),
        resource.id,
      );
    }
  });

  it('names the rest of the query, and what took the place of an old call', () => {
    const textOf = (method: string, path: string): string => {
      const resource = findResource(method, path);
      assert.ok(resource);
      return templateText(requestTemplate(resource, CONVENTIONS));
    };
    assert.match(
      textOf('POST', '/sms/tracking'),
      /\n# Optional query parameters: sort, trackingId, campaign\.\n/,
    );
    assert.match(textOf('POST', '/viber/otp'), /\n# Replaced by POST \/viber\/transactional\/messages\.\n/);
    assert.match(textOf('GET', '/reports/my/latency'), /\n# Replaced by GET \/reports\/my\/breakdown\.\n/);
  });
});

describe('a missing token', () => {
  it('is the first thing to fill in', () => {
    const sms = findResource('POST', '/sms');
    assert.ok(sms);
    const template = requestTemplate(sms, { ...CONVENTIONS, isTokenMissing: true });
    assert.equal(templateText(template), templateText(requestTemplate(sms, CONVENTIONS)));
    assert.match(snippetText(template), /\nAuthorization: Bearer \$\{1:\{\{routeeToken\\\}\\\}\}\n/);
    assert.match(snippetText(template), /\$\{2:\+306900000000\}/);
  });
});

describe('fileConventions', () => {
  const rows: [what: string, text: string, base: string, authorization: string][] = [
    ['an empty file', '‸', API, 'Bearer {{routeeToken}}'],
    ['a variable with the base', `@api = ${API}/\n\n###\nGET /x\n‸`, '{{api}}', 'Bearer {{routeeToken}}'],
    [
      'a variable that httpYac knows in its own request only',
      `@api = ${API}\nGET {{api}}/sms\n‸`,
      API,
      'Bearer {{routeeToken}}',
    ],
    ['a variable with another base', `@api = ${API}.evil.example\n\n###\n‸`, API, 'Bearer {{routeeToken}}'],
    [
      'the reference of another request to Routee',
      `GET ${API}/sms\nAuthorization: Bearer {{$processEnv ROUTEE_TOKEN}}\n‸`,
      API,
      'Bearer {{$processEnv ROUTEE_TOKEN}}',
    ],
    [
      'a reference to a whole value, by way of a base in a variable',
      `@api=${API}\n###\nGET {{api}}/sms\nauthorization: {{auth}}\n‸`,
      '{{api}}',
      '{{auth}}',
    ],
    [
      'the nearest one above',
      `GET ${API}/a\nAuthorization: Bearer {{a}}\n\n###\nGET ${API}/b\nAuthorization: Bearer {{b}}\n‸\n###\nGET ${API}/c\nAuthorization: Bearer {{c}}\n`,
      API,
      'Bearer {{b}}',
    ],
    [
      'one below, where none is above',
      `‸\n###\nGET ${API}/c\nAuthorization: Bearer {{c}}\n`,
      API,
      'Bearer {{c}}',
    ],
    [
      'the token of somebody else, which Routee must not see',
      'GET https://api.example.com/a\nAuthorization: Bearer {{otherToken}}\n‸',
      API,
      'Bearer {{routeeToken}}',
    ],
    [
      'an address that only begins like Routee’s',
      `GET ${API}.example.com/a\nAuthorization: Bearer {{otherToken}}\n‸`,
      API,
      'Bearer {{routeeToken}}',
    ],
    [
      'a token itself, which is not spread',
      `GET ${API}/a\nAuthorization: Bearer b2014e88-86ff-44fc-ac98-ebaf24ff88cf\n‸`,
      API,
      'Bearer {{routeeToken}}',
    ],
    ['Basic credentials', `GET ${API}/a\nAuthorization: Basic {{id}}\n‸`, API, 'Bearer {{routeeToken}}'],
    ['a token that is there already', '@routeeToken = x\n‸', API, 'Bearer {{routeeToken}}'],
    ['a variable with a whole value', '@routeeToken = Bearer x\n‸', API, '{{routeeToken}}'],
  ];
  for (const [what, marked, base, authorization] of rows) {
    it(`reads ${what}`, () => {
      const { text, cursors } = readMarkers(marked);
      const conventions = fileConventions(text, parseHttpFile(text), `${API}/`, cursors[0]?.start ?? 0);
      const isTokenMissing =
        authorization === 'Bearer {{routeeToken}}' && !/^@routeeToken|Bearer \{\{routeeToken/m.test(text);
      assert.deepEqual(conventions, { base, authorization, isTokenMissing });
    });
  }
});

describe('requestPlace', () => {
  const rows: [what: string, marked: string, result: string][] = [
    ['an empty file', '‸', 'NEW\n'],
    ['a file of blank lines', '\n‸\n', 'NEW\n\n'],
    ['a byte order mark', '\uFEFF‸', '\uFEFFNEW\n'],
    ['variables only', '@a = 1\n‸', '@a = 1\n\nNEW\n'],
    ['a request at the end, without a line end', 'GET /a‸', 'GET /a\n\nNEW\n'],
    ['a request at the end, with blank lines', 'GET /‸a\n\n\n', 'GET /a\n\nNEW\n\n\n'],
    [
      'the first of two requests',
      '### A\nGET /a‸\n\n### B\nGET /b\n',
      '### A\nGET /a\n\nNEW\n\n### B\nGET /b\n',
    ],
    [
      'a body with what follows it',
      '### A\nPOST /a\n\n{‸}\n\n> {% x %}\n### B\nGET /b\n',
      '### A\nPOST /a\n\n{}\n\n> {% x %}\n\nNEW\n### B\nGET /b\n',
    ],
    ['a title, before its request', '### A‸\nGET /a\n', '### A\nGET /a\n\nNEW\n'],
    [
      'requests without a separator',
      'GET http://a\n‸\n# of b\nGET http://b\n',
      'GET http://a\n\nNEW\n\n###\n\n# of b\nGET http://b\n',
    ],
    ['above all requests', '@a = 1\n‸\n### A\nGET /a\n', '@a = 1\n\n### A\nGET /a\n\nNEW\n'],
    [
      'between two requests',
      '### A\nGET /a\n\n‸\n\n### B\nGET /b\n',
      '### A\nGET /a\n\nNEW\n\n\n\n### B\nGET /b\n',
    ],
    [
      'a saved response',
      'GET /a\n\n###\nHTTP/1.1 200 OK\n\n{‸}\n',
      'GET /a\n\nNEW\n\n###\nHTTP/1.1 200 OK\n\n{}\n',
    ],
  ];
  for (const [what, marked, result] of rows) {
    it(`at ${what}`, () => {
      const { text, cursors } = readMarkers(marked);
      const { offset, before, after } = requestPlace(text, parseHttpFile(text), cursors[0]?.start ?? 0);
      assert.equal(`${text.slice(0, offset)}${before}NEW${after}${text.slice(offset)}`, result);
    });
  }

  it('leaves every request of a file as it was, wherever the cursor is', () => {
    const text =
      '@a = 1\n\n### A\n# c\nPOST http://a/\nX: y\n\n{ "b": 1 }\n\n\n// @name b\nGET http://b/\n\n### C\nGET http://c/\n\nHTTP/1.1 200 OK\n\n{}\n';
    const before = readByUs(text);
    assert.equal(before.length, 3);
    const sms = findResource('POST', '/sms');
    assert.ok(sms);
    const block = templateText(requestTemplate(sms, CONVENTIONS));
    for (let cursor = 0; cursor <= text.length; cursor++) {
      const place = requestPlace(text, parseHttpFile(text), cursor);
      const after = readByUs(
        `${text.slice(0, place.offset)}${place.before}${block}${place.after}${text.slice(place.offset)}`,
      );
      assert.deepEqual(
        after.filter(({ url }) => url !== `${API}/sms`),
        before,
        `cursor at ${cursor}`,
      );
      assert.equal(after.length, 4);
    }
  });
});
