import assert from 'node:assert/strict';

import { certainOrigin } from '../../../src/core/httpFile/certainOrigin.ts';
import { isPlainReference } from '../../../src/core/httpFile/isPlainReference.ts';
import { parseHttpFile } from '../../../src/core/httpFile/parseHttpFile.ts';

const ROUTEE = 'https://connect.routee.net';
const EVIL = 'https://evil.example';
const GET = `GET ${ROUTEE}/a/{{$guid}}`;

/** Of each request in a file with these lines. */
function originsOf(lines: readonly string[]): (string | undefined)[] {
  const text = lines.join('\n');
  const file = parseHttpFile(text);
  assert.ok(file.requests.length > 0, 'no request');
  return file.requests.map((request) => certainOrigin(text, file, request));
}

describe('certainOrigin', () => {
  const certain: [what: string, lines: string[]][] = [
    ['an address that is written out', [`GET ${ROUTEE}/a?b=1`]],
    ['an address with a port', [`GET ${ROUTEE}:443/a`]],
    ['an address alone', [`GET ${ROUTEE}`]],
    ['an address without a method', [`${ROUTEE}/a`]],
    ['comments and definitions before it', ['# one', '@a = 1', '// two', '', `GET ${ROUTEE}/a`, 'A: {{a}}']],
    [
      'names in it and below it',
      [`${GET}?b={{b}}`, 'A: {{ $datetime iso8601 }}', '', '{"a": {"b": "{{c}}"}}'],
    ],
    ['braces of JSON', [GET, '', '{"a":{"b":{"c":1}}}']],
    ['directives that change nothing', ['# @name one', '// @no-log', GET]],
    ['separators around it', [`GET ${EVIL}/x`, '', '### mine', GET, '', 'body', '###', `GET ${EVIL}/x`]],
    ['a byte order mark before it', [`\uFEFF${GET}`]],
    ['CRLF', [`GET ${EVIL}/x\r`, '\r', '### mine\r', `${GET}\r`]],
  ];
  for (const [what, lines] of certain) {
    it(`is the one of ${what}`, () => {
      assert.ok(originsOf(lines).includes(ROUTEE));
    });
  }

  const uncertain: [why: string, lines: string[]][] = [
    ['a variable is in it', [`@host = ${ROUTEE}`, '', 'GET {{host}}/a']],
    ['a variable is in its host', ['@a = connect', '', 'GET https://{{a}}.routee.net/a']],
    ['a user name is in it', [`GET https://connect.routee.net@evil.example/a`]],
    ['a backslash is in it', [`GET ${ROUTEE}\\@evil.example/a`]],
    ['it has only a path', ['GET /a', 'Host: connect.routee.net']],
    ['another request comes before it without ###', [`POST ${EVIL}/x`, '', '# @note', GET]],
    ['another request comes before it, and an indented ###', [`POST ${EVIL}/x`, '', '   ###', GET]],
    ['another request follows it without ###', [GET, '', `GET ${EVIL}/x`]],
    ['something else stands before it', ['curl something', '', '# note', GET]],
    ['the file has a script', [GET, '', '###', '{{', `request.url = "${EVIL}"`, '}}']],
    ['the file has a script of JetBrains', ['< {% request.variables.set("a", "b") %}', GET]],
    ['a header has an expression', [GET, `X: {{ request.url = "${EVIL}" }}`]],
    ['the body has an expression', [GET, '', `{{request.url = "${EVIL}"}}`]],
    ['a definition has an expression', [`@a = {{request.url = "${EVIL}"}}`, GET]],
    ['an expression is not closed in its line', [GET, 'X: {{ a(', '}}']],
    ['a call is in it', [GET, 'X: {{ f() }}']],
    ['a directive names a proxy', ['# @proxy http://evil.example:8080', GET]],
    ['a directive takes any certificate', ['# @no-reject-unauthorized', GET]],
    ['a directive brings another file in', ['# @import ./x.http', '', '###', GET]],
    ['a variable names a proxy', ['@request_proxy = http://evil.example:8080', '', GET]],
    ['a variable takes any certificate', [GET, '', '###', '@request_rejectUnauthorized = false']],
    ['headers come from a variable', [GET, '...headers']],
  ];
  for (const [why, lines] of uncertain) {
    it(`is none where ${why}`, () => {
      assert.ok(!originsOf(lines).includes(ROUTEE));
    });
  }

  it('takes time in proportion to the text', () => {
    const start = performance.now();
    for (const part of ['{{a}}', '{{', '@a = {{\n', '### \n', '...\n', 'GET https://a.example\n']) {
      const text = `${GET}\n\n${part.repeat(100_000 / part.length)}`;
      const file = parseHttpFile(text);
      const [request] = file.requests;
      assert.ok(request);
      certainOrigin(text, file, request);
    }
    assert.ok(performance.now() - start < 1500);
  });
});

describe('isPlainReference', () => {
  for (const inner of [
    'a',
    ' a-b_1 ',
    '$guid',
    '$randomInt 1 9',
    '$processEnv %NAME',
    "$datetime 'YYYY-MM' 1 d",
  ]) {
    it(`is one: ${inner}`, () => {
      assert.equal(isPlainReference(inner), true);
    });
  }
  for (const inner of [
    '',
    'a.b',
    'a = 1',
    'f()',
    '$guid(1)',
    '$x',
    '$global.a',
    'a;b',
    '`a`',
    '1',
    '$dotenv a=b',
  ]) {
    it(`is none: ${inner}`, () => {
      assert.equal(isPlainReference(inner), false);
    });
  }
});
