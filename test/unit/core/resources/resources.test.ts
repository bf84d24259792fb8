import assert from 'node:assert/strict';

import { knownScopes } from '../../../../src/core/applications/knownScopes.ts';
import {
  exampleBody,
  findResource,
  isCoveredBy,
  RESOURCES,
} from '../../../../src/core/resources/resources.ts';
import type { Schema } from '../../../../src/core/resources/schema.ts';

describe('RESOURCES', () => {
  it('has each id and each request once', () => {
    const ids = RESOURCES.map(({ id }) => id);
    const requests = RESOURCES.map(({ method, path }) => `${method} ${path.replace(/\{\w+\}/g, '{}')}`);
    assert.equal(new Set(ids).size, ids.length);
    assert.equal(new Set(requests).size, requests.length);
  });

  it('names only scopes that are known', () => {
    const known = new Set(knownScopes().map(({ scope }) => scope));
    for (const { id, scope } of RESOURCES) assert.ok(scope === undefined || known.has(scope), id);
  });

  it('keeps the resources of a group together, for the headings of a list', () => {
    const headings = RESOURCES.map(({ group }) => group).filter((group, i, all) => group !== all[i - 1]);
    // Labels and the blacklist are of contacts, but each heading comes once.
    assert.deepEqual(headings, [...new Set(headings)]);
  });

  it('reads without a body, and never calls it a cost', () => {
    for (const { id, method, effect, json, form } of RESOURCES.filter(({ method }) => method === 'GET')) {
      assert.deepEqual([method, effect, json, form], ['GET', 'free', undefined, undefined], id);
    }
  });

  it('has one kind of body at most, and paths that start with a slash and hold no query', () => {
    for (const { id, path, json, form, docs } of RESOURCES) {
      assert.ok(json === undefined || form === undefined, id);
      assert.match(path, /^(?:\/(?:\{[a-z]\w*\}|[\w-]+))+$/i, id);
      assert.ok(docs === undefined || docs.startsWith('https://docs.routee.net/'), id);
    }
  });

  it('holds no telephone number, address or domain that anybody could own', () => {
    const all = JSON.stringify(RESOURCES).replaceAll('https://docs.routee.net/', '');
    for (const [number] of all.matchAll(/\+\d{6,}/g)) assert.match(number, /^\+3069000000\d\d$/);
    for (const [, domain] of all.matchAll(/@([\w.-]+\.[a-z]+)/g)) assert.equal(domain, 'example.com');
    for (const [, host] of all.matchAll(/https?:\/\/([^/"]+)/g)) assert.equal(host, 'example.com');
  });
});

describe('exampleBody', () => {
  it('is what Routee’s page on SMS asks for', () => {
    const body = exampleBody(resourceOf('sms.send'));
    assert.equal(body?.contentType, 'application/json');
    assert.deepEqual(Object.keys(JSON.parse(body.text) as object), ['body', 'to', 'from']);
  });

  it('is form-encoded where Routee wants that', () => {
    assert.deepEqual(exampleBody(resourceOf('2step.confirm')), {
      contentType: 'application/x-www-form-urlencoded',
      text: 'answer=0000',
    });
  });

  function resourceOf(id: string): Parameters<typeof exampleBody>[0] {
    const resource = RESOURCES.find((candidate) => candidate.id === id);
    assert.ok(resource);
    return resource;
  }
});

describe('findResource', () => {
  const rows: [method: string, pathname: string, id: string | undefined][] = [
    ['POST', '/sms', 'sms.send'],
    ['post', '/sms/', 'sms.send'],
    ['POST', 'sms', 'sms.send'],
    ['GET', '/sms', undefined],
    ['PUT', '/sms/5b0a', 'sms.updateCampaign'],
    ['PUT', '/sms/{{trackingId}}', 'sms.updateCampaign'],
    ['POST', '/sms/campaign', 'sms.campaign'],
    ['POST', '/sms/tracking', 'sms.search'],
    ['GET', '/2step/reports', '2step.reports'],
    ['GET', '/2step/5b0a', '2step.status'],
    ['GET', '/groups/my/page', 'groups.page'],
    ['POST', '/2step', '2step.start'],
    ['GET', '/accounts/me/balance', 'account.balance'],
    ['GET', '/accounts/me/balance/more', undefined],
    ['GET', '/Accounts/me/balance', undefined],
    ['GET', '/', undefined],
    ['GET', '', undefined],
    ['HEAD', '/accounts/me/balance', undefined],
  ];
  for (const [method, pathname, id] of rows) {
    it(`${method} ${pathname || '(nothing)'}: ${id ?? 'none'}`, () => {
      assert.equal(findResource(method, pathname)?.id, id);
    });
  }

  it('finds each resource by its own template', () => {
    for (const resource of RESOURCES) {
      assert.equal(findResource(resource.method, resource.path), resource, resource.id);
    }
  });
});

describe('isCoveredBy', () => {
  const sms = findResource('POST', '/sms');
  const prices = findResource('GET', '/system/prices');
  const rows: [scopes: readonly string[] | undefined, sms: boolean][] = [
    [['sms'], true],
    [['voice', 'sms'], true],
    [['all'], true],
    [['voice'], false],
    [['SMS'], false],
    [[], true],
    [undefined, true],
  ];
  for (const [scopes, expected] of rows) {
    it(`${scopes?.join(' ') ?? 'unknown scopes'}: ${String(expected)}`, () => {
      assert.ok(sms && prices);
      assert.equal(isCoveredBy(sms, scopes), expected);
      assert.ok(isCoveredBy(prices, scopes));
    });
  }
});

describe('the parameters of a resource', () => {
  const all = RESOURCES.flatMap((resource) => {
    const { pathParameters, queryParameters, body } = resource;
    const named = Object.entries({ ...pathParameters, ...queryParameters });
    return [...named, ...(body ? inside(body) : [])].map(([name, schema]) => ({
      id: resource.id,
      name,
      schema,
    }));
  });

  it('are those of its path, and more', () => {
    for (const { id, path, pathParameters } of RESOURCES) {
      const variables = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      assert.deepEqual(Object.keys(pathParameters), variables, id);
    }
    assert.ok(all.length > 600, String(all.length));
  });

  it('have their meaning in one short line', () => {
    for (const { id, name, schema } of all) {
      assert.match(schema.about, /^[A-Z][^\n]{3,110}\.$/, `${id} ${name}`);
    }
  });

  it('have marks of their own, and limits in their order', () => {
    for (const { id, name, schema } of all) {
      assert.match(name, /^\w+$/, `${id} ${name}`);
      assert.ok((schema.min ?? 0) <= (schema.max ?? Infinity), `${id} ${name}`);
      assert.doesNotThrow(() => new RegExp(schema.pattern ?? '', 'u'), `${id} ${name}`);
    }
  });

  it('need one of names that they have', () => {
    for (const { body } of RESOURCES) {
      for (const name of body?.oneOf ?? []) assert.ok(body?.members?.[name]);
    }
  });

  it('lead from old calls to what took their place', () => {
    const old = RESOURCES.filter(({ replacedBy }) => replacedBy !== undefined);
    assert.equal(old.length, 5);
    for (const { id, replacedBy } of old) {
      assert.equal(RESOURCES.find((other) => other.id === replacedBy)?.replacedBy, undefined, id);
      assert.ok(
        RESOURCES.some((other) => other.id === replacedBy),
        id,
      );
    }
  });

  function inside({ items, members = {}, variants = {}, either = [] }: Schema): [string, Schema][] {
    const parts = [items, ...either].filter((part) => part !== undefined);
    return [members, ...Object.values(variants)]
      .flatMap((some) => Object.entries(some))
      .flatMap(([name, schema]) => [[name, schema] as [string, Schema], ...inside(schema)])
      .concat(parts.flatMap(inside));
  }
});
