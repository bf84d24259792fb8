import assert from 'node:assert/strict';

import fc from 'fast-check';

import { RouteeError } from '../../../src/core/protocol/routeeError.ts';
import { readTokenAnswer } from '../../../src/core/protocol/tokenResponse.ts';
import { describeExpiry } from '../../../src/core/tokens/describeTime.ts';
import { tokenSchema } from '../../../src/core/protocol/token.ts';
import { anyText } from './anyText.ts';
import { fuzzTarget } from './fuzzTarget.ts';

export interface FuzzedAnswer {
  readonly body: string;
  readonly status: number;
  readonly retryAfter: string | null;
}

const SENT = Date.UTC(2026, 0, 1);
const SECRET = 's3cret-c4nary';
const ID = 'id-c4nary';
const echo = fc.constantFrom(SECRET, ID, `<${SECRET}>`, `${ID}:${SECRET}`, encodeURIComponent(`${SECRET}"`));

/** JSON as a text, for JavaScript cannot write all numbers, nor a member twice. */
const rawValue = fc.oneof(
  fc.json({ maxDepth: 2 }),
  fc.constantFrom('1e999', '-0', '9'.repeat(400), '1E+2', '"\\u0000"', '"\\ud800"', 'NaN', '01', "'a'"),
  fc.oneof(anyText, echo).map((text) => JSON.stringify(text)),
  fc.stringMatching(/^[\w.~+/-]+=*$/).map((text) => JSON.stringify(text)),
  fc.double().map(String),
);
const member = fc.tuple(
  fc.constantFrom(
    ...['access_token', 'token_type', 'expires_in', 'scope', 'permissions', 'error', 'message'],
    ...['error_description', 'developerMessage', '__proto__', 'constructor', 'toString'],
  ),
  fc.oneof(rawValue, fc.constant('"bearer"'), fc.constant('3599')),
);
const answerText = fc
  .tuple(fc.boolean(), fc.boolean(), fc.array(member, { maxLength: 6 }))
  .map(([isGood, hasMark, members]) => {
    const good: [string, string][] = isGood
      ? [
          ['access_token', '"b2014e88"'],
          ['token_type', '"Bearer"'],
        ]
      : [];
    const text = [...good, ...members].map(([name, value]) => `"${name}":${value}`).join(',');
    return `${hasMark ? '\uFEFF' : ''}{${text}}`;
  });

function check({ body, status, retryAfter }: FuzzedAnswer): void {
  const context = {
    sentAtMs: SENT,
    receivedAtMs: SENT + 500,
    scopes: ['sms'],
    secrets: () => [SECRET, ID],
  };
  try {
    const token = readTokenAnswer({ body, status, retryAfter }, context);
    assert.equal(status, 200);
    assert.ok(
      tokenSchema.safeParse(JSON.parse(JSON.stringify(token))).success,
      'it can be stored and read again',
    );
    assert.ok(token.expiresAtMs === undefined || (token.expiresAtMs >= 0 && token.expiresAtMs <= 8.64e15));
    assert.doesNotMatch(describeExpiry(token, SENT), /NaN|Infinity|undefined/);
  } catch (error) {
    if (!(error instanceof RouteeError)) throw error;
    assert.ok(error.message.length < 500 && !/\p{Cc}|\p{Cf}/u.test(error.message), error.message);
    assert.ok(!error.message.includes(SECRET) && !error.message.includes(ID), error.message);
    assert.equal(error.cause, undefined);
    const { retryAfterMs = 0 } = error;
    assert.ok(retryAfterMs >= 0 && retryAfterMs <= 24 * 60 * 60 * 1000);
  }
  assert.equal(Object.keys(Object.prototype).length, 0);
}

export const tokenAnswersTarget = fuzzTarget<FuzzedAnswer>({
  name: 'token answers',
  weight: 25,
  cases: fc.record({
    body: fc.oneof(
      { arbitrary: answerText, weight: 4 },
      { arbitrary: fc.oneof(anyText, fc.json()), weight: 1 },
    ),
    status: fc.oneof(
      fc.constant(200),
      fc.constantFrom(400, 401, 403, 429, 500, 511),
      fc.integer({ min: 0, max: 999 }),
    ),
    retryAfter: fc.option(fc.oneof(anyText, fc.nat().map(String), fc.date().map(String)), { nil: null }),
  }),
  check,
  past: [
    [
      'a life before the beginning of time',
      {
        body: '{"access_token":"t","token_type":"bearer","expires_in":-1e308}',
        status: 200,
        retryAfter: null,
      },
    ],
    [
      'a token that httpYac runs',
      { body: '{"access_token":"{{a}}","token_type":"bearer"}', status: 200, retryAfter: null },
    ],
    [
      'a message of a megabyte of letters',
      { body: JSON.stringify({ message: 'a'.repeat(1_000_000) }), status: 400, retryAfter: null },
    ],
  ],
});
