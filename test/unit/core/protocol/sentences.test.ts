import assert from 'node:assert/strict';

import type { Fetch } from '../../../../src/core/kit/ports.ts';
import { exchangeToken } from '../../../../src/core/protocol/exchangeToken.ts';
import { networkFailure } from '../../../../src/core/protocol/networkFailure.ts';
import type { RouteeErrorCode } from '../../../../src/core/protocol/routeeError.ts';
import { sendAuthorized } from '../../../../src/core/protocol/sendAuthorized.ts';
import type { Token } from '../../../../src/core/protocol/token.ts';
import { FakeTime } from '../../../support/fakeTime.ts';

const AUTH = 'https://auth.example/oauth/token';
const API = 'https://api.example';
const credentials = { id: 'app', secret: 'S3cret', scopes: ['sms', 'voice'] };

/** What people read when something goes wrong, word for word: it says what happened and what to do. */
describe('the sentence', () => {
  let time: FakeTime;

  beforeEach(() => {
    time = new FakeTime({ start: Date.UTC(2026, 0, 1) });
  });

  afterEach(() => {
    assert.equal(time.pendingTimers, 0);
  });

  const answering =
    (status: number, body = '', headers: Record<string, string> = {}): Fetch =>
    () =>
      Promise.resolve(new Response(status === 304 ? null : body, { status, headers }));
  const opaque: Fetch = () =>
    Promise.resolve(Object.defineProperty(new Response(), 'type', { value: 'opaqueredirect' }));

  describe('for a token request', () => {
    const exchange = (fetch: Fetch, used = credentials, signal?: AbortSignal): Promise<Token> =>
      exchangeToken(used, AUTH, { fetch, clock: time, timers: time }, signal);

    const redirected =
      'auth.example redirects to another address, and credentials are never sent there. If your network requires sign-in, sign in first. Otherwise, check the server address.';
    const rows: [what: string, fetch: Fetch, code: RouteeErrorCode, message: string][] = [
      ...[300, 302, 399].map((status): [string, Fetch, RouteeErrorCode, string] => [
        `${status} with a place`,
        answering(status, '', { location: 'https://x.example' }),
        'redirected',
        redirected,
      ]),
      ['a redirect that a browser hides', opaque, 'redirected', redirected],
      ...[200, 400].map((status): [string, Fetch, RouteeErrorCode, string] => [
        `${status} with a place, which is none`,
        answering(status, '{}', { location: 'https://x.example' }),
        status === 200 ? 'badAnswer' : 'refused',
        status === 200
          ? "Routee's response contains no usable bearer token (access_token, token_type). Check the server address."
          : 'Routee refused the token request (400).',
      ]),
      [
        '304 without a place',
        answering(304),
        'badAnswer',
        'Routee returned an unexpected response to the token request (304).',
      ],
      [
        '401',
        answering(401, '{"message":"Bad credentials"}'),
        'credentialsRejected',
        'Routee rejected the application ID and secret. Server message: "Bad credentials".',
      ],
      ['403', answering(403), 'refused', 'Routee refused the token request (403).'],
      [
        '404',
        answering(404),
        'notFound',
        "There's no token service at this address. Check the server address.",
      ],
      ['429', answering(429), 'rateLimited', 'Routee received too many token requests. Try again later.'],
      ['499', answering(499), 'refused', 'Routee refused the token request (499).'],
      ['500', answering(500), 'serverError', "Routee's server has a problem (500). Try again in a moment."],
      ['599', answering(599), 'serverError', "Routee's server has a problem (599). Try again in a moment."],
      [
        'scopes that are refused',
        answering(400, '{"error":"invalid_scope"}'),
        'invalidScope',
        'Routee didn\'t grant this application the requested scopes: sms, voice. Server message: "invalid_scope".',
      ],
      [
        'a client that is refused',
        answering(400, '{"error":"unauthorized_client"}'),
        'credentialsRejected',
        'Routee rejected the application ID and secret. Server message: "unauthorized_client".',
      ],
      [
        'another error',
        answering(400, '{"error":["invalid_client"]}'),
        'refused',
        'Routee refused the token request (400).',
      ],
    ];
    for (const [what, fetch, code, message] of rows) {
      it(`with ${what}`, async () => {
        await assert.rejects(exchange(fetch), { code, message });
      });
    }

    it('for all scopes', async () => {
      await assert.rejects(
        exchange(answering(400, '{"error":"invalid_scope"}'), { ...credentials, scopes: [] }),
        {
          message:
            'Routee didn\'t grant this application the requested scopes: all. Server message: "invalid_scope".',
        },
      );
    });

    it('for an id that cannot be sent, before anything is', async () => {
      await assert.rejects(
        exchange(() => assert.fail('it was sent'), { ...credentials, id: 'a:b' }),
        {
          code: 'credentialsRejected',
          message: "An application ID can't contain a colon. Enter the credentials again.",
        },
      );
    });

    it('for one that was cancelled, before anything is sent', async () => {
      await assert.rejects(
        exchange(() => assert.fail('it was sent'), credentials, AbortSignal.abort()),
        { code: 'cancelled' },
      );
    });
  });

  describe('for another request', () => {
    const token: Token = { accessToken: 'T0ken', issuedAtMs: 0, scopes: [], permissions: [] };
    const source = { getToken: () => Promise.resolve(token), invalidate: () => Promise.resolve() };
    const send = (fetch: Fetch, method = 'GET', signal?: AbortSignal): ReturnType<typeof sendAuthorized> =>
      sendAuthorized(
        { method, url: `${API}/sms` },
        source,
        { fetch, clock: time, timers: time },
        { apiUrl: API, signal },
      );

    it('for a redirect that a browser hides', async () => {
      await assert.rejects(send(opaque), {
        code: 'badAnswer',
        message:
          "api.example redirects to another address, and a browser doesn't say which one. Send the request from VS Code on the desktop.",
      });
    });

    it('for one that was cancelled, before anything is sent', async () => {
      await assert.rejects(
        send(() => assert.fail('it was sent'), 'GET', AbortSignal.abort()),
        { code: 'cancelled' },
      );
    });

    for (const [method, status, isFollowed] of [
      ['GET', 300, true],
      ['head', 399, true],
      ['GET', 299, false],
      ['GET', 400, false],
      ['POST', 307, false],
      ['GETX', 302, false],
      ['XHEAD', 302, false],
    ] as const) {
      it(`is none: ${method} ${isFollowed ? 'goes on' : 'does not go on'} after ${status}`, async () => {
        const sent: string[] = [];
        const fetch: Fetch = (url, init) => {
          sent.push(url);
          return sent.length === 1
            ? answering(status, '', { location: '/there' })(url, init)
            : answering(200)(url, init);
        };
        const { status: answered } = await send(fetch, method);
        assert.deepEqual(sent, isFollowed ? [`${API}/sms`, `${API}/there`] : [`${API}/sms`]);
        assert.equal(answered, isFollowed ? 200 : status);
      });
    }
  });

  describe('for a connection that failed', () => {
    const rows: [code: string, message: string][] = [
      ['ENOTFOUND', "Can't find a.example. Check your network connection and the address."],
      ['ECONNREFUSED', "a.example doesn't accept connections. Check the address, or try again later."],
      [
        'ERR_PROXY_CONNECTION_FAILED',
        "The proxy didn't let the request to a.example through (ERR_PROXY_CONNECTION_FAILED). Check the http.proxy setting.",
      ],
      ['ETIMEDOUT', "a.example didn't respond in time. Check your network connection and try again."],
      [
        'EPIPE',
        'a.example closed the connection before the response was complete (EPIPE). Try again. If this keeps happening, check your network connection and any proxy in between.',
      ],
      [
        'Z_DATA_ERROR',
        'a.example sent an invalid HTTP response (Z_DATA_ERROR). Check the address, the port, and any proxy in between.',
      ],
      [
        'XZ_ERROR',
        'The connection to a.example failed (XZ_ERROR). Check your network connection and try again.',
      ],
      ['x', 'The connection to a.example failed. Check your network connection and try again.'],
      ['xENOTFOUND', 'The connection to a.example failed. Check your network connection and try again.'],
      ['ENOTFOUND x', 'The connection to a.example failed. Check your network connection and try again.'],
      [
        'CERT_HAS_EXPIRED',
        "The certificate of a.example has expired or isn't valid yet (CERT_HAS_EXPIRED), so nothing was sent. Check this computer's date and time. If they're right, the server needs a new certificate.",
      ],
      [
        'ERR_TLS_CERT_ALTNAME_INVALID',
        'The server at a.example has a certificate for another name (ERR_TLS_CERT_ALTNAME_INVALID), so nothing was sent. Check the address. If your network requires sign-in, sign in and try again.',
      ],
      [
        'DEPTH_ZERO_SELF_SIGNED_CERT',
        "a.example has a self-signed certificate (DEPTH_ZERO_SELF_SIGNED_CERT), so nothing was sent. Check the address. If it's your server, add its certificate to the system's certificate store, and restart VS Code.",
      ],
      [
        'SELF_SIGNED_CERT_IN_CHAIN',
        "This computer doesn't trust the issuer of the certificate of a.example (SELF_SIGNED_CERT_IN_CHAIN), so nothing was sent. If a company proxy inspects traffic, add its root certificate to the system's certificate store, and restart VS Code.",
      ],
      [
        'EPROTO',
        "The server at a.example doesn't use HTTPS (EPROTO). Check the address, the port, and any proxy in between.",
      ],
    ];
    for (const [code, message] of rows) {
      it(`with the code ${code}`, () => {
        const cause = Object.assign(new Error('hidden'), { code });
        assert.equal(networkFailure(cause, 'a.example').message, message);
      });
    }

    it('with an answer that Node cannot read, whatever its own code', () => {
      const error = Object.assign(new Error('hidden'), { name: 'HTTPParserError', code: 7 });
      assert.match(networkFailure(error, 'a.example').message, /invalid HTTP response \(HTTP_PARSER_ERROR\)/);
    });

    it('with causes in causes, up to five of them', () => {
      const nested = (depth: number): Error =>
        depth === 0
          ? Object.assign(new Error('x'), { code: 'ENOTFOUND' })
          : new Error('x', { cause: nested(depth - 1) });
      assert.equal(networkFailure(nested(4), 'a.example').cause, 'ENOTFOUND');
      assert.equal(networkFailure(nested(5), 'a.example').cause, '');
    });
  });
});
