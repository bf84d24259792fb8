import assert from 'node:assert/strict';

import { proxyFor, shownProxy, type ProxySettings } from '../../../../../src/features/support/model/proxy.ts';

const none: ProxySettings = { proxy: '', support: 'override', noProxy: [], environment: {} };
const ROUTEE = 'https://auth.routee.net/oauth/token';

describe('the proxy of an address', () => {
  const rows: [
    what: string,
    target: string,
    settings: Partial<ProxySettings>,
    expected: string | undefined,
  ][] = [
    ['none', ROUTEE, {}, undefined],
    ['the setting', ROUTEE, { proxy: 'http://p:3128' }, 'http.proxy http://p:3128'],
    ['without credentials', ROUTEE, { proxy: 'http://joe:pass@p:3128/x?y' }, 'http.proxy http://p:3128'],
    ['without a scheme', ROUTEE, { environment: { HTTPS_PROXY: 'p:3128' } }, 'HTTPS_PROXY http://p:3128'],
    [
      'the setting before variables',
      ROUTEE,
      { proxy: 'http://p', environment: { HTTPS_PROXY: 'q' } },
      'http.proxy http://p',
    ],
    ['a small variable', ROUTEE, { environment: { https_proxy: 'http://p' } }, 'https_proxy http://p'],
    [
      'the variable of http for https, too',
      ROUTEE,
      { environment: { http_proxy: 'http://p' } },
      'http_proxy http://p',
    ],
    [
      'not that of https for http',
      'http://a.example',
      { environment: { HTTPS_PROXY: 'http://p' } },
      undefined,
    ],
    ['switched off', ROUTEE, { proxy: 'http://p', support: 'off' }, undefined],
    ['this machine', 'http://127.0.0.1:8080', { proxy: 'http://p' }, undefined],
    ['no address', ROUTEE, { proxy: 'http://' }, 'http.proxy nothing'],
    ['excluded', ROUTEE, { environment: { HTTPS_PROXY: 'p', NO_PROXY: 'x, .routee.net' } }, undefined],
    ['excluded by the setting', ROUTEE, { proxy: 'p', noProxy: ['*.routee.net'] }, undefined],
    ['all excluded', ROUTEE, { proxy: 'p', noProxy: ['*'] }, undefined],
    [
      'another port excluded',
      ROUTEE,
      { proxy: 'http://p', noProxy: ['auth.routee.net:8443'] },
      'http.proxy http://p',
    ],
    ['this port excluded', ROUTEE, { proxy: 'http://p', noProxy: ['auth.routee.net:443'] }, undefined],
    ['part of a name excluded', ROUTEE, { proxy: 'http://p', noProxy: ['outee.net'] }, 'http.proxy http://p'],
    [
      'http by its variable',
      'http://a.example',
      { environment: { HTTP_PROXY: 'http://p' } },
      'HTTP_PROXY http://p',
    ],
    [
      'http by its small variable',
      'http://a.example',
      { environment: { http_proxy: 'p' } },
      'http_proxy http://p',
    ],
    [
      'not an empty setting',
      ROUTEE,
      { proxy: '  ', environment: { HTTPS_PROXY: 'p' } },
      'HTTPS_PROXY http://p',
    ],
    ['not an empty variable', ROUTEE, { environment: { HTTPS_PROXY: ' ' } }, undefined],
    ['spaces around it', ROUTEE, { proxy: ' https://p:1 ' }, 'http.proxy https://p:1'],
    ['an address within', ROUTEE, { proxy: 'p:1/x://y' }, 'http.proxy http://p:1'],
    ['SOCKS', ROUTEE, { proxy: 'SOCKS5H://p:1080' }, 'http.proxy socks5h://p:1080'],
    ['no proxy of another kind', ROUTEE, { proxy: 'h2+x://p' }, 'http.proxy nothing'],
    ['no scheme that only ends so', ROUTEE, { proxy: 'xhttp://p' }, 'http.proxy nothing'],
    ['no scheme that only begins so', ROUTEE, { proxy: 'httpx://p' }, 'http.proxy nothing'],
    ['no SOCKS without a host', ROUTEE, { proxy: 'socks:///x' }, 'http.proxy nothing'],
    ['this machine by name', 'http://localhost', { proxy: 'p' }, undefined],
    ['this machine in IPv6', 'http://[::1]:3000', { proxy: 'p' }, undefined],
    ['this machine, another number', 'http://127.10.20.30', { proxy: 'p' }, undefined],
    ['a name like it', 'https://my.localhost.example', { proxy: 'p' }, 'http.proxy http://p'],
    ['a name that ends like it', 'https://mylocalhost', { proxy: 'p' }, 'http.proxy http://p'],
    ['a name that begins like it', 'https://127.0.0.1.example', { proxy: 'p' }, 'http.proxy http://p'],
    [
      'excluded by the small variable',
      ROUTEE,
      { proxy: 'p', environment: { no_proxy: 'auth.routee.net' } },
      undefined,
    ],
    [
      'excluded after many spaces',
      ROUTEE,
      { proxy: 'p', environment: { NO_PROXY: 'a.b ,  routee.net' } },
      undefined,
    ],
    [
      'nothing excluded by empty rules',
      ROUTEE,
      { proxy: 'p', environment: { NO_PROXY: ', ,' } },
      'http.proxy http://p',
    ],
    [
      'nothing excluded by a port alone',
      ROUTEE,
      { proxy: 'p', noProxy: [':443', '.'] },
      'http.proxy http://p',
    ],
    ['excluded in other letters, with spaces', ROUTEE, { proxy: 'p', noProxy: [' Routee.NET '] }, undefined],
    ['all excluded, with spaces', ROUTEE, { proxy: 'p', noProxy: [' * '] }, undefined],
    [
      'the setting before the variable',
      ROUTEE,
      { proxy: 'p', noProxy: ['x'], environment: { NO_PROXY: '*' } },
      'http.proxy http://p',
    ],
    [
      'a star within a rule is none',
      ROUTEE,
      { proxy: 'p', noProxy: ['a*.routee.net'] },
      'http.proxy http://p',
    ],
  ];
  for (const [what, target, settings, expected] of rows) {
    it(what, () => {
      const proxy = proxyFor(new URL(target), { ...none, ...settings });
      const shown = proxy && `${proxy.source} ${proxy.url ? shownProxy(proxy.url) : 'nothing'}`;
      assert.equal(shown, expected);
    });
  }
});
