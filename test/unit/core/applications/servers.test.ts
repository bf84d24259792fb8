import assert from 'node:assert/strict';

import {
  apiUrlOf,
  apiUrlsOf,
  applicationsAt,
  authUrlOf,
  endpointsOf,
  foreignHost,
  originOf,
  ownHosts,
} from '../../../../src/core/applications/servers.ts';

const settings = { authUrl: 'https://auth.routee.net/oauth/token', apiUrl: 'https://connect.routee.net' };
const staging = {
  authUrl: 'https://staging.example/oauth/token',
  apiUrl: 'https://staging.example:8443/api',
};
const half = { apiUrl: 'https://proxy.example' };

describe('the servers of an application', () => {
  it('are its own, each by itself, or those of the settings', () => {
    assert.deepEqual(
      [staging, half, {}, undefined].map((one) => [authUrlOf(one, settings), apiUrlOf(one, settings)]),
      [
        [staging.authUrl, staging.apiUrl],
        [settings.authUrl, half.apiUrl],
        [settings.authUrl, settings.apiUrl],
        [settings.authUrl, settings.apiUrl],
      ],
    );
  });

  it('are told by the host of the API, else of the token endpoint, where it is not Routee’s', () => {
    const auth = { authUrl: 'https://login.example/token' };
    assert.deepEqual(
      [{}, staging, half, auth].map((one) => foreignHost(one, settings)),
      [undefined, 'staging.example:8443', 'proxy.example', 'login.example'],
    );
    for (const [apiUrl, host] of [
      ['https://notroutee.net', 'notroutee.net'],
      ['https://routee.net.evil.example', 'routee.net.evil.example'],
      ['https://routee.net', undefined],
      [' https://CONNECT.routee.net/ ', undefined],
      ['http://127.0.0.1:8790', '127.0.0.1:8790'],
      ['no address', 'no address'],
      ['•••', '•••'],
    ] as const) {
      assert.equal(foreignHost({}, { ...settings, apiUrl }), host, apiUrl);
    }
  });

  it('have hosts that can be hidden', () => {
    assert.deepEqual([{}, half, staging, { authUrl: 'x' }].map(ownHosts), [
      [],
      ['proxy.example'],
      ['staging.example:8443', 'staging.example'],
      [],
    ]);
  });

  it('have origins, to each of which only its applications send', () => {
    const [a, b, c] = [
      { ...staging, name: 'A' },
      { name: 'B', apiUrl: undefined },
      { ...half, name: 'C' },
    ];
    const at = (origin: string | undefined): string[] =>
      applicationsAt(origin, [a, b, c], settings).map(({ name }) => name);
    assert.deepEqual(at('https://staging.example:8443'), ['A']);
    assert.deepEqual(at('https://staging.example'), []);
    assert.deepEqual(at('https://connect.routee.net'), ['B']);
    assert.deepEqual(at('http://connect.routee.net'), []);
    assert.deepEqual(at('https://proxy.example'), ['C']);
    assert.deepEqual(at(undefined), []);
    assert.deepEqual(apiUrlsOf([a, b, c, b], settings), [staging.apiUrl, settings.apiUrl, half.apiUrl]);
    assert.deepEqual(apiUrlsOf([], settings), [settings.apiUrl]);
    assert.deepEqual(endpointsOf([a, b, c], settings), [
      ...[settings.authUrl, settings.apiUrl, staging.authUrl, staging.apiUrl, half.apiUrl],
    ]);
  });

  it('have no origin where an address cannot be read', () => {
    assert.equal(originOf('no address'), undefined);
    assert.equal(originOf(' https://a.example/x '), 'https://a.example');
    assert.deepEqual(applicationsAt(undefined, [{ apiUrl: 'no address' }], settings), []);
  });
});
