import assert from 'node:assert/strict';

import { apiTarget } from '../../../../../src/features/agents/model/apiTarget.ts';

const API = 'https://connect.routee.net';

describe('The address that a program names', () => {
  const good: [target: string, href: string, api?: string][] = [
    ['/accounts/me/balance', `${API}/accounts/me/balance`],
    ['/sms?size=5&to=%2B306900000000', `${API}/sms?size=5&to=%2B306900000000`],
    ['/contacts/my/a%20b', `${API}/contacts/my/a%20b`],
    ['/sms?url=https://example.com/a//b/../c', `${API}/sms?url=https://example.com/a//b/../c`],
    ['/sms', 'http://127.0.0.1:8791/base/sms', 'http://127.0.0.1:8791/base/'],
    ['/', 'https://connect.routee.net/'],
  ];
  for (const [target, href, api = API] of good) {
    it(`is below the base of the API: ${target}`, () => {
      assert.equal(apiTarget(api, target)?.href, href);
    });
  }

  const bad = [
    ...[
      '',
      'sms',
      'https://evil.example/sms',
      '//evil.example/sms',
      '/\\evil.example',
      '/sms//tracking',
      '\\sms',
    ],
    ...['/../oauth/token', '/sms/../../x', '/sms/./x', '/sms/%2e%2e/x', '/sms/.%2E/x', '/sms/..%2f..%2fx'],
    ...[
      '/sms%2Ftracking',
      '/sms%5ctracking',
      '/sms%00',
      '/sms%0d%0aX-A: b',
      '/sms\r\nX-A: b',
      '/sms x',
      '/sms\t',
    ],
    ...[
      '/sms;a=b',
      '/sms#part',
      '/smß',
      '/sms%',
      '/sms%zz',
      '/<sms>',
      '/sms?a="b"',
      '/sms/{id}',
      '/@evil.example/..',
    ],
  ];
  for (const target of bad) {
    it(`is refused where it could be read in two ways: ${JSON.stringify(target)}`, () => {
      assert.equal(apiTarget(API, target), undefined);
      assert.equal(apiTarget('http://127.0.0.1:8791/base', target), undefined);
    });
  }
});
