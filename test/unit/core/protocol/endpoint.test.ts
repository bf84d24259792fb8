import assert from 'node:assert/strict';

import { parseEndpoint, withCertificates } from '../../../../src/core/protocol/endpoint.ts';
import { RouteeError } from '../../../../src/core/protocol/routeeError.ts';

describe('parseEndpoint', () => {
  const accepted: [value: string, href: string][] = [
    ['https://auth.routee.net/oauth/token', 'https://auth.routee.net/oauth/token'],
    ['  https://auth.routee.net/oauth/token\n', 'https://auth.routee.net/oauth/token'],
    ['HTTPS://AUTH.routee.net/oauth/token', 'https://auth.routee.net/oauth/token'],
    ['https://connect.routee.net', 'https://connect.routee.net/'],
    ['https://10.0.0.1:8443/token?tenant=1', 'https://10.0.0.1:8443/token?tenant=1'],
    ['http://localhost:8080/oauth/token', 'http://localhost:8080/oauth/token'],
    ['http://LOCALHOST/', 'http://localhost/'],
    ['http://127.0.0.1:1234/', 'http://127.0.0.1:1234/'],
    ['http://127.255.1.2/', 'http://127.255.1.2/'],
    ['http://127.1/', 'http://127.0.0.1/'],
    ['http://0x7f000001/', 'http://127.0.0.1/'],
    ['http://[::1]:80/', 'http://[::1]/'],
    ['http://[0:0:0:0:0:0:0:1]/', 'http://[::1]/'],
  ];
  for (const [value, href] of accepted) {
    it(`accepts ${JSON.stringify(value)}`, () => {
      assert.equal(parseEndpoint(value, 'routee.authUrl').href, href);
    });
  }

  const refused: [value: string, why: RegExp][] = [
    ['', /complete address/],
    ['   ', /complete address/],
    ['auth.routee.net/oauth/token', /complete address/],
    ['/oauth/token', /complete address/],
    ['https://', /complete address/],
    ['http://auth.routee.net/oauth/token', /only https/],
    ['http://localhost.evil.example/', /only https/],
    ['http://127.0.0.1.evil.example/', /only https/],
    ['http://evil.example/127.0.0.1', /only https/],
    ['http://localhost@evil.example/', /only https/],
    ['http://128.0.0.1/', /only https/],
    ['http://0.0.0.0/', /only https/],
    ['http://[::2]/', /only https/],
    ['http://192.168.0.1/', /only https/],
    ['ftp://localhost/', /only https/],
    ['ws://localhost/', /only https/],
    ['file:///etc/passwd', /only https/],
    ['javascript:alert(1)', /only https/],
    ['localhost:8080', /only https/],
    ['https://me:pw@auth.routee.net/', /user name or password/],
    ['https://me@auth.routee.net/', /user name or password/],
    ['http://:pw@localhost/', /user name or password/],
    ['https://auth.routee.net/#here', /fragment/],
    ['https://emailapi.routee.net/oauth/access_token', /Email API v1/],
  ];
  for (const [value, why] of refused) {
    it(`refuses ${JSON.stringify(value)}`, () => {
      assert.throws(
        () => parseEndpoint(value, 'routee.someUrl'),
        (error) =>
          error instanceof RouteeError &&
          error.code === 'invalidEndpoint' &&
          error.message.startsWith("The setting routee.someUrl can't be used") &&
          why.test(error.message) &&
          !error.message.includes('pw'),
      );
    });
  }
});

describe('withCertificates', () => {
  const asked: string[] = [];
  const fetch = (url: string): Promise<Response> => {
    asked.push(url);
    return Promise.resolve(new Response());
  };

  beforeEach(() => {
    asked.length = 0;
  });

  it('sends nothing while certificates are not checked, from the moment that the variable is set', async () => {
    const environment: Record<string, string | undefined> = {};
    const checked = withCertificates(fetch, environment);
    await checked('https://auth.routee.net/a', {});
    environment['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
    await assert.rejects(
      checked('https://auth.routee.net/b', {}),
      (error) =>
        error instanceof RouteeError &&
        error.code === 'network' &&
        /NODE_TLS_REJECT_UNAUTHORIZED=0 turns off .* so nothing was sent/.test(error.message),
    );
    // No certificate guards a sandbox on this machine.
    await checked('http://localhost:1/c', {});
    environment['NODE_TLS_REJECT_UNAUTHORIZED'] = '1';
    await checked('https://auth.routee.net/d', {});
    assert.deepEqual(asked, [
      'https://auth.routee.net/a',
      'http://localhost:1/c',
      'https://auth.routee.net/d',
    ]);
  });

  it('sends everything where there is no environment, in a browser', async () => {
    await withCertificates(fetch, undefined)('https://auth.routee.net/', {});
    assert.equal(asked.length, 1);
  });
});
