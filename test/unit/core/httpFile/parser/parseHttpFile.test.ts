import assert from 'node:assert/strict';
import { parseHttpFile } from '../../../../../src/core/httpFile/parser/parseHttpFile.ts';

/** One line for each request: method, URL, version, title, name, headers, body. */
function summarize(text: string): string[] {
  return parseHttpFile(text).requests.map((request) => {
    const headers = request.headers.map(({ name, value }) => `${name}=${text.slice(value.start, value.end)}`);
    return [
      `${request.method} ${request.url}`,
      request.version && `v${request.version}`,
      request.title && `title ${request.title}`,
      request.name && `name ${request.name}`,
      ...headers,
      request.body && `body ${text.slice(request.body.start, request.body.end)}`,
    ]
      .filter((part) => part !== undefined)
      .join(' | ');
  });
}

const CASES: [what: string, text: string, requests: string[]][] = [
  ['nothing in an empty text', '', []],
  ['nothing in blank lines', '\r\n \n\t', []],
  ['a URL without a method', 'https://a.b/c', ['GET https://a.b/c']],
  ['a method and a URL without final newline', 'POST https://a.b/c', ['POST https://a.b/c']],
  ['a version', 'GET /c HTTP/1.1', ['GET /c | v1.1']],
  ['a version in lower case', 'GET /c http/2', ['GET /c | v2']],
  ['a method in lower case (REST Client)', 'post /c', ['post /c']],
  ['an unknown method (JetBrains)', 'PURGE https://a.b', ['PURGE https://a.b']],
  ['a URL with blanks', 'GET /a b c HTTP/1.1', ['GET /a b c | v1.1']],
  ['query lines', 'GET /c\n  ?a=1\n  &b=2\nA: 1', ['GET /c?a=1&b=2 | A=1']],
  ['a version after query lines', 'GET /c\n ?a=1 HTTP/1.1\nA: 1', ['GET /c?a=1 | v1.1 | A=1']],
  ['a version before query lines', 'GET /c HTTP/1.1\n ?a=1', ['GET /c?a=1 | v1.1']],
  ['path lines (JetBrains)', 'GET http://h\n  :80\n  /a\n  /b', ['GET http://h:80/a/b']],
  ['comments between query lines', 'GET /c\n?a=1\n# x\n&b=2', ['GET /c?a=1&b=2']],
  ['headers with odd blanks', 'GET /c\nA:1\nB : 2 \n C:\t3\nD:', ['GET /c | A=1 | B=2 | C=3 | D=']],
  ['folded values (JetBrains)', 'GET /c\nA: 1\n  2\nB: 3', ['GET /c | A=1\n  2 | B=3']],
  ['comments between headers', 'GET /c\n# X: 0\nA: 1\n// Y: 0\nB: 2', ['GET /c | A=1 | B=2']],
  ['comments without a blank', 'GET /c\n#X: 0\nA: 1\n//Y: 0\nB: 2', ['GET /c | A=1 | B=2']],
  ['...headers (httpYac)', 'GET /c\n...defaults\nA: 1', ['GET /c | A=1']],
  ['a body', 'POST /c\nA: 1\n\n{\n\n}\n\n', ['POST /c | A=1 | body {\n\n}']],
  ['a body without headers', 'POST /c\n\nx: y', ['POST /c | body x: y']],
  ['a body right below the headers', 'POST /c\nA: 1\n{"a":1}', ['POST /c | A=1 | body {"a":1}']],
  ['a body from a file', 'POST /c\n\n< ./a.json', ['POST /c | body < ./a.json']],
  ['a body from a file with variables', 'POST /c\n\n<@latin1 ./a', ['POST /c | body <@latin1 ./a']],
  ['separators', 'GET /a\n###\nGET /b\n  ####\nGET /c', ['GET /a', 'GET /b', 'GET /c']],
  ['titles', '### One\nGET /a\n###Two ##\nGET /b', ['GET /a | title One', 'GET /b | title Two ##']],
  ['names', '# @name a\nGET /a\n###\n// @name b\nGET /b', ['GET /a | name a', 'GET /b | name b']],
  [
    'requests without a separator',
    'GET /a\nA: 1\n\nPOST /b\n\nx\nGET {{c}}',
    ['GET /a | A=1', 'POST /b | body x', 'GET {{c}}'],
  ],
  [
    'a name above a request without a separator',
    'GET /a\n\n# @name b\nGET /b',
    ['GET /a', 'GET /b | name b'],
  ],
  ['prose that starts with a method', 'POST /a\n\nPUT it there', ['POST /a | body PUT it there']],
  [
    'requests in a multipart body',
    'POST /a\nContent-Type: multipart/mixed\n\nGET /b\n--',
    ['POST /a | Content-Type=multipart/mixed | body GET /b\n--'],
  ],
  ['variables before a request', '@a = 1\n@b=2\nGET /a', ['GET /a']],
  ['a script before and after (httpYac)', '{{\nGET /x\n}}\nGET /a\n\n{{@response\nGET /y\n}}', ['GET /a']],
  ['a script of every request', '{{+\nGET /x\n}}\n###\nGET /a', ['GET /a']],
  ['an unclosed script as body', 'POST /a\n\n{{\nx\n###\nGET /b', ['POST /a | body {{\nx', 'GET /b']],
  ['a variable as URL', '{{url}}/a', ['GET {{url}}/a']],
  ['scripts of JetBrains', '< {%\nGET /x\n%}\nGET /a\n\nb\n\n> {%\nGET /y\n%}', ['GET /a | body b']],
  ['scripts on one line', '< {% x %}\nGET /a\n\n> {% y %}\n', ['GET /a']],
  ['handler files and references', '< ./b.js\nGET /a\n\n> ./a.js\n<> x.200.json\n>> o.json', ['GET /a']],
  ['assertions', 'GET /a\nA: 1\n?? status == 200', ['GET /a | A=1']],
  ['block comments', '/*\nGET /x\n###\n*/\nGET /a', ['GET /a']],
  ['saved responses', 'HTTP/1.1 200 OK\nA: 1\n\nGET /x\n###\nGET /a', ['GET /a']],
  [
    'GraphQL',
    'fragment F on T {\n  a\n}\n\nPOST /a\n\nquery Q {\n  b\n}\n\n{}',
    ['POST /a | body query Q {\n  b\n}\n\n{}'],
  ],
  ['CRLF', '### T\r\nPOST /a\r\nA: 1\r\n\r\nx\r\n', ['POST /a | title T | A=1 | body x']],
  ['a byte order mark', '\uFEFFGET /a\nA: 1', ['GET /a | A=1']],
  ['tabs', '\tGET /a\n\tA: 1\n\n\tx', ['GET /a | A=1 | body \tx']],
];

describe('parseHttpFile', () => {
  for (const [what, text, requests] of CASES) {
    it(`reads ${what}`, () => {
      assert.deepEqual(summarize(text), requests);
    });
  }

  it('gives absolute ranges', () => {
    const text = '\uFEFF@t = "a b"\r\n###\r\nGET /a\r\n A : 1 \r\n\r\nx\r\n';
    const { requests, variables, eol, start } = parseHttpFile(text);
    const cut = ({ start, end }: { start: number; end: number }): string => text.slice(start, end);
    assert.deepEqual([eol, start], ['\r\n', 1]);
    assert.deepEqual(
      variables.map(({ name, range, value }) => [name, cut(range), cut(value)]),
      [['t', '@t = "a b"', 'a b']],
    );
    const [request] = requests;
    assert.ok(request);
    assert.equal(cut(request.line), 'GET /a');
    assert.equal(cut(request.range), '###\r\nGET /a\r\n A : 1 \r\n\r\nx\r\n');
    assert.deepEqual(
      request.headers.map(({ nameRange, value }) => [cut(nameRange), cut(value)]),
      [['A', '1']],
    );
    assert.equal(text.slice(0, request.headersEnd).endsWith('A : 1 '), true);
    assert.equal(text.slice(0, request.contentEnd).endsWith('\r\nx'), true);
  });

  it('reads variables wherever they stand, but not in scripts', () => {
    const text = '@a = 1\n{{\n@b = 2\n}}\n# @c = 3\nGET /\n@d := 4\n\n@e=\n@f 6\n';
    assert.deepEqual(
      parseHttpFile(text).variables.map(({ name }) => name),
      ['a', 'd', 'e'],
    );
  });
});
