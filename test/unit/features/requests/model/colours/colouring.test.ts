import assert from 'node:assert/strict';

import { atOnce } from '../../../../../../src/core/kit/slices.ts';
import { colouring } from '../../../../../../src/features/requests/model/colours/colouring.ts';
import { colouredParts } from '../../../../../support/colouredParts.ts';

const ALWAYS = (): boolean => true;
const NEVER = (): boolean => false;
const MEGABYTE = 1024 * 1024;

/** Such as `keyword GET`, from top to bottom. */
function coloursOf(text: string): string[] {
  const numbers = atOnce(colouring(text, NEVER)) ?? assert.fail('nobody cancelled');
  return colouredParts(text, numbers).map(([part, colour]) => `${colour} ${part}`);
}

const bodyOf = (lines: string): string[] => coloursOf(`POST /\n\n${lines}`).slice(2);

describe('colours of a file of requests', () => {
  it('show every part of a request', () => {
    const text = [
      '@host = https://connect.routee.net',
      '',
      '### An SMS',
      '# @name sms',
      'POST {{host}}/sms HTTP/1.1',
      'Authorization: Bearer {{token}}',
      '// not now',
      'Content-Type: application/json',
      '',
      '{',
      '  # a comment',
      '  "body": "Hello {{name}}, it is {{day}}", "ttl": 60,',
      '  "list": [true, null, -1.5e3, {{n}}]',
      '}',
      '',
    ];
    const expected = [
      'variable @host',
      'string https://connect.routee.net',
      'comment ### An SMS',
      'comment # @name sms',
      'keyword POST',
      'variable {{host}}',
      'function /sms',
      'keyword HTTP/1.1',
      'property Authorization',
      'string Bearer ',
      'variable {{token}}',
      'comment // not now',
      'property Content-Type',
      'string application/json',
      'comment # a comment',
      'property "body"',
      'string "Hello ',
      'variable {{name}}',
      'string , it is ',
      'variable {{day}}',
      'string "',
      'property "ttl"',
      'number 60',
      'property "list"',
      'keyword true',
      'keyword null',
      'number -1.5e3',
      'variable {{n}}',
    ];
    assert.deepEqual(coloursOf(text.join('\n')), expected);
    assert.deepEqual(coloursOf(text.join('\r\n')), expected);
  });

  const addresses: [text: string, ...expected: string[]][] = [
    ['https://a.b/c', 'function https://a.b/c'],
    ['get /c', 'keyword get', 'function /c'],
    ['GET', 'function GET'],
    ['  GET\t/c  ', 'keyword GET', 'function /c'],
    [
      'GET /c?a=b=c&d&e={{f}}g',
      ...['keyword GET', 'function /c', 'property a', 'string b=c', 'property d', 'property e'],
      ...['variable {{f}}', 'string g'],
    ],
    ['GET /a&b=c', 'keyword GET', 'function /a&b=c'],
    [
      'GET {{h}}\n  /a\n  ?b=1\n  &{{c}}=2 HTTP/2\nX: y',
      ...['keyword GET', 'variable {{h}}', 'function /a', 'property b', 'string 1', 'variable {{c}}'],
      ...['string 2', 'keyword HTTP/2', 'property X', 'string y'],
    ],
    ['GET /{{a HTTP/1.1}}', 'keyword GET', 'function /{{a', 'keyword HTTP/1.1}}'],
    ['GET /a?b=c\n###\nGET /d', ...['keyword GET', 'function /a', 'property b', 'string c'], 'comment ###'],
  ];
  for (const [text, ...expected] of addresses) {
    it(`show the parts of an address: ${JSON.stringify(text)}`, () => {
      assert.deepEqual(coloursOf(text).slice(0, expected.length), expected);
    });
  }

  it('begin anew with each request', () => {
    assert.deepEqual(coloursOf('GET /a?b\n\n{"c": 1}\n###\nGET /d\n\nhe said "e"').slice(-3), [
      ...['comment ###', 'keyword GET', 'function /d'],
    ]);
  });

  it('go on with a folded header behind a comment', () => {
    assert.deepEqual(coloursOf('GET /\nX: a\n# no\n  b {{c}}\nY:\nZ: d'), [
      ...[
        'keyword GET',
        'function /',
        'property X',
        'string a',
        'comment # no',
        'string b ',
        'variable {{c}}',
      ],
      ...['property Y', 'property Z', 'string d'],
    ]);
  });

  it('leave scripts alone, and show comments of several lines', () => {
    assert.deepEqual(coloursOf('/*\n a\n\n b\n*/\n{{\n  "a"\n}}\nGET /\n\n> {%\n  "b"\n%}\n'), [
      ...['comment /*', 'comment a', 'comment b', 'comment */', 'keyword GET', 'function /'],
    ]);
  });

  it('show references in a text that is no JSON, and in a command of curl', () => {
    assert.deepEqual(bodyOf('He said "1" to {{name}}: true'), ['variable {{name}}']);
    assert.deepEqual(bodyOf('{{everything}}'), ['variable {{everything}}']);
    assert.deepEqual(coloursOf('curl {{host}}/a?b=c \\\n  -H "A: b"'), ['variable {{host}}']);
  });

  it('show JSON that is not finished', () => {
    assert.deepEqual(bodyOf('{ "a": "b\n  "c {{d" : 1, e: tru, "f\\"": {{g}'), [
      ...['property "a"', 'string "b', 'property "c {{d"', 'number 1', 'property "f\\""'],
    ]);
    assert.deepEqual(bodyOf('[\n"a" // {{b}}\n, {{c}}: 2'), [
      ...['string "a"', 'variable {{b}}', 'variable {{c}}', 'number 2'],
    ]);
  });

  it('leave out a saved response', () => {
    assert.deepEqual(coloursOf('GET /\n\nHTTP/1.1 200 OK\nX: y\n\n{ "a": 1 }'), [
      'keyword GET',
      'function /',
    ]);
  });

  it('leave out a line that VS Code shows without colours in any language, and nothing behind it', () => {
    const long = `["${'x'.repeat(20_000)}"]`;
    assert.deepEqual(bodyOf(`${long}\n{"a": 1}`), ['property "a"', 'number 1']);
    assert.deepEqual(bodyOf(long.replace('xxxx', '')), [`string ${long.slice(1, -1).replace('xxxx', '')}`]);
  });

  it('are not looked for any longer than somebody waits for them', () => {
    const text = 'GET /a\n###\n'.repeat(10_000);
    assert.equal(atOnce(colouring(text, ALWAYS)), undefined);
    let steps = 0;
    assert.equal(atOnce(colouring(text, () => ++steps > 2)), undefined);
    assert.equal(steps, 3);
  });

  const fill = (unit: string, before = 'POST /a\n\n'): string =>
    before + unit.repeat(Math.ceil(MEGABYTE / unit.length));
  const longTexts: Record<string, string> = {
    requests: fill('### A\nPOST /b?c={{d}}\nE: {{f}}\n\n{\n  "g": "h {{i}}", "j": 1\n}\n\n', ''),
    headers: fill('A: b\n', 'GET /\n'),
    'query lines': fill(`?${'a=b&'.repeat(4000)}\n`, 'GET /\n'),
    references: fill(`X: ${'{{a}}'.repeat(3000)}\n`, 'GET /\n'),
    'open references': fill(`X: ${'{{a'.repeat(3000)}\n`, 'GET /\n'),
    'a list on one line': fill('0,', 'POST /\n\n['),
    'a list on many lines': fill('0,0,0,0,0,0,0,0,0,0,\n', 'POST /\n\n[\n'),
    quotes: fill('"\n', 'POST /\n\n[\n'),
    backslashes: fill('\\'.repeat(99), 'POST /\n\n["'),
    'empty lines': fill('\n'),
    variables: fill('@a = b\n', ''),
  };
  for (const [what, text] of Object.entries(longTexts)) {
    it(`hold up nobody for 50 ms in a text of 1 MB: ${what}`, () => {
      let longestMs = Infinity;
      // Other work on the machine is not meant.
      for (let round = 0; round < 5 && longestMs >= 50; round++) {
        const work = colouring(text, NEVER);
        longestMs = 0;
        for (let isDone = false; !isDone;) {
          const startMs = performance.now();
          isDone = work.next().done === true;
          longestMs = Math.max(longestMs, performance.now() - startMs);
        }
      }
      assert.ok(longestMs < 50, `${longestMs} ms`);
    }).timeout(30_000);
  }
});
