import assert from 'node:assert/strict';

import { isSecretName } from '../../../../src/core/kit/secretNames.ts';

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
  ]) {
    it(`is not ${name}`, () => {
      assert.equal(isSecretName(name), false);
    });
  }
});
