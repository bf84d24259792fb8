import assert from 'node:assert/strict';

import {
  AuthorizationServer,
  bearerOf,
  type Lifetime,
  readBasic,
} from '../../../../../src/features/sandbox/model/authorizationServer.ts';

const NOW = 1_767_225_600_000;
const FORM = 'application/x-www-form-urlencoded';
const GRANT = 'grant_type=client_credentials';
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const BASIC = `Basic ${btoa('id:secret')}`;

describe('answers of the authorization server', () => {
  const serverOf = (lifetimeSeconds: Lifetime = 3600, now = () => NOW): AuthorizationServer =>
    new AuthorizationServer(
      new Map([['id', { secret: 'secret', scopes: ['sms', 'account', '2step'], lifetimeSeconds }]]),
      now,
    );
  const exchange = (
    server: AuthorizationServer,
    body = GRANT,
    authorization: string | undefined = BASIC,
    contentType: string | undefined = FORM,
  ) =>
    server.exchange({
      ...{ method: 'POST', path: '/oauth/token', query: '', origin: undefined },
      ...{ authorization, contentType, body },
    });
  const tokenOf = ({ body }: { readonly body: unknown }): string =>
    (body as { access_token: string }).access_token;

  it('hand out a token, and the same again', () => {
    const server = serverOf();
    const first = exchange(server);
    const token = tokenOf(first);
    assert.match(token, UUID);
    const answer = {
      status: 200,
      body: {
        access_token: token,
        token_type: 'bearer',
        expires_in: 3600,
        scope: 'sms account 2step',
        permissions: ['MT_ROLE_SMS', 'MT_ROLE_ACCOUNT_FINANCE', 'MT_ROLE_2STEP', 'MT_ROLE_PRICING_PACKAGES'],
      },
      headers: { 'cache-control': 'no-store', pragma: 'no-cache' },
    };
    assert.deepEqual(first, { ...answer, note: 'new token' });
    assert.deepEqual(exchange(server), { ...answer, note: 'same token' });
    assert.deepEqual(server.check(`Bearer ${token}`), {
      ...{ value: token, applicationId: 'id', scopes: ['sms', 'account', '2step'] },
      expiresAt: NOW + 3_600_000,
    });
  });

  it('give the scopes that are asked for, in the order of the application', () => {
    const { body } = exchange(serverOf(), `${GRANT}&scope=2step++sms`);
    const { scope, permissions } = body as Record<string, unknown>;
    assert.equal(scope, 'sms 2step');
    assert.deepEqual(permissions, ['MT_ROLE_SMS', 'MT_ROLE_2STEP', 'MT_ROLE_PRICING_PACKAGES']);
  });

  it('state the seconds that are left, rounded down', () => {
    let now = NOW;
    const server = serverOf(10, () => now);
    exchange(server);
    now += 1500;
    assert.equal((exchange(server).body as { expires_in: unknown }).expires_in, 8);
  });

  it('know tokens that never expire', () => {
    let now = NOW;
    const server = serverOf('unlimited', () => now);
    const first = exchange(server);
    const token = tokenOf(first);
    assert.equal((first.body as { expires_in: unknown }).expires_in, undefined);
    now += 1e12;
    const again = exchange(server);
    assert.deepEqual([tokenOf(again), again.note], [token, 'same token']);
    assert.deepEqual(server.check(`Bearer ${token}`), {
      ...{ value: token, applicationId: 'id', scopes: ['sms', 'account', '2step'], expiresAt: undefined },
    });
  });

  for (const [what, authorization, message, note] of [
    ['no credentials', '', 'Full authentication is required to access this resource', 'no credentials'],
    ['a wrong secret', `Basic ${btoa('id:other')}`, 'Bad credentials', 'bad credentials'],
    ['a wrong id', `Basic ${btoa('other:secret')}`, 'Bad credentials', 'bad credentials'],
  ] as const) {
    it(`refuse ${what}`, () => {
      assert.deepEqual(exchange(serverOf(), GRANT, authorization), {
        status: 401,
        body: { timestamp: NOW, status: 401, error: 'Unauthorized', message, path: '/oauth/token' },
        headers: { 'www-authenticate': 'Basic realm="oauth2/client"' },
        note,
      });
    });
  }

  const refusals: [body: string, error: string, description: string][] = [
    ['', 'invalid_request', 'Missing grant type'],
    ['grant_type=', 'invalid_request', 'Missing grant type'],
    ['grant_type=password', 'unsupported_grant_type', 'Unsupported grant type: password'],
    [`${GRANT}&a=1&a=2`, 'invalid_request', 'Repeated parameter: a'],
    [`${GRANT}&${GRANT}`, 'invalid_request', 'Repeated parameter: grant_type'],
    [`${GRANT}&scope=one+sms+two`, 'invalid_scope', 'Invalid scope: one two'],
  ];
  for (const [body, error, description] of refusals) {
    it(`refuse the form "${body}"`, () => {
      assert.deepEqual(exchange(serverOf(), body), {
        status: 400,
        body: { error, error_description: description },
        note: error,
      });
    });
  }

  const types: [contentType: string, taken: boolean][] = [
    [FORM, true],
    [FORM.toUpperCase(), true],
    [`${FORM};charset=UTF-8`, true],
    [`${FORM} ; charset=UTF-8`, true],
    ['', false],
    ['application/json', false],
    [`${FORM}x`, false],
    [`${FORM}x;charset=UTF-8`, false],
    [`x${FORM}`, false],
  ];
  for (const [contentType, taken] of types) {
    it(`${taken ? 'take' : 'refuse'} the content type "${contentType}"`, () => {
      const answer = exchange(serverOf(), GRANT, BASIC, contentType);
      if (taken) assert.equal(answer.status, 200);
      else {
        assert.deepEqual(answer, {
          status: 400,
          body: {
            error: 'invalid_request',
            error_description: 'The body must be application/x-www-form-urlencoded',
          },
          note: 'invalid_request',
        });
      }
    });
  }

  it('refuse a request without a content type', () => {
    const request = { method: 'POST', path: '/oauth/token', query: '', origin: undefined, body: GRANT };
    const answer = serverOf().exchange({ ...request, authorization: BASIC, contentType: undefined });
    assert.equal(answer.status, 400);
  });

  it('refuse a resource without a token', () => {
    for (const authorization of [undefined, '', 'Bearer', BASIC]) {
      assert.deepEqual(serverOf().check(authorization), {
        status: 401,
        body: {
          error: 'unauthorized',
          error_description: 'Full authentication is required to access this resource',
        },
        headers: { 'www-authenticate': 'Bearer realm="oauth2-resource"' },
        note: 'no token',
      });
    }
  });

  it('refuse a token that is not known, or has expired', () => {
    const server = serverOf(0);
    const token = tokenOf(exchange(server));
    const refusal = (description: string, note: string) => ({
      status: 401,
      body: { error: 'invalid_token', error_description: description },
      headers: { 'www-authenticate': 'Bearer realm="oauth2-resource", error="invalid_token"' },
      note,
    });
    assert.deepEqual(
      server.check('Bearer unknown'),
      refusal('Invalid access token: unknown', 'token refused'),
    );
    assert.deepEqual(
      server.check(`Bearer ${token}`),
      refusal(`Access token expired: ${token}`, 'token expired'),
    );
  });

  const bearers: [header: string | undefined, token: string | undefined][] = [
    ['Bearer abc', 'abc'],
    ['bEARER   abc', 'abc'],
    ['xBearer abc', undefined],
    ['Bearer abc def', undefined],
    ['Bearer ', undefined],
    ['Bearerabc', undefined],
    [undefined, undefined],
  ];
  for (const [header, token] of bearers) {
    it(`read the token of ${JSON.stringify(header)}`, () => assert.equal(bearerOf(header), token));
  }

  const basics: [header: string | undefined, read: boolean][] = [
    [`Basic   ${btoa('id:secret')}`, true],
    [`xBasic ${btoa('id:secret')}`, false],
    [`Basic ${btoa('id:secret')} more`, false],
    [btoa('id:secret'), false],
    [undefined, false],
  ];
  for (const [header, read] of basics) {
    it(`${read ? 'read' : 'do not read'} the credentials of ${JSON.stringify(header)}`, () => {
      assert.deepEqual(readBasic(header), read ? { id: 'id', secret: 'secret' } : undefined);
    });
  }
});
