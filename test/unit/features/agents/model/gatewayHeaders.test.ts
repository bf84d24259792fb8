import assert from 'node:assert/strict';

import { passingHeaders } from '../../../../../src/features/agents/model/gatewayHeaders.ts';

describe('Headers at the gateway', () => {
  it('pass where they are about the content', () => {
    const headers = {
      'content-type': 'application/json',
      accept: '*/*',
      'x-request-id': '1',
      'idempotency-key': 'k',
      'x-list': ['a', 'b'],
      missing: undefined,
    };
    assert.deepEqual(passingHeaders(headers), [
      ['content-type', 'application/json'],
      ['accept', '*/*'],
      ['x-request-id', '1'],
      ['idempotency-key', 'k'],
      ['x-list', 'a, b'],
    ]);
  });

  const stopped = [
    ...[
      'Authorization',
      'authorization',
      'Proxy-Authorization',
      'proxy-authenticate',
      'Cookie',
      'Set-Cookie',
    ],
    ...['Connection', 'Keep-Alive', 'TE', 'Trailer', 'Transfer-Encoding', 'Upgrade', 'Expect', 'Host'],
    ...['Forwarded', 'X-Forwarded-For', 'X-Forwarded-Host', 'X-Real-IP', 'Via', 'Referer', 'Sec-Fetch-Site'],
    ...['Content-Length', 'Content-Encoding', 'Access-Control-Allow-Origin', 'WWW-Authenticate'],
  ];
  for (const name of stopped) {
    it(`stop where they are not: ${name}`, () => {
      assert.deepEqual(passingHeaders({ [name]: 'x' }), []);
    });
  }

  it('stop where Connection names them', () => {
    const headers = { connection: 'close, X-Hop', 'x-hop': '1', 'X-HOP': '2', 'x-on': '3' };
    assert.deepEqual(passingHeaders(headers), [['x-on', '3']]);
  });
});
