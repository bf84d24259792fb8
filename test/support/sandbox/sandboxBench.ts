import assert from 'node:assert/strict';

import { knownScopes } from '../../../src/core/applications/knownScopes.ts';
import type { SandboxRequest } from '../../../src/features/sandbox/model/answer.ts';
import { AuthorizationServer } from '../../../src/features/sandbox/model/authorizationServer.ts';
import { Sandbox } from '../../../src/features/sandbox/model/sandbox.ts';
import { TOKEN_PATH } from '../../../src/features/sandbox/startSandbox.ts';
import { FakeTime } from '../fakeTime.ts';
import { defaultApplication } from './options.ts';

const { id, secret } = defaultApplication;
const scopes = knownScopes().map(({ scope }) => scope);

/** The sandbox without a network, in fake time, and one who may ask for everything. */
export class SandboxBench {
  readonly time = new FakeTime();
  /** The callbacks so far. */
  readonly posts: { readonly url: string; readonly init: RequestInit }[] = [];
  readonly sandbox = new Sandbox({
    authorization: new AuthorizationServer(
      new Map([[id, { secret, scopes, lifetimeSeconds: 3600 }]]),
      this.time.now,
    ),
    tokenPath: TOKEN_PATH,
    now: this.time.now,
    timers: this.time,
    fetch: (url, init) => {
      this.posts.push({ url, init });
      return Promise.resolve(new Response());
    },
  });

  /** A request as it is, without a token. */
  ask(line: string, more: Partial<SandboxRequest> = {}) {
    const [method = '', target = ''] = line.split(' ');
    const { pathname: path, search: query } = new URL(target, 'http://sandbox');
    const request = { method, path, query, origin: undefined, authorization: undefined };
    return this.sandbox.answer({ ...request, contentType: undefined, body: '', ...more });
  }

  token(scope?: string): string {
    const answer = this.ask(`POST ${TOKEN_PATH}`, {
      authorization: `Basic ${btoa(`${id}:${secret}`)}`,
      contentType: 'application/x-www-form-urlencoded',
      body: `grant_type=client_credentials${scope === undefined ? '' : `&scope=${scope}`}`,
    });
    assert.equal(answer.status, 200);
    return (answer.body as { access_token: string }).access_token;
  }

  /** A request with a token of all scopes; a body that is no string goes as JSON. */
  call(line: string, body: unknown = ''): { status: number; body: Record<string, unknown> } {
    const answer = this.ask(line, {
      authorization: `Bearer ${this.token()}`,
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    // As a client reads it: what is undefined is not there.
    const text = JSON.stringify(answer.body);
    return { status: answer.status, body: JSON.parse(text) as Record<string, unknown> };
  }

  /** The same, for what must succeed. */
  ok(line: string, body?: unknown): Record<string, unknown> {
    const answer = this.call(line, body);
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    return answer.body;
  }

  /** The code of the error that the request meets. */
  code(line: string, body?: unknown): unknown {
    const answer = this.call(line, body);
    assert.equal(String(answer.status), String(answer.body['code']).slice(0, 3));
    return answer.body['code'];
  }

  get balance(): unknown {
    return this.ok('GET /accounts/me/balance')['balance'];
  }
}
