import assert from 'node:assert/strict';

import { atOnce } from '../../../../../src/core/kit/slices.ts';
import {
  responseText,
  shownBody,
  type ResponseContext,
} from '../../../../../src/features/requests/model/responseText.ts';
import type { ApiAnswer } from '../../../../../src/core/protocol/sendAuthorized.ts';

const TOKEN = 'b2014e88-86ff-44fc-ac98-ebaf24ff88cf';

const answer = (body: string | Uint8Array, changes: Partial<ApiAnswer> = {}): ApiAnswer => ({
  status: 200,
  statusText: 'OK',
  headers: [['content-type', 'application/json']],
  body: typeof body === 'string' ? new TextEncoder().encode(body) : body,
  text: typeof body === 'string' ? body : new TextDecoder().decode(body),
  isComplete: true,
  attempts: [{ status: 200, durationMs: 123.4 }],
  token: { accessToken: TOKEN, issuedAtMs: 0, scopes: [], permissions: [] },
  denial: undefined,
  ...changes,
});

const context: ResponseContext = {
  method: 'GET',
  url: 'https://connect.routee.net/accounts/me/balance',
  applicationName: 'Staging',
  remarks: [],
  secrets: [TOKEN],
};

describe('responseText', () => {
  it('shows JSON readably, below what was asked and what came of it', () => {
    assert.deepEqual(atOnce(responseText(answer('{"balance":20.5,"currency":{"code":"EUR"}}'), context)), {
      kind: 'json',
      text: `// GET https://connect.routee.net/accounts/me/balance
// HTTP 200 OK
// Sent as Staging: 200 in 123 ms.
//
// content-type: application/json

{
  "balance": 20.5,
  "currency": {
    "code": "EUR"
  }
}
`,
    });
  });

  it('keeps every digit of a number', () => {
    const body = '{"id":12345678901234567890,"price":0.10,"big":1e400}';
    assert.match(
      atOnce(responseText(answer(body), context)).text,
      /12345678901234567890,\n.*0\.10,\n.*1e400/,
    );
  });

  it('tells of two attempts', () => {
    const attempts = [
      { status: 401, durationMs: 10 },
      { status: 200, durationMs: 20 },
    ];
    assert.match(
      atOnce(responseText(answer('{}', { attempts }), context)).text,
      /Sent as Staging: 401 in 10 ms, 200 in 20 ms with a new token\./,
    );
  });

  it('puts remarks first, each a line of comment', () => {
    const { text } = atOnce(responseText(answer('{}'), { ...context, remarks: ['One.\nTwo.', 'Three.'] }));
    assert.equal(text.startsWith('// One. Two.\n// Three.\n//\n// GET'), true);
  });

  it('shows other text as it is', () => {
    const { text, kind } = atOnce(responseText(answer('<html>\n'), context));
    assert.equal(kind, 'text');
    assert.equal(text.startsWith('# GET'), true);
    assert.equal(text.endsWith('\n\n<html>\n'), true);
  });

  it('does not show bytes', () => {
    const { text } = atOnce(responseText(answer(Uint8Array.of(1, 2, 3)), context));
    assert.match(text, /\(binary data: 3 B\)\n$/);
  });

  it('says that there was more', () => {
    assert.match(
      atOnce(responseText(answer('[', { isComplete: false }), context)).text,
      /Only the first 10 MB/,
    );
  });

  it('masks tokens wherever they stand, and headers that hold credentials', () => {
    const { text } = atOnce(
      responseText(
        answer(JSON.stringify({ error_description: `Invalid access token: ${TOKEN}` }), {
          headers: [
            ['Set-Cookie', 'session=1'],
            ['authorization', 'Basic Zm9v'],
            ['x-echo', `Bearer ${TOKEN}`],
          ],
        }),
        context,
      ),
    );
    for (const hidden of [TOKEN, 'session=1', 'Zm9v']) {
      assert.equal(text.includes(hidden), false, hidden);
    }
    assert.match(text, /Invalid access token: •••/);
  });

  it('masks a token that is written in another way', () => {
    const odd = { ...context, secrets: ['a+b/c=='] };
    assert.equal(atOnce(responseText(answer('"?t=a%2Bb%2Fc%3D%3D"'), odd)).text.includes('a%2Bb'), false);
  });

  it('masks tokens in every kind of body', () => {
    const slashed = { ...context, secrets: ['abc/def'] };
    for (const body of [
      '{"seen":"abc\\/def"}',
      '{"seen":"abc\\u002fdef"}',
      '<p>abc/def</p>',
      'token abc\\/def',
    ]) {
      assert.doesNotMatch(atOnce(responseText(answer(body), slashed)).text, /abc/, body);
    }
  });

  it('shows JSON in the order in which it was sent', () => {
    assert.match(
      atOnce(responseText(answer('{"2":1,"1":2,"1":3}'), context)).text,
      /"2": 1,\n {2}"1": 2,\n {2}"1": 3\n/,
    );
  });

  it('shows an empty body as none', () => {
    assert.match(atOnce(responseText(answer('', { headers: [] }), context)).text, /200 in 123 ms\.\n#\n\n$/);
  });

  describe('of 10 MB', () => {
    const SIZE = 10 * 1024 * 1024;
    const fill = (unit: string): string => unit.repeat(SIZE / unit.length);
    const bodies: readonly (readonly [what: string, body: string])[] = [
      ['numbers', `[${fill('0,')}0]`],
      ['brackets', `${fill('[').slice(SIZE / 2)}${fill(']').slice(SIZE / 2)}`],
      ['one string', `"${fill('a')}"`],
      ['escapes', `"${fill('\\"')}"`],
      ['backslashes', fill('\\')],
      ['codes', fill('\\u0041')],
      ['tokens', fill(`${TOKEN}, `)],
      ['objects', `[${fill('{"id":123,"to":"+30690"},')}{}]`],
    ];
    for (const [what, body] of bodies) {
      it(`is shown without holding anybody up: ${what}`, () => {
        const work = responseText(answer(body), context);
        let longestMs = 0;
        let step;
        do {
          const before = process.threadCpuUsage();
          step = work.next();
          const { user, system } = process.threadCpuUsage(before);
          longestMs = Math.max(longestMs, (user + system) / 1000);
        } while (step.done !== true);
        const shown = step.value.text.slice(step.value.text.indexOf('\n\n') + 2).trimEnd();
        assert.equal(shown, body.replaceAll(TOKEN, '•••').trimEnd());
        // Twice what is meant, for slow machines; all at once is 300 and more.
        assert.ok(longestMs < 100, `${longestMs} ms`);
      }).timeout(20_000);
    }
  });

  const bodies: [what: string, body: string | Uint8Array, kind: string, shown: string][] = [
    ['JSON', '{"a":1}', 'json', '{\n  "a": 1\n}\n'],
    ['text with an empty line', 'a\n\nb\n', 'text', 'a\n\nb\n'],
    ['nothing', '', 'text', ''],
    ['bytes', Uint8Array.of(0, 1), 'binary', '(binary data: 2 B)\n'],
  ];
  for (const [what, body, kind, shown] of bodies) {
    it(`finds the body below the head: ${what}`, () => {
      const remarks = ['One.\n\nTwo.'];
      const response = atOnce(responseText(answer(body), { ...context, remarks }));
      assert.deepEqual([response.kind, shownBody(response.text)], [kind, shown]);
    });
  }
});
