import assert from 'node:assert/strict';

import { UnsupportedConstruct } from '../../../src/core/httpFile/fileVariables.ts';
import { parseHttpFile } from '../../../src/core/httpFile/parseHttpFile.ts';
import { readPlainRequest, type PlainRequest } from '../../../src/core/httpFile/plainRequest.ts';

/** Reads the last request of the text. */
function read(text: string): PlainRequest {
  const file = parseHttpFile(text);
  const request = file.requests.at(-1);
  assert.ok(request, 'no request');
  return readPlainRequest(text, file, request);
}

const body = (text: string): PlainRequest['body'] => ({ kind: 'text', text });

describe('readPlainRequest', () => {
  it('does not follow variables that grow without end', () => {
    const levels = Array.from({ length: 9 }, (_, n) => `@v${n} = ${`{{v${n + 1}}}`.repeat(9)}`);
    const text = `${levels.join('\n')}\n@v9 = ${'x'.repeat(10)}\n###\nGET https://x/{{v0}}`;
    const start = performance.now();
    assert.throws(() => read(text), { message: 'a variable of more than 100,000 characters' });
    assert.ok(performance.now() - start < 2000);
  });

  const cases: readonly [string, string, Partial<PlainRequest>][] = [
    ['a URL alone', 'https://a.example/x', { method: 'GET', url: 'https://a.example/x', headers: [] }],
    ['a lower-case method', 'post https://a.example/', { method: 'POST' }],
    [
      'a query of several lines, and a version',
      'GET https://a.example/x\n  ?a=1\n  &b=2 HTTP/1.1\nAccept: */*',
      { url: 'https://a.example/x?a=1&b=2', headers: [['Accept', '*/*']] },
    ],
    [
      'no authorization, whatever its case and value',
      'GET https://a.example/\nAUTHORIZATION: Bearer {{$dotenv TOKEN}}\nX: 1',
      { headers: [['X', '1']] },
    ],
    [
      'a folded header on one line',
      'GET https://a.example/\nX: one\n  two\nY: 2',
      {
        headers: [
          ['X', 'one two'],
          ['Y', '2'],
        ],
      },
    ],
    [
      'variables in URL, header and body',
      '@host = a.example\n@base = https://{{host}}\n###\nPOST {{base}}/x\nX: {{ host }}\n\n{"at": "{{base}}"}',
      {
        url: 'https://a.example/x',
        headers: [['X', 'a.example']],
        body: body('{"at": "https://a.example"}'),
      },
    ],
    [
      'the nearest definition above',
      '@a = 1\n###\nGET https://x/1\n###\n@a = 2\nGET https://x/{{a}}',
      { url: 'https://x/2' },
    ],
    ['a definition further below', 'GET https://x/{{a}}\n###\n@a = 3\n', { url: 'https://x/3' }],
    [
      'no comments between the lines',
      'POST https://x/\n# no\nX: 1\n\n{\n  // no\n  "a": 1\n# no\n}',
      { headers: [['X', '1']], body: body('{\n  "a": 1\n}') },
    ],
    ['CRLF as LF', 'POST https://x/\r\n\r\n{\r\n"a": 1\r\n}\r\n', { body: body('{\n"a": 1\n}') }],
    [
      'a form that goes on',
      'POST https://x/\nContent-Type: application/x-www-form-urlencoded\n\na=1\n  &b=2\n&c=3',
      { body: body('a=1&b=2&c=3') },
    ],
    ['ampersands of another body as they are', 'POST https://x/\n\na\n&b', { body: body('a\n&b') }],
    [
      'a body from a file',
      'POST https://x/\n\n< ./sms.json\n',
      { body: { kind: 'file', path: './sms.json', hasVariables: false } },
    ],
    [
      'a body from a file with variables',
      '@n = sms\n###\nPOST https://x/\n\n<@ ./{{n}} 1.json',
      { body: { kind: 'file', path: './sms 1.json', hasVariables: true } },
    ],
    [
      'a body from a file in UTF-8',
      'POST https://x/\n\n<@utf8 a.json',
      { body: { kind: 'file', path: 'a.json', hasVariables: true } },
    ],
    [
      'a path with the host of its header',
      'GET /sms\nHost: connect.routee.net',
      { url: 'https://connect.routee.net/sms' },
    ],
    ['harmless directives', '# @name x\n# @no-log\nGET https://x/', { url: 'https://x/' }],
    ['no body', 'POST https://x/\n\n', { body: undefined }],
  ];
  for (const [what, text, expected] of cases) {
    it(`reads ${what}`, () => {
      const actual = read(text);
      for (const [member, value] of Object.entries(expected)) {
        assert.deepEqual(actual[member as keyof PlainRequest], value, member);
      }
    });
  }

  const refused: readonly [construct: string, text: string][] = [
    ['the system variable {{$guid}}', 'GET https://x/{{$guid}}'],
    ['the system variable {{$randomInt 1 2}}', 'POST https://x/\n\n{{$randomInt 1 2}}'],
    ['the value of another request, {{login.response.body.id}}', 'GET https://x/{{login.response.body.id}}'],
    ['the variable {{id}}, which this file does not define', 'GET https://x/{{id}}'],
    ['the expression {{a + 1}}', '@a = 1\n###\nGET https://x/{{a + 1}}'],
    ['the variable {{a}}, which is defined by itself', '@a = {{a}}\n###\nGET https://x/{{a}}'],
    ['a script', 'GET https://x/\n\n{{\n  test();\n}}'],
    ['a script', '< {%\n  client.log(1)\n%}\nGET https://x/'],
    ['a script', 'GET https://x/\n\n> {%\n  client.log(1)\n%}'],
    ['a script that runs for every request', '{{+\n  request.url = "https://evil/"\n}}\n###\nGET https://x/'],
    ['an assertion (??)', 'GET https://x/\n\n?? status == 200'],
    ['something to do with the response (>)', 'GET https://x/\n\n>> answer.json'],
    ['headers from a variable (...)', 'GET https://x/\n...defaults\nX: 1'],
    ['a GraphQL body', 'POST https://x/\nX-REQUEST-TYPE: GraphQL\n\nquery { a }'],
    ['a multipart body', 'POST https://x/\nContent-Type: multipart/form-data; boundary=a\n\n--a\n\n1\n--a--'],
    ['a file within a body', 'POST https://x/\n\nbefore\n< a.json'],
    ['a file in the encoding latin1', 'POST https://x/\n\n<@latin1 a.json'],
    ['a protocol other than HTTP', 'WS wss://x/'],
    ['a protocol other than HTTP', 'GET ftp://x/'],
    ['something before its first line', '< ./pre.js\nGET https://x/'],
    ['something before its first line', 'query { a }\n\nPOST https://x/\n\n{}'],
    ['a variable in the middle of the request', 'POST https://x/\n@a = 1\nX: 1\n\n{}'],
    ['a comment within a header', 'GET https://x/\nX: one\n# secret\n  two'],
    ['a block comment or a reference to a response in its body', 'POST https://x/\n\n{\n/* no */\n"a": 1}'],
    ['an address with a space or one of { } " < > \\ in it', 'GET https://x\\@evil.example/'],
    ['an expression in double braces', 'POST https://x/\n\n{{ f({a: 1}) }}'],
    ['the directive @note', '# @note\nDELETE https://x/'],
    ['the directive @if', '# @if false\nGET https://x/'],
    ['the directive @no-redirect', '# @no-redirect\nGET https://x/'],
    ['the directive @prompt', '# @prompt code\nGET https://x/'],
    ['the directive @loop', '// @loop for 3\nGET https://x/'],
  ];
  for (const [construct, text] of refused) {
    it(`names ${construct} in ${JSON.stringify(text)}`, () => {
      assert.throws(
        () => read(text),
        (error) => error instanceof UnsupportedConstruct && error.message === construct,
      );
    });
  }
});
