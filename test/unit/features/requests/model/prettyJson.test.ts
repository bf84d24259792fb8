import assert from 'node:assert/strict';

import { atOnce } from '../../../../../src/core/kit/slices.ts';
import { prettyJson } from '../../../../../src/features/requests/model/prettyJson.ts';

describe('prettyJson', () => {
  const rows: [what: string, text: string, pretty: string][] = [
    ['the order of members that are numbers', '{"2":1,"1":2}', '{\n  "2": 1,\n  "1": 2\n}'],
    ['doubled members', '{"a":1,"a":2}', '{\n  "a": 1,\n  "a": 2\n}'],
    ['__proto__', '{"__proto__":1}', '{\n  "__proto__": 1\n}'],
    [
      'numbers as they were written',
      '[12345678901234567890,0.10,1e400]',
      '[\n  12345678901234567890,\n  0.10,\n  1e400\n]',
    ],
    ['escapes', '"\\u00e9 \\/ \\ud83d"', '"\\u00e9 \\/ \\ud83d"'],
    ['what looks like a comment', '{"a":"//b /* c"}', '{\n  "a": "//b /* c"\n}'],
    ['empty ones', '{"a":{},"b":[ ]}', '{\n  "a": {},\n  "b": []\n}'],
    [
      'JSON that is laid out in another way',
      ' {\r\n\t"a" :\r\n [1 ,2]}\r\n',
      '{\n  "a": [\n    1,\n    2\n  ]\n}',
    ],
    ['JSON with empty lines', '[1,\n\n\n2\r,{\n\n}\n]', '[\n  1,\n  2,\n  {}\n]'],
    ['a single value', ' true ', 'true'],
  ];
  for (const [what, text, pretty] of rows) {
    it(`keeps ${what}`, () => {
      assert.equal(atOnce(prettyJson(text)), pretty);
    });
  }

  it('says that other texts are no JSON', () => {
    for (const text of ['', '{', '{"a":1,}', '// a\n1', '<html>', "{'a':1}"]) {
      assert.equal(atOnce(prettyJson(text)), undefined, text);
    }
  });

  it('takes a long answer in its stride', () => {
    const text = JSON.stringify(Array.from({ length: 100_000 }, (_, n) => ({ n })));
    const start = performance.now();
    assert.equal(atOnce(prettyJson(text))?.length, JSON.stringify(JSON.parse(text), undefined, 2).length);
    assert.ok(performance.now() - start < 5000);
  });

  it('leaves what is nested too deep as it is, at once', () => {
    const nested = (depth: number): string => `${'{"a[":'.repeat(depth)}[]${'}'.repeat(depth)}`;
    assert.equal(atOnce(prettyJson(nested(99)))?.split('\n').length, 199);
    assert.equal(atOnce(prettyJson(nested(100))), undefined);
    assert.equal(atOnce(prettyJson(nested(100_000))), undefined);
    assert.ok(atOnce(prettyJson(`[${Array(1000).fill('{"a":[1]}').join()}]`))?.includes('\n'));
  });
});
