import assert from 'node:assert/strict';

import { FileVariables } from '../../../../../src/core/httpFile/fileVariables.ts';
import { parseHttpFile } from '../../../../../src/core/httpFile/parser/parseHttpFile.ts';
import { CALLBACKS } from '../../../../../src/core/resources/table/callbackResources.ts';
import { isCallback } from '../../../../../src/features/requests/model/isCallback.ts';
import { requestTemplate, templateText } from '../../../../../src/features/requests/model/requestTemplate.ts';

const URLS = { apiUrl: 'https://connect.routee.net', authUrl: 'https://auth.routee.net/oauth/token' };
const is = (text: string, urls = URLS): boolean => {
  const file = parseHttpFile(text);
  const [request] = file.requests;
  assert.ok(request);
  return isCallback(text, request, new FileVariables(text, file), Object.values(urls));
};

describe('isCallback', () => {
  const rows: [request: string, isIt: boolean][] = [
    ['POST http://localhost:3000/sms', true],
    ['POST localhost:3000/sms', true],
    ['POST http://127.0.0.1/sms', true],
    ['POST https://[::1]:8443/sms', true],
    ['@host = http://localhost:3000\n\n###\nPOST {{host}}/sms', true],
    ['GET http://localhost:3000/sms', false],
    ['DELETE http://localhost:3000/sms', false],
    ['POST https://example.com/callback', false],
    ['POST http://localhost.example.com/callback', false],
    ['POST http://192.168.1.2/callback', false],
    ['POST http://user@localhost:3000/sms', false],
    ['POST https://connect.routee.net/sms', false],
    ['POST {{host}}/sms', false],
    ['POST /sms', false],
  ];
  for (const [request, isIt] of rows) {
    it(`${JSON.stringify(request)}: ${String(isIt)}`, () => assert.equal(is(request), isIt));
  }

  it('leaves an API and a token endpoint alone that are on this machine themselves', () => {
    const urls = { apiUrl: 'http://localhost:4000', authUrl: 'http://localhost:5000/oauth/token' };
    assert.ok(!is('POST http://localhost:4000/sms', urls));
    assert.ok(!is('POST http://localhost:5000/oauth/token', urls));
    assert.ok(is('POST http://localhost:3000/sms', urls));
  });

  it('leaves the server of an application alone, such as the sandbox', () => {
    const endpoints = { ...URLS, sandbox: 'http://127.0.0.1:41234' };
    assert.ok(!is('POST http://127.0.0.1:41234/sms', endpoints));
    assert.ok(is('POST http://127.0.0.1:41235/sms', endpoints));
  });

  for (const callback of CALLBACKS) {
    it(`takes ${callback.id} as New Request writes it, which asks for no token`, () => {
      const text = templateText(
        requestTemplate(callback, { base: 'http://localhost:3000', authorization: 'x' }),
      );
      assert.ok(is(text));
      assert.ok(!/authorization/i.test(text));
      assert.match(text, /# https:\/\/docs\.routee\.net\/docs\//);
      assert.deepEqual(JSON.parse(text.split('\n\n').slice(1).join('\n\n')), callback.json);
    });
  }
});
