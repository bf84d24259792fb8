import assert from 'node:assert/strict';
import { posix, win32 } from 'node:path';

import { linkReference } from '../../../../src/features/linkedFiles/linkReference.ts';

const dotenv = { kind: 'dotenv', name: 'TOKEN' } as const;
const json = { kind: 'json', environment: 'dev', name: 'TOKEN' } as const;

describe('the reference to a linked file', () => {
  const rows: [
    file: string,
    target: typeof dotenv | typeof json,
    httpFile: string,
    token: string | undefined,
  ][] = [
    ['/w/.env', dotenv, '/w/a.http', '{{$dotenv TOKEN}}'],
    ['/w/.env', dotenv, '/w/deep/a.http', '{{$dotenv TOKEN}}'],
    ['/w/.env', dotenv, '/a.http', undefined],
    ['/w/.env.local', dotenv, '/w/a.http', undefined],
    ['/w/http-client.private.env.json', json, '/w/a.http', '{{TOKEN}}'],
    ['C:\\w\\.env', dotenv, 'c:\\W\\deep\\a.http', '{{$dotenv TOKEN}}'],
    ['C:\\w\\.env', dotenv, 'C:\\other\\a.http', undefined],
    ['C:\\w\\.env', dotenv, 'D:\\w\\a.http', undefined],
  ];
  for (const [file, target, httpFile, token] of rows) {
    it(`${file} in ${httpFile}: ${token ?? 'none'}`, () => {
      const rules = file.startsWith('/') ? posix : win32;
      assert.equal(linkReference({ file, target }, httpFile, rules)?.token, token);
    });
  }
});
