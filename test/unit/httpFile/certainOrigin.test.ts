import assert from 'node:assert/strict';

import { certainOrigin } from '../../../src/core/httpFile/certainOrigin.ts';
import { FileVariables } from '../../../src/core/httpFile/fileVariables.ts';
import { parseHttpFile } from '../../../src/core/httpFile/parseHttpFile.ts';

const ROUTEE = 'https://connect.routee.net';
const EVIL = 'https://evil.example';

/** Of the last request to Routee, in a file with these lines. */
function originOf(lines: readonly string[]): string | undefined {
  const text = lines.join('\n');
  const file = parseHttpFile(text);
  const request = file.requests.findLast(({ url }) => !url.includes('evil'));
  assert.ok(request, 'no request');
  return certainOrigin(text, file, request, new FileVariables(text, file));
}

describe('certainOrigin', () => {
  const certain: [what: string, lines: string[]][] = [
    ['a literal address', [`GET ${ROUTEE}/a?b=1`]],
    ['an address without a method', [`${ROUTEE}/a`]],
    ['comments and definitions before it', ['# one', '@a = 1', '// two', '', `GET ${ROUTEE}/a`, 'A: {{a}}']],
    [
      'an address with what only another client can read',
      [`GET ${ROUTEE}/a/{{$guid}}?b={{b}}`, 'A: {{$guid}}'],
    ],
    ['a variable', [`@host = ${ROUTEE}`, '', 'GET {{host}}/a']],
    [
      'a variable within a variable',
      ['@name = connect', '@host = https://{{name}}.routee.net', '', 'GET {{host}}/a'],
    ],
    ['a variable that comes later', ['GET {{host}}/a', '', '###', `@host = ${ROUTEE}`]],
    [
      'separators around it',
      [`GET ${EVIL}/x`, '', '### mine', `GET ${ROUTEE}/a`, '', 'body', '###', `GET ${EVIL}/x`],
    ],
    ['a byte order mark before it', [`\uFEFFGET ${ROUTEE}/a`]],
    ['CRLF', [`GET ${EVIL}/x\r`, '\r', '### mine\r', `GET ${ROUTEE}/a\r`]],
  ];
  for (const [what, lines] of certain) {
    it(`is the one of ${what}`, () => {
      assert.equal(originOf(lines), ROUTEE);
    });
  }

  const uncertain: [what: string, lines: string[]][] = [
    ['a variable is defined twice', [`@host = ${ROUTEE}`, 'GET {{host}}/a', '', '###', `@host = ${EVIL}`]],
    [
      'a variable within a variable is defined twice',
      [
        '@name = connect',
        '@host = https://{{name}}.routee.net',
        'GET {{host}}/a',
        '',
        '###',
        '@name = evil.example/',
      ],
    ],
    ['a variable is not defined', ['GET {{host}}/a']],
    ['a system variable is in it', ['GET https://{{$dotenv HOST}}/a']],
    ['another request comes before it without ###', [`POST ${EVIL}/x`, '', '# @note', `GET ${ROUTEE}/a`]],
    ['another request follows it without ###', [`GET ${ROUTEE}/a`, '', `GET ${EVIL}/x`]],
    ['something else stands before it', ['curl something', '', '# @note', `GET ${ROUTEE}/a`]],
    ['the file has a script', [`GET ${ROUTEE}/a`, '', '###', '{{', `request.url = "${EVIL}"`, '}}']],
    ['headers come from a variable', [`GET ${ROUTEE}/a`, '...headers']],
    ['a backslash is in it', [`GET ${ROUTEE}\\@evil.example/a`]],
  ];
  for (const [what, lines] of uncertain) {
    it(`is none where ${what}`, () => {
      const text = lines.join('\n');
      const file = parseHttpFile(text);
      const answers = file.requests.map((request) =>
        certainOrigin(text, file, request, new FileVariables(text, file)),
      );
      assert.ok(answers.length > 0);
      assert.ok(!answers.includes(ROUTEE), JSON.stringify(answers));
    });
  }
});
