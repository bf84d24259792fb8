import assert from 'node:assert/strict';

import { FileVariables } from '../../../../src/core/httpFile/fileVariables.ts';
import { parseHttpFile } from '../../../../src/core/httpFile/parser/parseHttpFile.ts';
import { requestOrigin } from '../../../../src/core/httpFile/requestOrigin.ts';

const DEFINITIONS = [
  '@base = https://connect.routee.net',
  '@host = connect.routee.net',
  '@evil = good.example@evil.example',
  '@path = https://a.example/x',
  '@space = https://a.example b',
  '@scheme = https',
  '@My.Api_HostAddress = https://connect.routee.net',
  '@httpVersion = HTTP/1.1',
  `@long = ${'x'.repeat(301)}`,
].join('\n');

function originOf(url: string): string | undefined {
  const text = `${DEFINITIONS}\n###\nGET ${url}`;
  const file = parseHttpFile(text);
  const [request] = file.requests;
  return request && requestOrigin(text, request, new FileVariables(text, file));
}

describe('requestOrigin', () => {
  const rows: [url: string, origin: string | undefined][] = [
    ['https://connect.routee.net/sms?to=1#x', 'https://connect.routee.net'],
    ['HTTPS://Connect.Routee.NET', 'https://connect.routee.net'],
    ['http://localhost:3000/sms', 'http://localhost:3000'],
    ['https://a.example:443/x', 'https://a.example'],
    ['https://a.example?x=/y', 'https://a.example'],
    ['https://a.example#x', 'https://a.example'],
    ['{{base}}/sms', 'https://connect.routee.net'],
    ['{{ base }}/sms/{{unknown}}', 'https://connect.routee.net'],
    ['https://{{host}}/sms', 'https://connect.routee.net'],
    ['https://{{host}}:8443/sms', 'https://connect.routee.net:8443'],
    ['https://www.{{host}}/sms', 'https://www.connect.routee.net'],
    ['{{path}}/y', 'https://a.example'],
    ['{{unknown}}/sms', undefined],
    ['https://{{$guid}}/sms', undefined],
    ['https://{{evil}}/sms', undefined],
    ['https://joe@a.example/', undefined],
    ['https://a.example\\@evil.example/', 'https://a.example'],
    ['{{space}}/x', undefined],
    ['/sms', undefined],
    ['connect.routee.net/sms', undefined],
    ['see https://a.example/', undefined],
    ['', undefined],
    ['{{scheme}}://{{host}}/a', 'https://connect.routee.net'],
    ['/accounts\nHost: connect.routee.net', 'https://connect.routee.net'],
    ['/accounts\nA: b\nhost: {{host}}:8443', 'https://connect.routee.net:8443'],
    ['/accounts\nHost: localhost:8080', 'http://localhost:8080'],
    ['localhost:8080/x', 'http://localhost:8080'],
    ['{{My.Api_HostAddress}}/accounts/me/balance', 'https://connect.routee.net'],
    ['https://connect.routee.net/sms {{httpVersion}}', 'https://connect.routee.net'],
    ['https://{{long}}/', undefined],
  ];
  for (const [url, origin] of rows) {
    it(`of ${JSON.stringify(url)} is ${String(origin)}`, () => {
      assert.equal(originOf(url), origin);
    });
  }
});
