import assert from 'node:assert/strict';

import type { HttpRequest } from '../../../../src/core/httpFile/httpFile.ts';
import { parseHttpFile } from '../../../../src/core/httpFile/parser/parseHttpFile.ts';

const cut = (text: string, range: { start: number; end: number } | undefined): string | undefined =>
  range && text.slice(range.start, range.end);

describe('scripts', () => {
  const rows: [what: string, text: string, scripts: [range: string, code: string | undefined][]][] = [
    ['of httpYac', '{{\na()\n}}\nGET /', [['{{\na()\n}}', 'a()']]],
    ['with CRLF', '{{\r\na()\r\nb()\r\n}}\r\nGET /', [['{{\r\na()\r\nb()\r\n}}', 'a()\r\nb()']]],
    ['of an event', 'GET /\n\n  {{@Response\na()\n  }}', [['  {{@Response\na()\n  }}', 'a()']]],
    ['of every request', '{{+after\na()\n}}\nGET /', [['{{+after\na()\n}}', 'a()']]],
    ['with their language', '{{@js  request\na()\n}}\nGET /', [['{{@js  request\na()\n}}', 'a()']]],
    ['with nothing in them', '{{\n}}\nGET /', [['{{\n}}', undefined]]],
    ['with an empty line in them', '{{\n\n}}\nGET /', [['{{\n\n}}', '']]],
    ['of JetBrains', '< {%\na()\n%}\nGET /', [['< {%\na()\n%}', 'a()']]],
    ['of JetBrains after it', 'GET /\n\n>  {%\r\na()\r\n%}', [['>  {%\r\na()\r\n%}', 'a()']]],
    ['on one line', 'GET /\n\n> {% a() %}', [['> {% a() %}', ' a() ']]],
    ['on one line, without code', 'GET /\n\n> {%%}', [['> {%%}', '']]],
    ['on one line, with a blank', 'GET /\n\n> {%  %}\nx', [['> {%  %}', '  ']]],
    ['with code beside the marks', '> {% a()\nb()\nc() %}', [['> {% a()\nb()\nc() %}', ' a()\nb()\nc() ']]],
    ['with code beside the first mark', '> {% a()\nb()\n%}', [['> {% a()\nb()\n%}', ' a()\nb()']]],
    ['with code beside the last mark', '> {%\nb()\nc() %}', [['> {%\nb()\nc() %}', 'b()\nc() ']]],
    [
      'one after the other',
      '{{\na()\n}}\n{{\nb()\n}}\nGET /',
      [
        ['{{\na()\n}}', 'a()'],
        ['{{\nb()\n}}', 'b()'],
      ],
    ],
    [
      'with marks of others within',
      '{{\n%}\n*/\na}}\n}}x\n}}\nGET /',
      [['{{\n%}\n*/\na}}\n}}x\n}}', '%}\n*/\na}}\n}}x']],
    ],
    ['that end before the next separator', '{{\na()\n###\nb()\n}}\nGET /', []],
    ['that never end', '> {%\na()\n###\nb()\n%}\nGET /', []],
    ['after one that never ends', '{{\na()\n###\n{{\nb()\n}}\nGET /', [['{{\nb()\n}}', 'b()']]],
    ['that are references', '{{base}}/x\n{{\nA: 1', []],
    ['of an unknown event', '{{@other\na()\n}}\nGET /', []],
    ['with code beside their mark', '{{ a()\n}}\nGET /', []],
    ['of an event with something in front', '{{x@request\n}}\nGET /', []],
    ['with one brace', '{\na()\n}\nGET /', []],
    ['before the request only', 'GET /\n\n< {%\na()\n%}', []],
    ['with a blank before their mark', 'GET /\n\n>{%\na()\n%}', []],
    ['not redirects', 'GET /\n\n> {a\n%}', []],
    ['not block comments', '/*\na()\n*/\nGET /', []],
  ];
  for (const [what, text, scripts] of rows) {
    it(`are found ${what}: ${JSON.stringify(text)}`, () => {
      const found = parseHttpFile(text).scripts.map(({ range, code }) => [cut(text, range), cut(text, code)]);
      assert.deepEqual(found, scripts);
    });
  }
});

describe('block comments', () => {
  const rows: [text: string, requests: string[]][] = [
    ['/*\nGET /x\n###\n%}\n}}\n*/\nGET /a', ['GET /a']],
    ['  /*  \nGET /x\n  */  \nGET /a', ['GET /a']],
    ['GET /a\n/*\nA: 1\n*/\nB: 2', ['GET /a | body B: 2']],
    ['POST /a\n\n/* no comment\nx', ['POST /a | body /* no comment\nx']],
    ['POST /a\n\n/**\nx\n*/', ['POST /a | body /**\nx\n*/']],
    ['POST /a\n\n/*\nx\n###\nGET /b', ['POST /a | body /*\nx', 'GET /b']],
    ['POST /a\n\n/*\nx */\n###\n y\n', ['POST /a | body /*\nx */', 'GET y']],
  ];
  for (const [text, requests] of rows) {
    it(`are left out of ${JSON.stringify(text)}`, () => {
      const found = parseHttpFile(text).requests.map(({ method, url, headers, body }) =>
        [
          `${method} ${url}`,
          ...headers.map(({ name }) => name),
          ...(body === undefined ? [] : [`body ${cut(text, body) ?? ''}`]),
        ].join(' | '),
      );
      assert.deepEqual(found, requests);
    });
  }
});

describe('what belongs to a request', () => {
  /** The parts of a request: up to its lead, its line, and the ends of line, headers, head, content and range. */
  function marked(text: string, index: number): string {
    const request = parseHttpFile(text).requests[index];
    assert.ok(request);
    return partsOf(text, request).join('|');
  }
  function partsOf(
    text: string,
    { range, leadStart, line, headersEnd, headEnd, contentEnd }: HttpRequest,
  ): string[] {
    const ends = [range.start, leadStart, line.start, line.end, headersEnd, headEnd, contentEnd, range.end];
    return ends.slice(1).map((end, index) => text.slice(ends[index], end));
  }

  const rows: [what: string, text: string, index: number, expected: string][] = [
    ['all of a short text', 'GET /', 0, '||GET /||||'],
    ['its line end', 'GET /\nA: 1\n\nx\n', 0, '||GET /|\nA: 1|\n|\nx|\n'],
    ['its separator, and its title', '### A\n# b\nGET /\n###\n', 0, '|### A\n# b\n|GET /||||\n'],
    ['a separator without a title, which is of the file', '###\n# b\nGET /', 0, '###\n|# b\n|GET /||||'],
    ['comments above it, where no separator is', 'GET /a\n\n# b\nGET /b', 1, '|# b\n|GET /b||||'],
    ['no such comments of the next one', 'GET /a\n\n# b\n# c\nGET /b', 0, '||GET /a||\n||\n\n'],
    [
      'comments with an empty line between, of the one before',
      'GET /a\n\n# b\n\nGET /b',
      0,
      '||GET /a||\n|\n# b|\n\n',
    ],
    ['variables above it, which are of the file', '@a = 1\n# b\nGET /', 0, '@a = 1\n|# b\n|GET /||||'],
    ['comments below it', 'GET /\nA: 1\n# b\n', 0, '||GET /|\nA: 1|\n# b\n||\n'],
    ['comments among headers', 'GET /\n# b\nA: 1', 0, '||GET /|\n# b\nA: 1|||'],
    ['what follows it', 'GET /\n\n> a.js\n\n', 0, '||GET /||\n|\n> a.js|\n\n'],
    ['a script', 'GET /\n\nx\n\n{{\n}}\n\n', 0, '||GET /||\n|\nx\n\n{{\n}}|\n\n'],
  ];
  for (const [what, text, index, expected] of rows) {
    it(`is ${what}: ${JSON.stringify(text)}`, () => {
      assert.equal(marked(text, index), expected);
    });
  }

  const names: [text: string, names: (string | undefined)[]][] = [
    ['# @name a\nGET /a\n\n# @name b\nGET /b\n\n# x\nGET /c', ['a', 'b', undefined]],
    ['# @name a\nGET /a\n\n# x\nGET /b', ['a', undefined]],
    ['GET /a\n# @name a\n\nGET /b', ['a', undefined]],
    ['GET /a\n\n# @name a\nx\n# @name b\nGET /b', ['a', 'b']],
    ['# @name a\n\n# x\nGET /a', ['a']],
    ['# @name a\n###\nGET /a', [undefined]],
  ];
  for (const [text, expected] of names) {
    it(`is its name: ${JSON.stringify(text)}`, () => {
      assert.deepEqual(
        parseHttpFile(text).requests.map(({ name }) => name),
        expected,
      );
    });
  }

  for (const [text, eol] of [
    ['', '\n'],
    ['a', '\n'],
    ['a\r\n', '\r\n'],
    ['a\r\nb\n', '\n'],
    ['a\r\nb\nc\r\n', '\r\n'],
    ['/*\r\nx\r\n*/\n\n', '\n'],
    ['/*\r\nx\r\n*/\r\n\n\n', '\r\n'],
  ] as const) {
    it(`ends its lines as most do in ${JSON.stringify(text)}`, () => {
      assert.equal(parseHttpFile(text).eol, eol);
    });
  }
});

describe('what stands before a request line', () => {
  const rows: [text: string, urls: string[]][] = [
    ['query {\na\n}\nGET /x\n\nGET /a', ['/a']],
    ['query\nGET /x\n\nGET /a', ['/a']],
    ['mutation(\nGET /x\n\nGET /a', ['/a']],
    ['fragment{\nGET /x\n\nGET /a', ['/a']],
    ['querying\nGET /a', ['querying', '/a']],
    ['a query \nGET /a', ['a query', '/a']],
    ['proto  < a.proto\nGET /a', ['/a']],
    ['gql a < b\nGET /a', ['/a']],
    ['gqls\nGET /a', ['gqls', '/a']],
    ['HTTP/1.1 200\nGET /x\n\nGET /y\n###\nGET /a', ['/a']],
    ['?? a\nGET /a', ['/a']],
    ['@a\nGET /a', ['/a']],
    ['> a\nGET /a', ['/a']],
    ['< a\nGET /a', ['/a']],
  ];
  for (const [text, urls] of rows) {
    it(`is read in ${JSON.stringify(text)}`, () => {
      assert.deepEqual(
        parseHttpFile(text).requests.map(({ url }) => url),
        urls,
      );
    });
  }
});
