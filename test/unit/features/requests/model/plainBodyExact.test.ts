import assert from 'node:assert/strict';

import { UnsupportedConstruct } from '../../../../../src/core/httpFile/fileVariables.ts';
import { parseHttpFile } from '../../../../../src/core/httpFile/parser/parseHttpFile.ts';
import {
  readPlainBody,
  typeOfBody,
  type PlainBody,
} from '../../../../../src/features/requests/model/plainBody.ts';

const FORM = 'application/x-www-form-urlencoded';
const DIFFERENT = 'a body that HTTP clients read differently';
const IN_BODY = 'a block comment or a response reference in its body';

/** The body of the first request of a text. */
function read(text: string, contentType = 'text/plain'): PlainBody | undefined {
  const [request] = parseHttpFile(text).requests;
  assert.ok(request);
  return readPlainBody(text, request, (value) => value, contentType);
}

/** A body's text, or the reason why it is refused. */
function bodyOf(text: string, contentType?: string): string | undefined {
  try {
    const body = read(text, contentType);
    return body?.kind === 'file' ? `file ${body.path}` : body?.text;
  } catch (error) {
    assert.ok(error instanceof UnsupportedConstruct);
    return `refused: ${error.message}`;
  }
}

const HEAD = 'POST https://x/\nX: 1\n';
const refused = (why: string): string => `refused: ${why}`;

describe('typeOfBody', () => {
  const rows: [text: string, isJson: boolean][] = [
    ['{"a": 1}', true],
    [' \n[1]', true],
    ['12', false],
    ['"a[b{c"', false],
    ['{ a', false],
    ['[1] and more', false],
    ['{"a": {{count}}}', true],
    ['{"a": {{n}}, "b": {{}}}', true],
    ['{"a": {{\n}}}', false],
    ['{{count}}', true],
  ];
  for (const [text, isJson] of rows) {
    it(`${JSON.stringify(text)} is ${isJson ? 'JSON' : 'plain text'}`, () => {
      assert.equal(typeOfBody(text), isJson ? 'application/json' : 'text/plain');
    });
  }
});

describe('readPlainBody', () => {
  const rows: [what: string, body: string, expected: string][] = [
    ['equals signs before a word', 'a\n=== b', 'a\n=== b'],
    ['equals signs at a word', 'a\n===b', 'a\n===b'],
    ['one equals sign at the end', 'a=\nb', 'a=\nb'],
    ['three at the end', 'a\n===\nb', refused(DIFFERENT)],
    ['three and blanks at the end', 'a\n===  \nb', refused(DIFFERENT)],
    ['a wait', 'a\n=== wait-for-server\nb', refused(DIFFERENT)],
    ['a wait and blanks', 'a\n=== wait-for-server  \nb', refused(DIFFERENT)],
    ['an arrow', 'a <---> b', refused(DIFFERENT)],
    ['a file and blanks', '< ./a.json  ', 'file ./a.json'],
    ['a block comment within a line', 'a /*\nb', 'a /*\nb'],
    ['a block comment at a word', 'a/*\nb', 'a/*\nb'],
    ['a block comment', 'a\n/*\nb\n*/', refused(IN_BODY)],
    ['a block comment and blanks', 'a\n/*  \nb\n*/', refused(IN_BODY)],
    [
      'a handler behind a mention of an answer',
      'see HTTP/1.1 200\n\n> {% x %}',
      refused('a response handler (>)'),
    ],
    ['a handler behind a word of an answer', 'xHTTP/1.1 200\n\n> {% x %}', refused('a response handler (>)')],
    ['an assertion', 'a\n\n?? status == 200', refused('an assertion (??)')],
  ];
  for (const [what, body, expected] of rows) {
    it(`reads ${what}`, () => {
      assert.equal(bodyOf(`${HEAD}\n${body}\n`), expected);
    });
  }

  for (const answer of ['HTTP/1.1 200 OK', '  HTTP/1.1 200 OK', 'HTTP/1.1   200 OK', 'HTTP/2 404']) {
    it(`lets lines like handlers stand in the saved answer ${JSON.stringify(answer)}`, () => {
      assert.doesNotMatch(bodyOf(`${HEAD}\na\n\n${answer}\n\n> b\n`) ?? '', /^refused/);
    });
  }

  it('does not look at the next request', () => {
    assert.equal(bodyOf(`${HEAD}\na\n\n###\nGET https://x/\n\n> {% x %}\n`), 'a');
  });

  const markdown: [body: string, expected: string][] = [
    ['a # b', 'a # b'],
    ['a#b', 'a#b'],
    ['a\n # b', refused(DIFFERENT)],
    ['a\n// b\nc', refused(DIFFERENT)],
  ];
  for (const [body, expected] of markdown) {
    it(`reads the Markdown ${JSON.stringify(body)}`, () => {
      assert.equal(bodyOf(`# note\n${HEAD}\n${body}\n`, 'text/markdown; charset=utf-8'), expected);
    });
  }

  const gaps: [what: string, rest: string, expected: string | undefined][] = [
    ['an object', '{"a": 1}', '{"a": 1}'],
    ['a word in braces', '{ a: 1 }', '{ a: 1 }'],
    ['a word at a brace', '{a: 1}', '{a: 1}'],
    ['two empty lines', '\n\n{"a": 1}', refused(DIFFERENT)],
  ];
  for (const [what, rest, expected] of gaps) {
    it(`reads a body right below the head: ${what}`, () => {
      assert.equal(bodyOf(`${HEAD}${rest}\n`), expected);
    });
  }

  const forms: [what: string, body: string, expected: string][] = [
    ['an indented line that goes on', 'a=1\n  &b=2', 'a=1&b=2'],
    ['an ampersand at the end', 'a=1&\nb=2', 'a=1&b=2'],
    ['a line that does not go on', 'a=1\nb=2', refused(DIFFERENT)],
    ['blanks at the end of a line', 'a=1 \n&b=2', refused(DIFFERENT)],
    ['blanks at the end of a later line', 'a=1\n&b=2 \n&c=3', refused(DIFFERENT)],
    ['blanks at its begin', ' a=1', refused(DIFFERENT)],
    ['half an escape before a percent sign', 'a=%4%41', refused(DIFFERENT)],
    ['half an escape', 'a=%4x', 'a=%254x'],
    ['an escape', 'a=%41', 'a=%41'],
    ['a less-than sign within', 'a=b<c d', 'a=b%3Cc%20d'],
    ['a less-than sign at its begin', '<ab c=1', refused(DIFFERENT)],
    ['a letter of Greek', 'a=α', 'a=%CE%B1'],
  ];
  for (const [what, body, expected] of forms) {
    it(`reads a form with ${what}`, () => {
      assert.equal(bodyOf(`${HEAD}\n${body}\n`, FORM), expected);
    });
  }

  const types: [type: string, expected: string][] = [
    [`${FORM} ; charset=utf-8`, 'a=%CE%B1'],
    [`${FORM};charset=utf-8`, 'a=%CE%B1'],
    [`${FORM}x`, 'a=α'],
    ['application/x-ndjson', 'a=α\n'],
    ['application/x-ndjson ; charset=utf-8', 'a=α\n'],
    ['application/x-ndjsonx', 'a=α'],
    ['text/plain; application/x-ndjson', 'a=α'],
  ];
  for (const [type, expected] of types) {
    it(`reads a body of the type ${type}`, () => {
      assert.equal(bodyOf(`${HEAD}\na=α\n`, type), expected);
    });
  }
});
