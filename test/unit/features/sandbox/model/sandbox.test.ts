import assert from 'node:assert/strict';

import { defaultApplication } from '../../../../support/sandbox/options.ts';
import { SandboxBench } from '../../../../support/sandbox/sandboxBench.ts';

describe('Sandbox', () => {
  let bench: SandboxBench;

  beforeEach(() => {
    bench = new SandboxBench();
  });

  it('tells that it is a sandbox, and of which application, without a token', () => {
    const { id, secret } = defaultApplication;
    assert.deepEqual(bench.ask('GET /sandbox').body, { sandbox: 'Routee Auth' });
    assert.equal(bench.ask(`GET /sandbox?id=${id}`).status, 200);
    const other = bench.ask('GET /sandbox?id=other');
    assert.equal(other.status, 404);
    for (const { body } of [bench.ask(`GET /sandbox?id=${id}`), other]) {
      assert.ok(![id, secret].some((text) => JSON.stringify(body).includes(text)));
    }
  });

  it('answers no web page, whatever it asks', () => {
    const authorization = `Bearer ${bench.token()}`;
    for (const origin of ['https://example.com', 'null', 'http://127.0.0.1:1234']) {
      for (const line of ['GET /sandbox', 'GET /accounts/me/balance', 'POST /oauth/token', 'OPTIONS /sms']) {
        assert.equal(bench.ask(line, { origin, authorization }).status, 403, line);
      }
    }
  });

  it('knows the methods of a path', () => {
    const rows: [line: string, status: number, allow: string | undefined][] = [
      ['GET /oauth/token', 405, 'POST'],
      ['DELETE /sms', 405, 'POST'],
      ['PATCH /2step/x', 405, 'GET, POST, DELETE'],
      ['HEAD /accounts/me/balance', 405, 'GET'],
      ['GET /nothing', 404, undefined],
    ];
    for (const [line, status, allow] of rows) {
      const answer = bench.ask(line);
      assert.deepEqual([answer.status, answer.headers?.['allow']], [status, allow], line);
    }
  });

  it('lets a token in by its scopes, and asks for none where the catalogue names none', () => {
    const authorization = `Bearer ${bench.token('sms')}`;
    const ask = (line: string, body = '') => bench.ask(line, { authorization, body });
    assert.equal(ask('POST /sms', '{"body":"a","to":"+306900000000","from":"me"}').status, 200);
    const refused = ask('GET /accounts/me/balance');
    assert.deepEqual([refused.status, refused.note], [403, 'lacks scope account']);
    assert.equal(ask('GET /system/prices').status, 200);
    assert.equal(bench.ask('GET /system/prices').status, 401);
    assert.equal(bench.ask('GET /failover-otp/health').status, 200);
  });
});
