import assert from 'node:assert/strict';

import { prepareRequest, type ApiRequest } from '../../../../src/core/protocol/apiRequest.ts';

const API = 'https://connect.routee.net';
const get: ApiRequest = { method: 'GET', url: `${API}/sms` };

const sent = (request: ApiRequest): Request => {
  const { url, withToken } = prepareRequest(request, `${API}/`);
  return new Request(url, withToken('T0ken'));
};

describe('prepareRequest', () => {
  it('puts the token in the place of any Authorization, and follows no redirect', async () => {
    const request = sent({
      method: 'POST',
      url: `${API}/sms?a=b`,
      headers: [
        ['AUTHORIZATION', 'Basic x'],
        ['X-Tag', 'one'],
        ['x-tag', 'two'],
      ],
      body: '{}',
    });
    const { url, method, redirect, cache, credentials, headers } = request;
    assert.deepEqual(
      [url, method, redirect, cache, credentials],
      [`${API}/sms?a=b`, 'POST', 'manual', 'no-store', 'omit'],
    );
    assert.deepEqual([headers.get('authorization'), headers.get('x-tag')], ['Bearer T0ken', 'one, two']);
    assert.equal(await request.text(), '{}');
  });

  it('leaves out the fragment, and what the connection decides', () => {
    const names = [
      'Connection',
      'CONTENT-LENGTH',
      'Expect',
      'Host',
      'Keep-Alive',
      'TE',
      'Trailer',
      'Upgrade',
    ];
    const request = sent({
      ...get,
      url: `${API}/sms#part`,
      headers: [...names, 'Transfer-Encoding', 'X-Kept'].map((name) => [name, '1'] as const),
    });
    assert.equal(request.url, `${API}/sms`);
    assert.deepEqual([...request.headers.keys()].sort(), ['authorization', 'x-kept']);
  });

  it('can be repeated unless its body is a stream', () => {
    const stream = new ReadableStream<Uint8Array>();
    assert.equal(prepareRequest(get, API).isRepeatable, true);
    assert.equal(prepareRequest({ ...get, method: 'PUT', body: new Uint8Array(2) }, API).isRepeatable, true);
    const streamed = prepareRequest({ ...get, method: 'POST', body: stream }, API);
    assert.equal(streamed.isRepeatable, false);
    assert.equal(Reflect.get(streamed.withToken('t'), 'duplex'), 'half');
    assert.equal(Reflect.get(prepareRequest(get, API).withToken('t'), 'duplex'), undefined);
    assert.equal('body' in prepareRequest(get, API).withToken('t'), false);
  });

  const userName =
    "The request's address contains a user name or password. Remove it: Routee expects a bearer token.";
  const rows: [request: Partial<ApiRequest>, code: string, message: string][] = [
    [
      { url: '/sms' },
      'invalidRequest',
      'The request requires a complete address, such as https://connect.routee.net/sms.',
    ],
    ...[
      ['blob:https://connect.routee.net/sms', 'blob:'],
      ['wss://connect.routee.net/sms', 'wss://connect.routee.net'],
    ].map(([url = '', place = '']): [Partial<ApiRequest>, string, string] => [
      { url },
      'foreignOrigin',
      `The token is sent only to https://connect.routee.net, but this request goes to ${place}.`,
    ]),
    [{ url: 'https://joe@connect.routee.net/sms' }, 'invalidRequest', userName],
    [{ url: 'https://:pass@connect.routee.net/sms' }, 'invalidRequest', userName],
    [
      {
        headers: [
          ['A', '1'],
          ['B C', '2'],
        ],
      },
      'invalidRequest',
      'The header "B C" can\'t be sent.',
    ],
    [{ headers: [['A', '1\n2']] }, 'invalidRequest', 'The header "A" can\'t be sent.'],
    [
      { body: '{}' },
      'invalidRequest',
      "A GET request can't have a body. Remove the body, or use another method.",
    ],
    [
      { method: 'head', body: '' },
      'invalidRequest',
      "A head request can't have a body. Remove the body, or use another method.",
    ],
    [{ method: 'TRACE' }, 'invalidRequest', 'The method "TRACE" can\'t be sent.'],
    [{ method: 'TARGET GET', body: 'x' }, 'invalidRequest', 'The method "TARGET GET" can\'t be sent.'],
    [{ method: 'GET IT', body: 'x' }, 'invalidRequest', 'The method "GET IT" can\'t be sent.'],
    [{ method: '' }, 'invalidRequest', 'The method "" can\'t be sent.'],
    ...['http://connect.routee.net/sms', 'https://connect.routee.net:8443/', 'https://evil.example/'].map(
      (url): [Partial<ApiRequest>, string, string] => [
        { url },
        'foreignOrigin',
        `The token is sent only to https://connect.routee.net, but this request goes to ${new URL(url).origin}.`,
      ],
    ),
  ];
  for (const [change, code, message] of rows) {
    it(`says: ${message}`, () => {
      assert.throws(() => prepareRequest({ ...get, ...change }, API), { code, message });
    });
  }

  it('names the setting that keeps a request from being sent', () => {
    assert.throws(() => prepareRequest({ ...get, url: 'https://evil.example' }, API), {
      setting: 'routee.apiUrl',
    });
    assert.throws(() => prepareRequest(get, 'http://evil.example'), {
      code: 'invalidEndpoint',
      setting: 'routee.apiUrl',
    });
  });
});
