import assert from 'node:assert/strict';

import { networkFailure, UNEXPLAINED_BY_BROWSER } from '../../../../src/core/protocol/networkFailure.ts';

const coded = (code: unknown, message = 'boom', cause?: unknown): Error =>
  Object.assign(new Error(message, { cause }), { code });
const fetchFailed = (cause: unknown): Error => new TypeError('fetch failed', { cause });

describe('networkFailure', () => {
  const rows: [error: Error, code: string, sentence: RegExp][] = [
    [fetchFailed(coded('ENOTFOUND')), 'ENOTFOUND', /Can't find example\.com/],
    [fetchFailed(coded('EAI_AGAIN')), 'EAI_AGAIN', /Can't find/],
    [new Error('net::ERR_NAME_NOT_RESOLVED'), 'ERR_NAME_NOT_RESOLVED', /Can't find/],
    [fetchFailed(coded('ECONNREFUSED')), 'ECONNREFUSED', /doesn't accept connections/],
    [new Error('net::ERR_CONNECTION_REFUSED'), 'ERR_CONNECTION_REFUSED', /doesn't accept connections/],
    [
      fetchFailed(new AggregateError([coded('ECONNREFUSED'), coded('ENETUNREACH')])),
      'ECONNREFUSED',
      /doesn't accept connections/,
    ],
    [fetchFailed(coded('CERT_HAS_EXPIRED')), 'CERT_HAS_EXPIRED', /expired or isn't valid yet.*date and time/],
    [new Error('net::ERR_CERT_DATE_INVALID'), 'ERR_CERT_DATE_INVALID', /expired or isn't valid yet/],
    [
      fetchFailed(coded('DEPTH_ZERO_SELF_SIGNED_CERT')),
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      /self-signed.*certificate store/,
    ],
    [
      fetchFailed(coded('SELF_SIGNED_CERT_IN_CHAIN')),
      'SELF_SIGNED_CERT_IN_CHAIN',
      /company proxy.*certificate store/,
    ],
    [
      fetchFailed(coded('UNABLE_TO_VERIFY_LEAF_SIGNATURE')),
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      /This computer doesn't trust the issuer/,
    ],
    [fetchFailed(coded('ERR_TLS_CERT_ALTNAME_INVALID')), 'ERR_TLS_CERT_ALTNAME_INVALID', /another name/],
    [new Error('net::ERR_CERT_AUTHORITY_INVALID'), 'ERR_CERT_AUTHORITY_INVALID', /company proxy/],
    [fetchFailed(coded('EPROTO')), 'EPROTO', /doesn't use HTTPS/],
    [new Error('net::ERR_PROXY_CONNECTION_FAILED'), 'ERR_PROXY_CONNECTION_FAILED', /http\.proxy/],
    [new Error('net::ERR_TUNNEL_CONNECTION_FAILED'), 'ERR_TUNNEL_CONNECTION_FAILED', /http\.proxy/],
    [fetchFailed(coded('UND_ERR_CONNECT_TIMEOUT')), 'UND_ERR_CONNECT_TIMEOUT', /didn't respond in time/],
    [fetchFailed(coded('ETIMEDOUT')), 'ETIMEDOUT', /didn't respond in time/],
    [fetchFailed(coded('UND_ERR_SOCKET')), 'UND_ERR_SOCKET', /closed the connection/],
    [fetchFailed(coded('ECONNRESET')), 'ECONNRESET', /closed the connection/],
    [
      fetchFailed(coded('ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE')),
      'ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE',
      /doesn't use HTTPS/,
    ],
    [fetchFailed(coded('HPE_INVALID_CONSTANT')), 'HPE_INVALID_CONSTANT', /invalid HTTP response/],
    [new Error('net::ERR_INVALID_HTTP_RESPONSE'), 'ERR_INVALID_HTTP_RESPONSE', /invalid HTTP response/],
    [new Error('net::ERR_CONTENT_DECODING_FAILED'), 'ERR_CONTENT_DECODING_FAILED', /invalid HTTP response/],
    [new Error('net::ERR_EMPTY_RESPONSE'), 'ERR_EMPTY_RESPONSE', /closed the connection/],
    [new Error('net::ERR_INTERNET_DISCONNECTED'), 'ERR_INTERNET_DISCONNECTED', /failed/],
    [fetchFailed(fetchFailed(coded('ECONNRESET'))), 'ECONNRESET', /closed the connection/],
    [
      coded(UNEXPLAINED_BY_BROWSER, 'Failed to fetch'),
      UNEXPLAINED_BY_BROWSER,
      /network might be down, or example\.com might not let web pages read its responses \(CORS\)\. .*desktop.*proxy/,
    ],
    ...[407, 403, 502].map((status): [Error, string, RegExp] => [
      fetchFailed(coded('UND_ERR_ABORTED', `Proxy response (${status}) !== 200 when HTTP Tunneling`)),
      `PROXY_${status}`,
      new RegExp(`^The proxy didn't let the request to example\\.com through \\(${status}\\)`),
    ]),
    [
      fetchFailed(new Error('tunneling socket could not be established, statusCode=407')),
      'PROXY_407',
      /through \(407\).*http\.proxy/,
    ],
    [
      fetchFailed(
        coded(
          'ERR_PROXY_TUNNEL',
          'Failed to establish tunnel to a.example:443 via http://proxy:8080: HTTP/1.1 407 Authentication Required',
        ),
      ),
      'PROXY_407',
      /through \(407\).*http\.proxy/,
    ],
    [fetchFailed(undefined), '', /^The connection to example\.com failed\. /],
    [coded(12), '', /^The connection to example\.com failed\. /],
    [coded('quotes p4ss'), '', /^The connection to example\.com failed\. /],
    [new AggregateError([]), '', /failed\. /],
  ];
  for (const [error, code, sentence] of rows) {
    it(`${code === '' ? 'no code' : code} (${error.message})`, () => {
      const failure = networkFailure(error, 'example.com');
      assert.equal(failure.code, 'network');
      assert.equal(failure.cause, code);
      assert.match(failure.message, sentence);
    });
  }

  for (const thrown of [undefined, null, 'text', 42, {}]) {
    it(`takes ${JSON.stringify(thrown)} thrown by a careless fetch`, () => {
      assert.equal(networkFailure(thrown, 'example.com').code, 'network');
    });
  }

  it('never recommends to switch the check of certificates off', () => {
    for (const [error] of rows) {
      assert.doesNotMatch(
        networkFailure(error, 'example.com').message,
        /proxyStrictSSL|REJECT_UNAUTHORIZED|insecure/i,
      );
    }
  });

  it('never repeats a message, which could quote the request', () => {
    const error = fetchFailed(coded('ECONNRESET', 'sent Basic cDRzcw=='));
    assert.ok(!networkFailure(error, 'example.com').message.includes('Basic'));
  });

  it('comes to an end with causes that go in a circle', () => {
    const error = new Error('a');
    error.cause = error;
    assert.equal(networkFailure(error, 'example.com').cause, '');
  });
});
