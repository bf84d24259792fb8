import assert from 'node:assert/strict';

import { FileVariables } from '../../../../src/core/httpFile/fileVariables.ts';
import { parseHttpFile } from '../../../../src/core/httpFile/parser/parseHttpFile.ts';
import { sampleFromHttpFile } from '../../../../src/features/codeSamples/model/sampleFromHttpFile.ts';

const ROUTEE = { apiUrl: 'https://connect.routee.net', authUrl: 'https://auth.routee.net/oauth/token' };

/** Both *Send* and samples, for the request in the text whose line has a bar. */
function valueIn(marked: string): string {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  const file = parseHttpFile(text);
  const sent = new FileVariables(text, file).resolve('{{a}}', offset);
  const sample = sampleFromHttpFile(text, offset, ROUTEE);
  assert.equal(sample?.request.url, `https://x/${sent}`, 'the sample has another value');
  return sent;
}

describe('a variable that is defined several times', () => {
  const rows: [which: string, marked: string, value: string][] = [
    ['the last one of the file’s head', '@a = 1\n@a = 2\n\n###\nGET https://x/{{a}}|\n', '2'],
    ['the request’s own', '@a = 1\n\n###\n@a = 2\nGET https://x/{{a}}|\n\n###\nGET https://x/\n', '2'],
    [
      'the file’s, where another request has the same',
      '@a = 1\n\n###\n@a = 1\nGET https://x/\n\n###\nGET https://x/{{a}}|\n',
      '1',
    ],
    ['one below without a request', '@a = 1\n\n###\nGET https://x/{{a}}|\n\n###\n@a = 3\n', '3'],
    [
      'another request’s where there is no other',
      '###\n@a = 5\nGET https://x/\n\n###\nGET https://x/{{a}}|\n',
      '5',
    ],
    [
      'the last one of other requests',
      '@a = 1\nGET https://x/\n\n###\n@a = 2\nGET https://x/\n\n###\nGET https://x/{{a}}|',
      '2',
    ],
    ['one only below', 'GET https://x/{{a}}|\n\n###\n@a = 3\n', '3'],
    ['what another one holds', '@a = {{b}}\n@b = 2\n@b = 2\n\n###\nGET https://x/{{a}}|\n', '2'],
    ['a name with dots', '@My.Api_Host = y\n@a = {{My.Api_Host}}\n\n###\nGET https://x/{{a}}|\n', 'y'],
    ['a name in any script', '@größe = y\n@a = {{größe}}\n\n###\nGET https://x/{{a}}|\n', 'y'],
    ['a name that begins with a digit', '@2fa = y\n@a = {{2fa}}\n\n###\nGET https://x/{{a}}|\n', 'y'],
  ];
  for (const [which, marked, value] of rows) {
    it(`means ${which}`, () => {
      assert.equal(valueIn(marked), value);
    });
  }

  const ambiguous: [what: string, marked: string][] = [
    [
      'is the request’s own to one client, and the last one to the other',
      '@a = 1\n\n###\n@a = 2\nGET https://x/{{a}}|\n\n###\nGET https://x/\n\n###\n@a = 3\n',
    ],
    [
      'is the file’s to one client, and another request’s to the other',
      '@a = 1\n\n###\n@a = 2\nGET https://x/\n\n###\nGET https://x/{{a}}|\n',
    ],
    ['holds a backslash', '@a = x\\ny\n\n###\nGET https://x/{{a}}|\n'],
    ['stands between double quotes', '@a = "2021-02-17"\n\n###\nGET https://x/{{a}}|\n'],
    ['begins with a double quote', '@a = "q\n\n###\nGET https://x/{{a}}|\n'],
    ['is empty', '@a =\n\n###\nGET https://x/{{a}}|\n'],
    ['begins with an equals sign', '@a == q\n\n###\nGET https://x/{{a}}|\n'],
    ['ends with a blank', '@a = q \n\n###\nGET https://x/{{a}}|\n'],
    ['uses one that is defined again', '@b = 1\n@a = {{b}}\n@b = 2\n\n###\nGET https://x/{{a}}|\n'],
  ];
  for (const [what, marked] of ambiguous) {
    it(`is refused where it ${what}`, () => {
      const offset = marked.indexOf('|');
      const text = marked.replace('|', '');
      const error = { message: /^the variable \{\{[ab]\}\}, which HTTP clients read differently$/ };
      assert.throws(() => new FileVariables(text, parseHttpFile(text)).resolve('{{a}}', offset), error);
      assert.throws(() => sampleFromHttpFile(text, offset, ROUTEE), error);
    });
  }
});
