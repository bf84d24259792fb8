import assert from 'node:assert/strict';

import { isAddress, isSecretName } from '../../../../src/core/kit/secretNames.ts';

describe('The name of a secret', () => {
  for (const name of [
    // Of variables.
    'token',
    'routeeToken',
    'ROUTEE_ACCESS_TOKEN',
    'access-token',
    'appSecret',
    'client_secret',
    'passw',
    'password',
    'PASSWD',
    'pwd',
    'credential',
    'credentials',
    'apikey',
    'api_key',
    // Of headers, which servers and people write.
    'X-Api-Key',
    'X-Auth-Token',
    'Cookie',
    'Cookie2',
    'Set-Cookie',
    'set-cookie2',
    'Authorization',
    'Proxy-Authorization',
    ...'pass passphrase auth bearer jwt api-key subscriptionKey privateKey accessKey pin creds'.split(' '),
    ...'userPass db_pass AUTH basicAuth PIN smsPin signingKey MASTER_KEY key sessionId otp'.split(' '),
    ...'X-Auth X-Authorization X-Forwarded-Authorization Private-Key Ocp-Apim-Subscription-Key'.split(' '),
  ]) {
    it(`is ${name}`, () => {
      assert.equal(isSecretName(name), true);
    });
  }

  for (const name of [
    'host',
    'Accept',
    'Content-Type',
    'X-Request-Id',
    'routeeApplicationId',
    'WWW-Authenticate',
    'Access-Control-Allow-Credentials',
    ...'author Authority passenger compass bypass spin pinned keyboard monkey Idempotency-Key'.split(' '),
    ...'partitionKey baseUrl number from to text'.split(' '),
  ]) {
    it(`is not ${name}`, () => {
      assert.equal(isSecretName(name), false);
    });
  }
});

describe('An address', () => {
  const rows: [name: string, value: string, is: boolean][] = [
    ['TokenApi_HostAddress', 'https://other.example', true],
    ['token', 'http://localhost:8080/a', true],
    ['tokenHost', 'other.example:8080', true],
    ['token_url', 'localhost/token', true],
    ['token', 'other.example', false],
    ['tokenUrl', 'https://me:secret@other.example', false],
    ['tokenUrl', 'https://other.example/?key=secret', false],
    ['token', '7c3e9a10-5b2d-4f6e-8a91-0d4c2b7e6f15', false],
    ['tokenUrl', '', false],
  ];
  for (const [name, value, is] of rows) {
    it(`is ${is ? '' : 'not '}${JSON.stringify(value)} as ${name}`, () => {
      assert.equal(isAddress(name, value), is);
    });
  }
});
