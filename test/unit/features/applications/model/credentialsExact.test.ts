import assert from 'node:assert/strict';

import { asTyped, cleanCredential } from '../../../../../src/features/applications/model/cleanCredential.ts';
import {
  credentialsOfCommand,
  programIn,
} from '../../../../../src/features/applications/model/commandCredentials.ts';
import {
  checked,
  pairOf,
  pairOfAddress,
  pairOfBase64,
} from '../../../../../src/features/applications/model/credentialForms.ts';
import { namedCredentials } from '../../../../../src/features/applications/model/namedCredentials.ts';
import { parsePastedCredentials } from '../../../../../src/features/applications/model/pastedCredentials.ts';

const PAIR = { id: 'abc', secret: 'dEf' };
const BASE64 = 'YWJjOmRFZg==';
const ID = '5756a411e4b06a33d50517c7';

describe('the program of a command', () => {
  const cases: readonly (readonly [
    what: string,
    words: readonly string[],
    given: readonly string[] | undefined,
  ])[] = [
    ['curl', ['curl', 'a'], ['a']],
    ['curl behind sudo', ['sudo', 'curl', 'a'], ['a']],
    ['curl with its path', ['C:\\bin\\curl.exe', 'a'], ['a']],
    ['a longer name than curl', ['curlie', 'a'], undefined],
    ['HTTPie', ['http', 'a'], ['a']],
    ['HTTPie behind sudo', ['sudo', 'https', 'a'], ['a']],
    ['HTTPie behind a prompt', ['$', 'http', 'a'], ['a']],
    ['HTTPie behind variables', ['AB=cd', 'X=', 'Y=e\nf', 'http', 'a'], ['a']],
    ['HTTPie behind a name that ends in sudo', ['mysudo', 'http', 'a'], undefined],
    ['HTTPie behind a name that starts with sudo', ['sudoku', 'http', 'a'], undefined],
    ['HTTPie behind another program', ['echo', 'http', 'a'], undefined],
    ['xh', ['xh', 'a'], ['a']],
    ['xhs', ['xhs', 'a'], ['a']],
    ['a name that ends as HTTPie', ['myhttp', 'a'], undefined],
    ['a name that starts as HTTPie', ['httpd', 'a'], undefined],
    ['no words', [], undefined],
  ];
  for (const [what, words, given] of cases) {
    it(what, () => {
      assert.deepEqual(programIn(words)?.words, given);
    });
  }
});

describe('the credentials of a command', () => {
  const headers: readonly (readonly [what: string, header: string, expected: typeof PAIR | undefined])[] = [
    ['as usual', `Authorization: Basic ${BASE64}`, PAIR],
    ['a blank before the colon', `Authorization : Basic ${BASE64}`, PAIR],
    ['more blanks', `authorization:  basic  ${BASE64}`, PAIR],
    ['blanks at the end', `Authorization: Basic ${BASE64}  `, PAIR],
    ['more words', `Authorization: Basic ${BASE64} x`, undefined],
    ['another header', `X-Authorization: Basic ${BASE64}`, undefined],
    ['another scheme', `Authorization: Bearer ${BASE64}`, undefined],
  ];
  for (const [what, header, expected] of headers) {
    it(`in a header: ${what}`, () => {
      assert.deepEqual(credentialsOfCommand(['curl', '-H', header]), expected);
    });
  }

  it('are none without a program that is known', () => {
    assert.equal(credentialsOfCommand(['ls', '-u', 'abc:dEf']), undefined);
  });

  it('are none where a value is missing', () => {
    assert.equal(credentialsOfCommand(['curl', '-u']), undefined);
    assert.equal(credentialsOfCommand(['wget', '--user', 'abc']), undefined);
    assert.equal(credentialsOfCommand(['wget', '--password', 'dEf']), undefined);
  });

  it('are read behind options without a value', () => {
    assert.deepEqual(credentialsOfCommand(['curl', '-s', '-k', '-u', 'abc:dEf']), PAIR);
  });
});

describe('the forms of credentials', () => {
  const plain: readonly (readonly [text: string, expected: typeof PAIR | undefined])[] = [
    ['abc:dEf', PAIR],
    ['abc:\u00a0\u202fdEf', PAIR],
    ['abc: x:dEf', undefined],
    ['abc:', undefined],
    ['http://abc', undefined],
    ['HTTPS://abc', undefined],
    ['https:dEf', { id: 'https', secret: 'dEf' }],
    ['myhttp://abc', { id: 'myhttp', secret: '//abc' }],
    ['https2://abc', { id: 'https2', secret: '//abc' }],
  ];
  for (const [text, expected] of plain) {
    it(`a pair: ${JSON.stringify(text)}`, () => {
      assert.deepEqual(pairOf(text), expected);
    });
  }

  it('Base64 with its padding at the end only', () => {
    assert.deepEqual(pairOfBase64(BASE64), PAIR);
    assert.equal(pairOfBase64(`${BASE64}x`), undefined);
    assert.equal(pairOfBase64(`${BASE64} x`), undefined);
  });

  const addresses: readonly (readonly [text: string, expected: typeof PAIR | undefined])[] = [
    ['http://abc:dEf@host', PAIR],
    ['https://abc:dEf@host/path', PAIR],
    ['https://abc:d:E%3Af@host', { id: 'abc', secret: 'd:E:f' }],
    ['see http://abc:dEf@host', undefined],
    ['https://abc:%@host', undefined],
    ['https://host', undefined],
  ];
  for (const [text, expected] of addresses) {
    it(`an address: ${text}`, () => {
      assert.deepEqual(pairOfAddress(text), expected);
    });
  }

  it('no blank within an id or a secret', () => {
    assert.deepEqual(checked(' abc ', ' dEf '), PAIR);
    assert.equal(checked('ab c', 'dEf'), undefined);
    assert.equal(checked('abc', 'd Ef'), undefined);
  });
});

describe('named credentials', () => {
  const note = `app id: ${ID}\nsecret: vb6QpjCIOG\n`;
  const expected = { id: ID, secret: 'vb6QpjCIOG' };

  it('are read up to a length', () => {
    assert.deepEqual(namedCredentials(note.padEnd(20_000)), expected);
    assert.equal(namedCredentials(note.padEnd(20_001)), undefined);
  });

  it('are none with several ids or secrets', () => {
    assert.equal(namedCredentials(`${note}app id: ${ID.replace('5', '6')}\n`), undefined);
    assert.equal(namedCredentials(`${note}secret: vb6QpjCIOH\n`), undefined);
    assert.deepEqual(namedCredentials(note + note), expected);
  });
});

describe('cleanCredential', () => {
  const cases: readonly (readonly [text: string, expected: string])[] = [
    ['"ab"', 'ab'],
    ["'a'", 'a'],
    ['` abc `', 'abc'],
    ['“ab” ', 'ab'],
    ['”””', ''],
    ['x"ab"', 'x"ab"'],
    ['"ab"x', '"ab"x'],
    ['"a"b"', '"a"b"'],
    ['"ab\'', '"ab\''],
    ['""', '""'],
    ['"a\nb"', 'a\nb'],
  ];
  for (const [text, expected] of cases) {
    it(JSON.stringify(text), () => {
      assert.equal(cleanCredential(text), expected);
    });
  }

  it('undoes typographic quotes and dashes', () => {
    assert.equal(asTyped('curl –u ‘a’ —user «b»'), `curl -u 'a' --user "b"`);
  });
});

describe('pasted commands', () => {
  const cases: readonly (readonly [what: string, text: string, expected: typeof PAIR | undefined])[] = [
    ['behind a prompt of Windows', 'C:\\x>http -a abc:dEf example.com', PAIR],
    ['options without their program', '  -u abc:dEf', PAIR],
    ['HTTPie', 'http -a abc:dEf example.com', PAIR],
    ['xh', 'xh -a abc:dEf example.com', PAIR],
    ['xhs', 'xhs -a abc:dEf example.com', PAIR],
    ['cmd by a quote behind a caret', 'curl -u ^"abc:dEf" example.com', PAIR],
    ['cmd by a caret at the end of a line', 'curl example.com ^\n -u abc:dEf', PAIR],
    ['… of Windows', 'curl example.com ^\r\n -u abc:dEf', PAIR],
    ['PowerShell by a backtick at the end of a line', 'curl example.com `\n -u abc:dEf', PAIR],
    ['… of Windows, with a blank', 'curl example.com ` \r\n -u abc:dEf', PAIR],
    ['bash by a backslash at the end of a line', 'curl.exe example.com \\\n -u abc:dEf', PAIR],
    ['… of Windows', 'curl.exe example.com \\\r\n -u abc:dEf', PAIR],
    ['… with blanks', 'curl.exe example.com \\ \t\n -u abc:dEf', PAIR],
    ['a doubt between bash and the others', 'curl.exe -u abc:d\\Ef example.com', undefined],
    ['a doubt between cmd and the others', 'curl.exe -u abc:d^Ef example.com', undefined],
    ['no doubt where all shells agree', 'curl.exe -u abc:dEf example.com', PAIR],
    ['the one command with a pair', 'curl https://auth.routee.net\ncurl -u abc:dEf example.com', PAIR],
    ['several ids with one secret', 'curl -u abc:dEf a.com\ncurl -u abd:dEf a.com', undefined],
    ['one id with several secrets', 'curl -u abc:dEf a.com\ncurl -u abc:dEg a.com', undefined],
    ['Basic in a sentence', `With Basic authentication, send\nAuthorization: Basic ${BASE64}`, PAIR],
  ];
  for (const [what, text, expected] of cases) {
    it(what, () => {
      assert.deepEqual(parsePastedCredentials(text), expected);
    });
  }
});
