import assert from 'node:assert/strict';

import { findTokenLike } from '../../../../src/core/httpFile/findTokenLike.ts';
import { findTokenPlaces } from '../../../../src/core/httpFile/findTokenPlaces.ts';

const UUID = '5b1c3e0e-6f1a-4b52-9d6c-0f2f1c7f3a11';
const WORD = 'abc.DEF_ghi~jkl+mno/pqr==';

describe('findTokenLike', () => {
  const rows: [what: string, text: string, tokens: string[]][] = [
    ['an empty text', '', []],
    ['a UUID', UUID, [UUID]],
    ['a UUID in capitals', UUID.toUpperCase(), [UUID.toUpperCase()]],
    ['a b64token', `x ${WORD} y`, [WORD]],
    ['quotes', `"${UUID}" '${WORD}'`, [UUID, WORD]],
    ['JSON', `{"access_token":"${UUID}","a":1}`, [UUID]],
    ['a query', `?access_token=${UUID}&x=1`, [UUID]],
    ['a path', `/v1/${UUID}/x`, [`/v1/${UUID}/x`, UUID]],
    ['two in one word', `/${UUID}/${UUID}`, [`/${UUID}/${UUID}`, UUID, UUID]],
    ['something longer than a UUID', `${UUID}0`, [`${UUID}0`]],
    ['short words', 'Authorization: Bearer abc', []],
    ['words in other letters', 'ä'.repeat(40), []],
    ['the end of a line', `${UUID}\r\n${UUID}\n`, [UUID, UUID]],
  ];
  for (const [what, text, tokens] of rows) {
    it(`in ${what}: ${tokens.length}`, () => {
      const found = findTokenLike(text);
      assert.deepEqual(
        found.map(({ token }) => token),
        tokens,
      );
      for (const { start, end, token } of found) assert.equal(text.slice(start, end), token);
    });
  }

  it('takes only the lengths that it is told', () => {
    const text = `abc ${UUID} ${WORD} /x/${UUID}`;
    const lengths = (wanted: number[]): string[] =>
      findTokenLike(text, (length) => wanted.includes(length)).map(({ token }) => token);
    assert.deepEqual(lengths([3]), ['abc']);
    assert.deepEqual(lengths([36]), [UUID, UUID]);
    assert.deepEqual(lengths([WORD.length]), [WORD]);
    assert.deepEqual(lengths([]), []);
  });
});

describe('findTokenPlaces', () => {
  const kinds = (text: string): [kind: string, anchorLine: string][] =>
    findTokenPlaces(
      text,
      findTokenLike(text, (length) => length === UUID.length),
    ).map(({ kind, anchor, start, end, token }) => {
      assert.equal(text.slice(start, end), token);
      return [kind, /.*/.exec(text.slice(anchor))?.[0] ?? ''];
    });

  const rows: [what: string, text: string, expected: [kind: string, anchorLine: string][]][] = [
    ['a header', `### T\nGET /a\nAuthorization: Bearer ${UUID}\n`, [['authorization', 'GET /a']]],
    ['any scheme and case', `GET /a\nAUTHORIZATION:\ttoken ${UUID}`, [['authorization', 'GET /a']]],
    ['no scheme', `GET /a\r\nauthorization: ${UUID}\r\n`, [['authorization', 'GET /a']]],
    ['another header', `GET /a\nX-Token: ${UUID}\n`, [['other', 'GET /a']]],
    ['the address', `GET /a?t=${UUID}\n`, [['other', `GET /a?t=${UUID}`]]],
    ['a body', `POST /a\nA: b\n\n{"t":"${UUID}"}\n`, [['other', 'POST /a']]],
    ['a variable', `GET /a\n\n###\n@t = ${UUID}\nGET /b\n`, [['variable', `@t = ${UUID}`]]],
    ['a quoted variable', `@t = "Bearer ${UUID}"\n`, [['variable', `@t = "Bearer ${UUID}"`]]],
    ['a script', `{{\n  t = "${UUID}";\n}}\n`, [['other', `  t = "${UUID}";`]]],
    ['a script of a request', `GET /a\n\n> {%\n x("${UUID}")\n%}\n`, [['other', 'GET /a']]],
    ['comments', `# ${UUID}\n// ${UUID}\nGET /a\n#Authorization: Bearer ${UUID}\n  // ${UUID}\n`, []],
    ['a title', `### ${UUID}\nGET /a\n`, []],
    [
      'requests after one another',
      `GET /a\nAuthorization: Bearer ${UUID}\n\n###\n\nGET /b\nAuthorization: Bearer ${UUID}`,
      [
        ['authorization', 'GET /a'],
        ['authorization', 'GET /b'],
      ],
    ],
  ];
  for (const [what, text, expected] of rows) {
    it(`in ${what}`, () => {
      assert.deepEqual(kinds(text), expected);
    });
  }

  it('needs one reading for a body of one line with thousands of tokens', () => {
    const text = `POST /a\n\n[${`"${UUID}",`.repeat(20_000)}]`;
    const words = findTokenLike(text, (length) => length === UUID.length);
    const start = performance.now();
    assert.equal(findTokenPlaces(text, words).length, 20_000);
    assert.ok(performance.now() - start < 1000);
  });
});
