import assert from 'node:assert/strict';

import fc from 'fast-check';

import { RouteeError } from '../../../../src/core/protocol/routeeError.ts';
import { readTokenAnswer } from '../../../../src/core/protocol/tokenResponse.ts';
import type { Token } from '../../../../src/core/protocol/token.ts';

const SENT = Date.UTC(2026, 0, 1);
const TOKEN = 'b2014e88-86ff-44fc-ac98-ebaf24ff88cf';
const good = {
  access_token: TOKEN,
  token_type: 'bearer',
  expires_in: 3599,
  scope: 'sms',
  permissions: ['P'],
};

function read(body: string, status = 200): Token {
  const context = { sentAtMs: SENT, receivedAtMs: SENT + 500, scopes: ['sms'], secrets: () => ['s3cret'] };
  return readTokenAnswer({ status, retryAfter: null, body }, context);
}

const readJson = (changes: Record<string, unknown>): Token => read(JSON.stringify({ ...good, ...changes }));

function refusal(act: () => unknown): RouteeError {
  try {
    act();
  } catch (error) {
    assert.ok(error instanceof RouteeError);
    return error;
  }
  throw new assert.AssertionError({ message: 'A refusal was expected.' });
}

describe('readTokenAnswer', () => {
  describe('reads expires_in', () => {
    const END = 8.64e15;
    // As it stands in the JSON, for JavaScript cannot write all of them.
    const rows: [json: string, expiresAtMs: number | undefined][] = [
      ['3599', SENT + 3_599_000],
      ['1', SENT + 1000],
      ['0.5', SENT + 500],
      ['0', SENT],
      ['-0', SENT],
      ['-1', SENT - 1000],
      ['86400', SENT + 86_400_000],
      ['631139040', SENT + 631_139_040_000],
      ['1e308', END],
      ['1e999', END],
      ['1e12', SENT + 1e15],
      ['"3599"', SENT + 3_599_000],
      ['" 3599 "', SENT + 3_599_000],
      ['"3599.5"', SENT + 3_599_500],
      ['"0"', SENT],
      ['"-5"', SENT - 5000],
      [`"${'9'.repeat(400)}"`, END],
      ['"NaN"', undefined],
      ['"Infinity"', undefined],
      ['"never"', undefined],
      ['"1 hour"', undefined],
      ['"0x10"', undefined],
      ['""', undefined],
      ['" "', undefined],
      ['null', undefined],
      ['true', undefined],
      ['[]', undefined],
      ['[3599]', undefined],
      ['{}', undefined],
    ];
    for (const [json, expiresAtMs] of rows) {
      it(json.slice(0, 40), () => {
        const token = read(`{"access_token":"tk","token_type":"bearer","expires_in":${json}}`);
        assert.equal(token.expiresAtMs, expiresAtMs);
        assert.equal('expiresAtMs' in token, expiresAtMs !== undefined);
        assert.equal(token.issuedAtMs, SENT);
      });
    }

    it('absent: no expiry stated', () => {
      assert.ok(!('expiresAtMs' in read('{"access_token":"tk","token_type":"bearer"}')));
    });

    it('as one that a date can hold, however large', () => {
      const { expiresAtMs } = readJson({ expires_in: 1e308 });
      assert.equal(new Date(expiresAtMs ?? NaN).getTime(), END);
    });
  });

  describe('accepts', () => {
    const rows: [what: string, changes: Record<string, unknown>, expected: Partial<Token>][] = [
      ['the type Bearer', { token_type: 'Bearer' }, { accessToken: TOKEN }],
      ['the type BEARER', { token_type: 'BEARER' }, { accessToken: TOKEN }],
      ['unknown members', { refresh_token: 'x', jti: {} }, { accessToken: TOKEN }],
      ['no scope', { scope: undefined }, { scopes: [], permissions: ['P'] }],
      ['a null scope', { scope: null }, { scopes: [] }],
      ['scopes in a list', { scope: ['sms', 'voice'] }, { scopes: ['sms', 'voice'] }],
      ['scopes with commas', { scope: 'sms,voice, 2step' }, { scopes: ['sms', 'voice', '2step'] }],
      ['no scope that is no text', { scope: [1, null, 'sms'] }, { scopes: ['sms'] }],
      ['no endless scope', { scope: `sms ${'x'.repeat(201)}` }, { scopes: ['sms'] }],
      [
        'no endless list of scopes',
        { scope: 'x '.repeat(10_000) },
        { scopes: Array.from({ length: 200 }, () => 'x') },
      ],
      ['an empty scope', { scope: '' }, { scopes: [] }],
      ['several blanks between scopes', { scope: '  sms   voice ' }, { scopes: ['sms', 'voice'] }],
      ['no permissions', { permissions: undefined }, { permissions: [], scopes: ['sms'] }],
      ['null permissions', { permissions: null }, { permissions: [] }],
      ['permissions that are no list', { permissions: 'P' }, { permissions: [] }],
      ['all that a bearer token may hold', { access_token: 'aZ09-._~+/==' }, { accessToken: 'aZ09-._~+/==' }],
      ['a token of 16 KB', { access_token: 'x'.repeat(16384) }, { accessToken: 'x'.repeat(16384) }],
    ];
    for (const [what, changes, expected] of rows) {
      it(what, () => {
        const token: Record<string, unknown> = { ...readJson(changes) };
        for (const [member, value] of Object.entries(expected)) assert.deepEqual(token[member], value);
      });
    }
  });

  describe('refuses, without repeating it,', () => {
    const rows: [what: string, changes: Record<string, unknown>, member: string][] = [
      ['no token', { access_token: undefined }, 'access_token'],
      ['an empty token', { access_token: '' }, 'access_token'],
      ['a token of one character, which could not be hidden', { access_token: 'x' }, 'access_token'],
      ['a token that is a number', { access_token: 12345678 }, 'access_token'],
      ['a token that is null', { access_token: null }, 'access_token'],
      ['a token with a line break', { access_token: 'head\r\nX-Evil: 1' }, 'access_token'],
      ['a token with a line feed at its end', { access_token: 'head\n' }, 'access_token'],
      ['a token with a blank', { access_token: 'head tail' }, 'access_token'],
      ['a token with a tab', { access_token: 'head\ttail' }, 'access_token'],
      ['a token with a NUL', { access_token: 'head\0' }, 'access_token'],
      ['a token with DEL', { access_token: 'head\x7f' }, 'access_token'],
      ['a token with an umlaut', { access_token: 'headü' }, 'access_token'],
      ['a token with a line separator', { access_token: 'head\u2028tail' }, 'access_token'],
      ['a token that is a script to httpYac', { access_token: 'head{{process.exit()}}' }, 'access_token'],
      ['a token that ends a string', { access_token: 'head"' }, 'access_token'],
      ['a token with an equals sign in it', { access_token: 'head=evil' }, 'access_token'],
      ['a token of 100 KB', { access_token: 'h'.repeat(100_000) }, 'access_token'],
      ['another type', { token_type: 'mac' }, 'token_type'],
      ['a type with bearer in it', { token_type: 'bearer2' }, 'token_type'],
      ['a type with a line feed', { token_type: 'bearer\n' }, 'token_type'],
      ['no type', { token_type: undefined }, 'token_type'],
    ];
    for (const [what, changes, member] of rows) {
      it(what, () => {
        const error = refusal(() => readJson(changes));
        assert.equal(error.code, 'badAnswer');
        assert.ok(error.message.includes(`(${member})`), error.message);
        assert.ok(!/head|hhh|1234|evil|mac|bearer2/i.test(error.message), error.message);
        assert.equal(error.cause, undefined);
      });
    }
  });

  describe('hears a failure that comes with 200', () => {
    const rows: [body: Record<string, unknown>, code: string, sentence: RegExp][] = [
      [
        { error: 'invalid_client', error_description: 'Bad client credentials' },
        'credentialsRejected',
        /rejected the application ID and secret.*Bad client credentials/,
      ],
      [{ error: 'invalid_scope' }, 'invalidScope', /requested scopes: sms/],
      [{ error: 'temporarily_unavailable' }, 'badAnswer', /\(200\).*temporarily_unavailable/],
      [{ code: '503000000', developerMessage: 'Maintenance' }, 'badAnswer', /Maintenance/],
    ];
    for (const [body, code, sentence] of rows) {
      it(JSON.stringify(body), () => {
        const error = refusal(() => read(JSON.stringify(body)));
        assert.equal(error.code, code);
        assert.match(error.message, sentence);
      });
    }
  });

  it('names all members that are wrong, once', () => {
    assert.match(refusal(() => read('{}')).message, /\(access_token, token_type\)/);
  });

  it('throws RouteeErrors and nothing else, and lets no unusable token through', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', '7', ' ', '"', '\\', '{', '\r\n', '\0', '\u2028', 'ü', '😀'),
    });
    const bodies = fc.oneof(
      text,
      fc.json(),
      fc
        .record(
          {
            access_token: fc.oneof(
              { arbitrary: fc.stringMatching(/^[\w.~+/-]+=*$/), weight: 4 },
              { arbitrary: fc.oneof(text, fc.constant(undefined), fc.jsonValue()), weight: 1 },
            ),
            token_type: fc.oneof(
              { arbitrary: fc.constantFrom('bearer', 'Bearer'), weight: 4 },
              { arbitrary: fc.oneof(fc.constantFrom('mac', undefined), fc.jsonValue()), weight: 1 },
            ),
            expires_in: fc.oneof(fc.double(), fc.string(), fc.double().map(String), fc.jsonValue()),
            scope: fc.oneof(fc.string(), fc.jsonValue()),
            permissions: fc.oneof(fc.array(fc.string()), fc.jsonValue()),
            error: fc.oneof(text, fc.constant('invalid_scope'), fc.jsonValue()),
            message: fc.oneof(text, fc.jsonValue()),
          },
          { requiredKeys: ['access_token', 'token_type'] },
        )
        .map((record) => JSON.stringify(record)),
    );
    let tokens = 0;
    fc.assert(
      fc.property(
        bodies,
        fc.oneof(fc.constant(200), fc.integer({ min: 0, max: 999 })),
        fc.option(fc.oneof(fc.string(), fc.nat().map(String)), { nil: null }),
        (body, status, retryAfter) => {
          let token: Token;
          try {
            const context = {
              sentAtMs: SENT,
              receivedAtMs: SENT,
              scopes: ['sms'],
              secrets: () => ['s3cret'],
            };
            token = readTokenAnswer({ status, retryAfter, body }, context);
          } catch (error) {
            assert.ok(error instanceof RouteeError);
            assert.ok(error.message.length < 500 && !/\p{Cc}/u.test(error.message), error.message);
            return;
          }
          tokens++;
          assert.equal(status, 200);
          assert.match(token.accessToken, /^[\w.~+/-]+=*$/);
          assert.ok(token.expiresAtMs === undefined || token.expiresAtMs <= 8.64e15);
        },
      ),
      { numRuns: 500 },
    );
    assert.ok(tokens > 10, 'the generator must make usable answers too');
  });

  it('gives the life that was stated, for any number of seconds', () => {
    fc.assert(
      fc.property(fc.integer({ min: -(10 ** 9), max: 10 ** 9 }), fc.boolean(), (seconds, asText) => {
        const token = readJson({ expires_in: asText ? String(seconds) : seconds });
        assert.equal(token.expiresAtMs, SENT + seconds * 1000);
      }),
    );
  });
});
