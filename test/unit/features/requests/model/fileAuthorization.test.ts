import assert from 'node:assert/strict';

import {
  fileAuthorization,
  type FileAuthorization,
} from '../../../../../src/features/requests/model/fileAuthorization.ts';
import { FileVariables } from '../../../../../src/core/httpFile/fileVariables.ts';
import { parseHttpFile } from '../../../../../src/core/httpFile/parser/parseHttpFile.ts';

const TOKEN = 'b2014e88-86ff-44fc-ac98-ebaf24ff88cf';

describe('fileAuthorization', () => {
  const rows: [header: string, expected: FileAuthorization, variables?: string][] = [
    ['Accept: a', { kind: 'none' }],
    ['Authorization:', { kind: 'none' }],
    ['Authorization: Bearer', { kind: 'none' }],
    [`authorization: bearer   ${TOKEN}`, { kind: 'bearer', token: TOKEN }],
    [`Authorization: ${TOKEN}`, { kind: 'bearer', token: TOKEN }],
    ['Authorization: Bearer {{t}}', { kind: 'bearer', token: TOKEN }, `@t = ${TOKEN}`],
    ['Authorization: {{a}}', { kind: 'bearer', token: TOKEN }, `@t = ${TOKEN}\n@a = Bearer {{t}}`],
    ['Authorization: Basic c2hvcDpzZWNyZXQ=', { kind: 'basic', id: 'shop' }],
    ['Authorization: Basic shop:secret', { kind: 'basic', id: 'shop' }],
    ['Authorization: Basic shop secret', { kind: 'basic', id: 'shop' }],
    ['Authorization: Basic shop', { kind: 'unknown' }],
    ['Authorization: routee My Shop', { kind: 'unknown' }],
    ['Authorization: Bearer {{$processEnv ROUTEE_TOKEN}}', { kind: 'environment', name: 'ROUTEE_TOKEN' }],
    ['Authorization: Bearer {{token}}', { kind: 'unknown' }],
    ['Authorization: Bearer {{login.response.body.access_token}}', { kind: 'unknown' }],
    ['Authorization: Digest a b', { kind: 'unknown' }],
    ['Authorization: "x"', { kind: 'unknown' }],
  ];
  for (const [header, expected, variables = ''] of rows) {
    it(`${header}${variables && ` with ${variables.replaceAll('\n', ', ')}`}`, () => {
      const text = `${variables}\n\n###\nGET https://connect.routee.net/\n${header}\n`;
      const file = parseHttpFile(text);
      const [request] = file.requests;
      assert.ok(request);
      assert.deepEqual(fileAuthorization(text, request, new FileVariables(text, file)), expected);
    });
  }
});
