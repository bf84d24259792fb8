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
    [
      'the request’s own',
      '@a = 1\n\n###\n@a = 2\nGET https://x/{{a}}|\n\n###\nGET https://x/\n\n###\n@a = 3\n',
      '2',
    ],
    [
      'the file’s, not another request’s',
      '@a = 1\n\n###\n@a = 2\nGET https://x/\n\n###\nGET https://x/{{a}}|\n',
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
    ['a backslash as it is written', '@a = x\\ny\n\n###\nGET https://x/{{a}}|\n', 'x\\ny'],
    ['what is between double quotes', '@a = "q"\n\n###\nGET https://x/{{a}}|\n', 'q'],
    ['the last value of what it refers to', '@b = 1\n@a = {{b}}\n@b = 2\n\n###\nGET https://x/{{a}}|\n', '2'],
  ];
  for (const [which, marked, value] of rows) {
    it(`means ${which}`, () => {
      assert.equal(valueIn(marked), value);
    });
  }
});
