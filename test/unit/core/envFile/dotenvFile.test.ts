import assert from 'node:assert/strict';
import { parse } from 'dotenv';

import { readEnvValue, removeEnvValue, setEnvValue } from '../../../../src/core/envFile/envFile.ts';
import { EnvFileError } from '../../../../src/core/kit/fileError.ts';

const target = { kind: 'dotenv', name: 'ROUTEE_TOKEN' } as const;
const token = '12dbdcdb-9d4b-4fbb-8a13-96e7c1b1b6a5';

describe('a value in an .env file', () => {
  const rows: [what: string, before: string, after: string][] = [
    ['an empty file', '', 'ROUTEE_TOKEN=T\n'],
    ['a file of one byte order mark', '\uFEFF', '\uFEFFROUTEE_TOKEN=T\n'],
    ['a file with a last line end', 'A=1\n', 'A=1\nROUTEE_TOKEN=T\n'],
    ['a file without one', 'A=1', 'A=1\nROUTEE_TOKEN=T'],
    ['a file with blank lines at its end', 'A=1\n\n\n', 'A=1\n\n\nROUTEE_TOKEN=T\n'],
    ['CRLF', 'A=1\r\nB=2\r\n', 'A=1\r\nB=2\r\nROUTEE_TOKEN=T\r\n'],
    ['CRLF without a last line end', 'A=1\r\nB=2', 'A=1\r\nB=2\r\nROUTEE_TOKEN=T'],
    ['a value that is there', 'A=1\nROUTEE_TOKEN=old\nB=2\n', 'A=1\nROUTEE_TOKEN=T\nB=2\n'],
    ['a value after a byte order mark', '\uFEFFROUTEE_TOKEN=old\n', '\uFEFFROUTEE_TOKEN=T\n'],
    ['export and blanks', '  export ROUTEE_TOKEN = old \n', '  export ROUTEE_TOKEN = T \n'],
    ['a comment behind', 'ROUTEE_TOKEN=old # for me\n', 'ROUTEE_TOKEN=T # for me\n'],
    ['no value and a comment', 'ROUTEE_TOKEN= # for me\n', 'ROUTEE_TOKEN=T # for me\n'],
    ['a value with a hash in it', 'ROUTEE_TOKEN=abc#def\nA=1\n', 'ROUTEE_TOKEN=T\nA=1\n'],
    ['… and a comment', 'ROUTEE_TOKEN=abc#def #x# y\n', 'ROUTEE_TOKEN=T #x# y\n'],
    ['a hash at its start', 'ROUTEE_TOKEN=#def\n', 'ROUTEE_TOKEN=T\n'],
    ['an empty value', 'ROUTEE_TOKEN=\r\nA=1', 'ROUTEE_TOKEN=T\r\nA=1'],
    ['double quotes', 'ROUTEE_TOKEN="old # no comment" # one\n', 'ROUTEE_TOKEN="T" # one\n'],
    ['single quotes', "ROUTEE_TOKEN='old'\n", "ROUTEE_TOKEN='T'\n"],
    ['back quotes', 'ROUTEE_TOKEN=`old`\n', 'ROUTEE_TOKEN=`T`\n'],
    ['a quote that is not closed', 'ROUTEE_TOKEN="old\nA=1\n', 'ROUTEE_TOKEN=T\nA=1\n'],
    ['a quote within', "ROUTEE_TOKEN='a'b\n", 'ROUTEE_TOKEN=T\n'],
    ['a value over several lines', 'ROUTEE_TOKEN="a\nb"\nA=1\n', 'ROUTEE_TOKEN="T"\nA=1\n'],
    [
      'a line like it within another value',
      'KEY="\nROUTEE_TOKEN=no\n"\nA=1\n',
      'KEY="\nROUTEE_TOKEN=no\n"\nA=1\nROUTEE_TOKEN=T\n',
    ],
    ['a comment like it', '# ROUTEE_TOKEN=no\n', '# ROUTEE_TOKEN=no\nROUTEE_TOKEN=T\n'],
    ['a longer name', 'MY_ROUTEE_TOKEN=no\n', 'MY_ROUTEE_TOKEN=no\nROUTEE_TOKEN=T\n'],
    ['a name in lower case', 'routee_token=no\n', 'routee_token=no\nROUTEE_TOKEN=T\n'],
    [
      'two of them: the last one counts',
      'ROUTEE_TOKEN=a\nROUTEE_TOKEN=b\n',
      'ROUTEE_TOKEN=a\nROUTEE_TOKEN=T\n',
    ],
    ['nothing but blanks', 'ROUTEE_TOKEN=  \nA=1\n', 'ROUTEE_TOKEN=T  \nA=1\n'],
    ['a colon and no value', 'ROUTEE_TOKEN: \nA=1', 'ROUTEE_TOKEN: T\nA=1'],
    ['a colon', 'ROUTEE_TOKEN: old\n', 'ROUTEE_TOKEN: T\n'],
    ['lines that are nothing', '=\n%%\nROUTEE_TOKEN\n', '=\n%%\nROUTEE_TOKEN\nROUTEE_TOKEN=T\n'],
  ];
  for (const [what, before, after] of rows) {
    it(`is set in ${what}, and taken out again`, () => {
      const { text, added } = setEnvValue(before, target, 'T');
      assert.equal(text, after);
      assert.equal(parse(text)['ROUTEE_TOKEN'], 'T');
      assert.equal(readEnvValue(text, target), 'T');
      assert.deepEqual(setEnvValue(text, target, 'T'), { text, added: 'nothing' });
      const removed = removeEnvValue(text, target, added);
      if (added === 'nothing') {
        assert.equal(parse(removed)['ROUTEE_TOKEN'], '');
      } else {
        assert.equal(removed, before);
      }
    });
  }

  it('is read whole with a hash in it, as a shell does', () => {
    assert.equal(readEnvValue('export ROUTEE_TOKEN=aB#cD9xYz1 # mine\r\n', target), 'aB#cD9xYz1');
    assert.equal(readEnvValue('ROUTEE_TOKEN="aB#cD" # mine\n', target), 'aB#cD');
  });

  it('goes with its line when lines were added below', () => {
    const { text, added } = setEnvValue('A=1', target, token);
    assert.equal(removeEnvValue(`${text}\nB=2\n`, target, added), 'A=1\nB=2\n');
  });

  it('is left alone when it is not there', () => {
    assert.equal(removeEnvValue('A=1\n', target, 'value'), 'A=1\n');
  });

  const values: [value: string, line: string][] = [
    [token, `ROUTEE_TOKEN=${token}`],
    ['eyJhbGci.eyJzdWIi.c2ln-_~+/==', 'ROUTEE_TOKEN=eyJhbGci.eyJzdWIi.c2ln-_~+/=='],
    ['a#b', "ROUTEE_TOKEN='a#b'"],
    ['a b', "ROUTEE_TOKEN='a b'"],
    ['$a', "ROUTEE_TOKEN='$a'"],
    ["it's", 'ROUTEE_TOKEN="it\'s"'],
    ['\'"', 'ROUTEE_TOKEN=`\'"`'],
  ];
  for (const [value, line] of values) {
    it(`is quoted where it must be: ${value}`, () => {
      const { text } = setEnvValue('', target, value);
      assert.equal(text, `${line}\n`);
      assert.equal(parse(text)['ROUTEE_TOKEN'], value);
    });
  }

  it('is refused by a file in which an open quote would take it in', () => {
    assert.throws(
      () => setEnvValue('A="open\n', target, 'a"#'),
      (error) => error instanceof EnvFileError && error.code === 'invalid',
    );
  });

  it('is refused when no quotes hold it, and when it holds a line end', () => {
    assert.throws(
      () => setEnvValue('', target, '\'"`'),
      (error) => error instanceof EnvFileError && error.code === 'unfit' && !error.message.includes('`'),
    );
    assert.throws(() => setEnvValue('', target, 'a\nb'), RangeError);
    assert.throws(() => setEnvValue('', target, ''), RangeError);
  });
});
