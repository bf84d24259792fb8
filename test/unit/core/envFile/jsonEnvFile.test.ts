import assert from 'node:assert/strict';

import { readEnvValue, removeEnvValue, setEnvValue } from '../../../../src/core/envFile/envFile.ts';
import { EnvFileError } from '../../../../src/core/kit/fileError.ts';

const target = { kind: 'json', environment: 'dev', name: 'TOKEN' } as const;

describe('a value in a JSON environment file', () => {
  const rows: [what: string, before: string, after: string][] = [
    ['an empty file', '', '{\n  "dev": {\n    "TOKEN": "T"\n  }\n}\n'],
    [
      'a file of a byte order mark and blanks',
      '\uFEFF \n',
      '\uFEFF \n{\n  "dev": {\n    "TOKEN": "T"\n  }\n}\n',
    ],
    ['a file of blank lines, CRLF', '\r\n', '\r\n{\r\n  "dev": {\r\n    "TOKEN": "T"\r\n  }\r\n}\r\n'],
    ['an empty object', '{}', '{"dev": {"TOKEN": "T"}}'],
    ['an empty object with a blank', '{ }\n', '{ "dev": {"TOKEN": "T"} }\n'],
    ['an empty object of two lines', '{\n}\n', '{\n  "dev": {\n    "TOKEN": "T"\n  }\n}\n'],
    ['an empty object with a comment', '{ // x\n}', '{ // x\n  "dev": {\n    "TOKEN": "T"\n  }\n}'],
    ['another environment', '{\n\t"prod": {}\n}', '{\n\t"prod": {},\n\t"dev": {\n\t\t"TOKEN": "T"\n\t}\n}'],
    ['another environment on one line', '{"prod":{"A":1}}', '{"prod":{"A":1}, "dev": {"TOKEN": "T"}}'],
    ['an empty environment', '{\n  "dev": {}\n}', '{\n  "dev": {"TOKEN": "T"}\n}'],
    [
      'an empty environment of two lines',
      '{\n    "dev": {\n    }\n}',
      '{\n    "dev": {\n        "TOKEN": "T"\n    }\n}',
    ],
    [
      'a member on its own line',
      '{\n  "dev": {\n    "A": "1"\n  }\n}\n',
      '{\n  "dev": {\n    "A": "1",\n    "TOKEN": "T"\n  }\n}\n',
    ],
    ['a member beside', '{ "dev": { "A": "1" } }', '{ "dev": { "A": "1", "TOKEN": "T" } }'],
    ['a trailing comma', '{"dev": {\n "A": 1,\n}}', '{"dev": {\n "A": 1,\n "TOKEN": "T",\n}}'],
    [
      'a comment behind the last member',
      '{"dev": {\n "A": 1 // x\n}}',
      '{"dev": {\n "A": 1, // x\n "TOKEN": "T"\n}}',
    ],
    [
      'a comment behind a trailing comma',
      '{"dev": {\n "A": 1, // x\n}}',
      '{"dev": {\n "A": 1, // x\n "TOKEN": "T",\n}}',
    ],
    [
      'a comment behind a member beside',
      '{"dev": {"A": 1 // x\n}}',
      '{"dev": {"A": 1, // x\n"TOKEN": "T"\n}}',
    ],
    ['a block comment', '{"dev": {\n "A": 1 /* x */\n}}', '{"dev": {\n "A": 1, /* x */\n "TOKEN": "T"\n}}'],
    [
      'a comma after a comment',
      '{"dev": {\n "A": 1 /* x, */ ,\n}}',
      '{"dev": {\n "A": 1 /* x, */ ,\n "TOKEN": "T",\n}}',
    ],
    [
      'CRLF',
      '{\r\n  "dev": {\r\n    "A": 1\r\n  }\r\n}',
      '{\r\n  "dev": {\r\n    "A": 1,\r\n    "TOKEN": "T"\r\n  }\r\n}',
    ],
    ['a byte order mark', '\uFEFF{"dev": {"A": 1}}', '\uFEFF{"dev": {"A": 1, "TOKEN": "T"}}'],
    ['a value that is there', '{"dev": { "TOKEN" : "old" , "A": 1}}', '{"dev": { "TOKEN" : "T" , "A": 1}}'],
    ['a doubled member', '{"dev": {"TOKEN": "a", "TOKEN": "b"}}', '{"dev": {"TOKEN": "a", "TOKEN": "T"}}'],
    ['an escaped name', '{"\\u0064ev": {"TOKE\\u004e": "a"}}', '{"\\u0064ev": {"TOKE\\u004e": "T"}}'],
    [
      'the same name in another environment',
      '{"prod": {"TOKEN": "p"}, "dev": {"A": 1}}',
      '{"prod": {"TOKEN": "p"}, "dev": {"A": 1, "TOKEN": "T"}}',
    ],
  ];
  for (const [what, before, after] of rows) {
    it(`is set in ${what}, and taken out again`, () => {
      const { text, added } = setEnvValue(before, target, 'T');
      assert.equal(text, after);
      assert.equal(readEnvValue(text, target), 'T');
      assert.deepEqual(setEnvValue(text, target, 'T'), { text, added: 'nothing' });
      const removed = removeEnvValue(text, target, added);
      if (added === 'nothing') {
        assert.equal(readEnvValue(removed, target), '');
      } else {
        assert.equal(removed, before);
      }
    });
  }

  it('takes only itself out when its environment has got other members', () => {
    const { added } = setEnvValue('{}', target, 'T');
    assert.equal(added, 'environment');
    assert.equal(removeEnvValue('{"dev": {"TOKEN": "T", "A": 1}}', target, added), '{"dev": { "A": 1}}');
    assert.equal(removeEnvValue('{"dev": {"A": 1, "TOKEN": "T"}}', target, added), '{"dev": {"A": 1}}');
    assert.equal(
      removeEnvValue('{\n  "dev": {"TOKEN": "T"},\n  "prod": {}\n}\n', target, 'document'),
      '{\n  "prod": {}\n}\n',
    );
  });

  it('leaves a text alone that does not hold it', () => {
    for (const text of ['', '{}', '{"dev": {}}', '{"prod": {"TOKEN": "p"}}']) {
      assert.equal(removeEnvValue(text, target, 'environment'), text);
    }
  });

  it('leaves what is no text to whoever wrote it', () => {
    const text = '{"dev":{"T":{"provider":"AspnetUserSecrets"}}}';
    assert.throws(
      () => setEnvValue(text, { kind: 'json', environment: 'dev', name: 'T' }, 'x'),
      (error) => error instanceof EnvFileError && error.message === 'Its member "T" isn\'t a string.',
    );
  });

  const invalid: [text: string, message: RegExp][] = [
    ['{', /isn't valid JSON/],
    ['{"dev": }', /isn't valid JSON/],
    ['{"dev": {"A": 1 "B": 2}}', /isn't valid JSON/],
    ['{} {}', /isn't valid JSON/],
    ['TOKEN=1', /isn't valid JSON/],
    ['[]', /isn't a JSON object/],
    ['"dev"', /isn't a JSON object/],
    ['{"dev": "x"}', /"dev" isn't an object/],
    ['{"dev": [1]}', /"dev" isn't an object/],
  ];
  for (const [text, message] of invalid) {
    it(`is refused by ${text}`, () => {
      const isInvalid = (error: unknown): boolean =>
        error instanceof EnvFileError && error.code === 'invalid' && message.test(error.message);
      assert.throws(() => setEnvValue(text, target, 'T'), isInvalid);
      assert.throws(() => removeEnvValue(text, target, 'value'), isInvalid);
    });
  }
});
