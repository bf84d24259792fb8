import assert from 'node:assert/strict';

import { FileVariables } from '../../../../../src/core/httpFile/fileVariables.ts';
import { parseHttpFile } from '../../../../../src/core/httpFile/parser/parseHttpFile.ts';
import {
  authorizationOf,
  fileAuthorization,
  type FileAuthorization,
} from '../../../../../src/features/requests/model/fileAuthorization.ts';

const environment: FileAuthorization = { kind: 'environment', name: 'A' };
const unknown: FileAuthorization = { kind: 'unknown' };

describe('The forms of an Authorization header', () => {
  const rows: [value: string, expected: FileAuthorization][] = [
    ['{{$processEnv A}}', environment],
    ['bearer   {{$processEnv A}}', environment],
    ['{{  $processEnv   A  }}', environment],
    ['{{$processEnv %A}}', environment],
    ['x {{$processEnv A}}', unknown],
    ['{{$processEnv A}} x', unknown],
    ['"x', unknown],
    ['x"y', unknown],
    ['Basic :shop secret', unknown],
    ['Basic shop  secret', { kind: 'basic', id: 'shop' }],
    ['Basic shop : secret', { kind: 'basic', id: 'shop' }],
  ];
  for (const [value, expected] of rows) {
    it(value, () => {
      const text = `GET https://x/\nAuthorization: ${value}\n`;
      const file = parseHttpFile(text);
      const [request] = file.requests;
      assert.ok(request);
      assert.deepEqual(fileAuthorization(text, request, new FileVariables(text, file)), expected);
    });
  }

  for (const fold of ['\n  ', ' \n ', '  \r\n\t  ', '\n    ']) {
    it(`puts a value on one line, folded with ${JSON.stringify(fold)}`, () => {
      const text = `GET https://x/\nAccept: a\nauthorization: Bearer${fold}abc\n`;
      const [request] = parseHttpFile(text).requests;
      assert.ok(request);
      assert.equal(authorizationOf(text, request), 'Bearer abc');
    });
  }
});
