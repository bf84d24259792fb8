import assert from 'node:assert/strict';

import { Validator } from '@seriousme/openapi-schema-validator';

import { openApi } from '../../../../src/core/resources/openApi.ts';
import { RESOURCES } from '../../../../src/core/resources/resources.ts';
import { CALLBACKS } from '../../../../src/core/resources/table/callbackResources.ts';

const URLS = { apiUrl: 'https://connect.routee.net/', authUrl: 'https://auth.routee.net/oauth/token' };

type Spec = Exclude<Parameters<Validator['validate']>[0], string>;

interface Operation {
  readonly operationId: string;
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly deprecated?: boolean;
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly required: boolean }[];
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { readonly schema: object; readonly example: unknown }>>;
  };
  readonly callbacks?: Readonly<Record<string, object>>;
}

describe('openApi', function () {
  this.timeout(30_000);

  const text = JSON.stringify(openApi(URLS));
  const description = JSON.parse(text) as {
    readonly servers: unknown;
    readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
    readonly components: { readonly securitySchemes: unknown; readonly schemas: object };
  };
  const at = (method: string, path: string): Operation => {
    const operation = description.paths[path]?.[method];
    assert.ok(operation);
    return operation;
  };

  it('is valid, as others see it', async () => {
    assert.deepEqual(await new Validator().validate(JSON.parse(text) as Spec), { valid: true });
    const broken = { ...openApi(URLS), paths: { '/sms': { post: { responses: 1 } } } } as Spec;
    assert.equal((await new Validator().validate(broken)).valid, false);
  });

  it('has every operation once, each with an id of its own', () => {
    const all = Object.values(description.paths).flatMap((methods) => Object.values(methods));
    assert.equal(all.length, RESOURCES.length);
    assert.equal(new Set(all.map(({ operationId }) => operationId)).size, all.length);
    for (const { operationId } of all) assert.match(operationId, /^[A-Za-z_]\w*$/);
  });

  it('has the addresses that are set, and client credentials with scopes', () => {
    assert.deepEqual(description.servers, [{ url: 'https://connect.routee.net' }]);
    assert.match(
      text,
      /"clientCredentials":\{"tokenUrl":"https:\/\/auth\.routee\.net\/oauth\/token","scopes":\{"2step":"","account":""/,
    );
    assert.deepEqual(at('post', '/sms').security, [{ routee: ['sms'] }]);
    assert.deepEqual(at('get', '/system/prices').security, [{ routee: [] }]);
    assert.deepEqual(at('get', '/failover-otp/health').security, []);
  });

  it('has parameters, bodies with examples, and callbacks', () => {
    assert.deepEqual(
      at('put', '/pools/my/{poolId}/numbers/{msisdn}').parameters.map((each) => [
        each.name,
        each.in,
        each.required,
      ]),
      [
        ['poolId', 'path', true],
        ['msisdn', 'path', true],
      ],
    );
    const body = at('post', '/sms').requestBody?.content['application/json'];
    assert.deepEqual(body?.example, { body: 'Hello from Routee', to: '+306900000000', from: 'MyCompany' });
    assert.match(
      JSON.stringify(body.schema),
      /"ttl":\{"type":"integer","description":"[^"]+","minimum":1,"maximum":4320,"default":4320\}/,
    );
    assert.match(JSON.stringify(body.schema), /"required":\["body","to","from"\]/);
    assert.deepEqual(Object.keys(at('post', '/2step/{trackingId}').requestBody?.content ?? {}), [
      'application/x-www-form-urlencoded',
    ]);
    assert.deepEqual(Object.keys(at('post', '/sms/campaign').callbacks ?? {}), [
      'callback',
      'campaignCallback',
    ]);
    assert.match(
      JSON.stringify(at('post', '/sms').callbacks),
      /^\{"callback":\{"\{\$request\.body#\/callback\/url\}":/,
    );
    assert.match(
      JSON.stringify(at('post', '/failover').callbacks),
      /\{\$request\.body#\/flow\/0\/inboundUrl\}/,
    );
    assert.equal(Object.keys(description.components.schemas).length, CALLBACKS.length);
  });

  it('marks old calls', () => {
    assert.equal(at('post', '/viber/otp').deprecated, true);
    assert.equal(at('post', '/viber').deprecated, undefined);
  });
});
