import assert from 'node:assert/strict';

import { isOpen, readJsonBody } from '../../../../../src/features/requests/model/jsonBody.ts';

const textOf = (body: string): string | undefined => readJsonBody(body, { start: 0, end: body.length })?.text;

describe('readJsonBody', () => {
  const rows: [what: string, body: string, text: string | undefined][] = [
    ['a reference outside of a text', '{"a": {{b}}}', '{"a": "{b}"}'],
    ['a reference with quotes in it', '{"a": {{b "c"}}}', '{"a": "{b  c }"}'],
    ['a reference in a text', '{"ab{{c}}": 1}', '{"ab{{c}}": 1}'],
    ['a reference in a text without an end', '{"a{{b}}', '{"a{{b}}'],
    ['a comment', '{\n // a\n# b\r\n}', '{\n     \n   \r\n}'],
    ['a comment behind a value', '{"a": 1 // b\n}', '{"a": 1 // b\n}'],
    ['an escape before a quote', '{"a\\"{{b}}": 1}', '{"a\\"{{b}}": 1}'],
    ['blanks before it', ' \n[1]', ' \n[1]'],
    ['a number', '12 [', undefined],
    ['a word at a bracket', 'a{}', undefined],
  ];
  for (const [what, body, text] of rows) {
    it(`reads ${what}`, () => {
      assert.equal(textOf(body), text);
    });
  }

  it('reads a body of 100,000 characters, wherever it stands, and none that is longer', () => {
    const body = `[${' '.repeat(99_998)}]`;
    const before = 'x'.repeat(60_000);
    const file = `${before}${body} `;
    const start = before.length;
    assert.equal(readJsonBody(file, { start, end: start + body.length })?.start, start);
    assert.equal(readJsonBody(file, { start, end: start + body.length + 1 }), undefined);
  });
});

describe('isOpen', () => {
  const rows: [value: unknown, open: boolean][] = [
    ['{{a}}', true],
    ['a {{b}} c', true],
    ['{a}', true],
    ['a{b}', false],
    ['{a}b', false],
    ['a', false],
    [1, false],
    [['{{a}}'], false],
  ];
  for (const [value, open] of rows) {
    it(`${JSON.stringify(value)}: ${String(open)}`, () => {
      assert.equal(isOpen(value), open);
    });
  }
});
