import assert from 'node:assert/strict';

import { proxyFor, shownProxy, type ProxySettings } from '../../../src/core/diagnosis/proxy.ts';

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
  ];
  for (const [what, target, settings, expected] of rows) {
    it(what, () => {
      const proxy = proxyFor(new URL(target), { ...none, ...settings });
      const shown = proxy && `${proxy.source} ${proxy.url ? shownProxy(proxy.url) : 'nothing'}`;
      assert.equal(shown, expected);
    });
  }
});
