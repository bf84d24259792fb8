import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

import { RESOURCES, type RouteeResource } from '../../../../src/core/resources/resources.ts';
import type { Schema } from '../../../../src/core/resources/schema.ts';

const { _source: source, ...list } = JSON.parse(
  readFileSync(new URL('publicList.json', import.meta.url), 'utf8'),
) as Record<string, string>;

/** Operations of the list that the catalogue does not have, by the beginnings of their paths. */
const LEFT_OUT: readonly (readonly [why: string, paths: RegExp])[] = [
  [
    'e-mail v1 lives on emailapi.routee.net, with credentials of its own: the list has one base URL for all',
    /^\/(?:smtp|addressbooks|senders|blacklist|emails|templates?|user\/balance|balance|\{id\}\/emails|campaigns(?!\/\{trackingId\}$))(?:\/|$)/,
  ],
  [
    'WhatsApp: paths without a beginning, on another host',
    /^\/(?:campaign$|tracking\/campaign|accounts\/templates|accounts\/\{whats)/,
  ],
  ['of another product: push of events and data, and a webhook', /^\/(?:webhook|event|data)$/],
  ['field names of SendGrid', /^\/transactional-email\/sg\/$/],
];

/** Names that the list turned from snake_case into camelCase. */
const SNAKE_CASE: Readonly<Record<string, readonly string[]>> = {
  'POST /telegram': ['phoneNumber', 'requestId', 'senderUsername', 'codeLength', 'callbackUrl'],
  'POST /telegram/checkSendAbility': ['phoneNumber'],
  'POST /telegram/checkVerificationStatus': ['requestId'],
  'POST /telegram/revokeVerificationMessage': ['requestId'],
};

/** Bodies that are an array, whose items the list shows under the name of a member. */
const ROOT_ARRAYS = [
  'DELETE /contacts/my',
  'POST /contacts/my/blacklist/{service}',
  'POST /groups/my/{name}/contacts',
];

/**
 * Each difference from the list, and why: `+` the catalogue has it, `-` the list has it, `!` required here only,
 * `?` required there only.
 */
const DECIDED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'DELETE /contacts/my/blacklist/{service}': { '+body id': 'array of objects, on the page about it' },
  'DELETE /groups/my': { '+query deleteContacts': 'on the page about it' },
  'GET /groups/my/{name}/contacts': {
    '+query page': 'in pages, as the page about groups says',
    '+query size': 'in pages, as the page about groups says',
  },
  'GET /groups/my/page': {
    '+query page': 'in pages, as its path says',
    '+query size': 'in pages, as its path says',
  },
  'GET /shorten/domains': {
    '-body domains': 'of the answer',
    '-body name': 'of the answer',
    '-body available': 'of the answer',
  },
  'GET /shorten/{trackingId}/analytics': {
    '-body link': 'of the answer',
    '-body longUrl': 'of the answer',
    '-body tags': 'of the answer',
    '-body visits': 'of the answer',
  },
  'POST /failover': {
    '!body callback.url': 'a callback without an address reports nothing',
    '!body flow': 'nothing is sent without a step',
    '!body flow.type': 'tells what the rest of the step is',
    '!body flow.message': 'a step by SMS or Viber sends nothing without it',
    '!body flow.message.viberFile.fileName': 'required by POST /viber',
    '!body flow.message.viberFile.fileType': 'required by POST /viber',
    '!body flow.message.viberFile.fileUrl': 'required by POST /viber',
    '+body flow.dialPlan': 'so spelled in the how-to, which has an example',
    '-body flow.dialplan': 'so spelled in the how-to, which has an example',
    '+body flow.label': 'at the step for Viber, on the newest page',
    '+body flow.restrictions': 'of SMS, so at the step',
    '-body restrictions': 'of SMS, so at the step',
  },
  'POST /push-notifications/messages': {
    '-body data.key': 'stands for any name',
    '-body data.value': 'stands for any value',
  },
  'POST /transactional-email': { '-body rawBody': 'an example of the whole body' },
  'POST /viber/otp': { '!body to': 'nobody gets it otherwise; a text on the newest page' },
};

interface Found {
  readonly required: boolean;
  readonly hasMembers: boolean;
}

function ours({ queryParameters, body }: RouteeResource): Map<string, Found> {
  const found = new Map<string, Found>();
  const add = (
    place: string,
    schemas: Readonly<Record<string, Schema>>,
    isRequired: (name: string) => boolean,
  ): void => {
    for (const [name, schema] of Object.entries(schemas)) {
      found.set(`${place}${name}`, {
        required: isRequired(name),
        hasMembers: addInside(`${place}${name}.`, schema),
      });
    }
  };
  const addInside = (place: string, { items, members = {}, variants = {}, either = [] }: Schema): boolean => {
    const kinds = Object.values(variants);
    add(place, members, (name) => members[name]?.required === true);
    for (const kind of kinds) {
      add(place, kind, (name) => kinds.every((other) => !(name in other) || other[name]?.required === true));
    }
    const inside = [items, ...either].filter((part) => part !== undefined);
    return (
      inside.map((part) => addInside(place, part)).includes(true) ||
      kinds.length > 0 ||
      Object.keys(members).length > 0
    );
  };
  add('query ', queryParameters, (name) => queryParameters[name]?.required === true);
  if (body) addInside('body ', body);
  return found;
}

function theirs(request: string, parameters: string): Map<string, boolean> {
  const names = new Map<string, boolean>();
  for (const parameter of parameters === '' ? [] : parameters.split(' | ')) {
    const required = parameter.endsWith('!');
    const [place = '', written = ''] = parameter.replace(/!$/, '').split(' ');
    const name = SNAKE_CASE[request]?.includes(written)
      ? written.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
      : written.replaceAll('[]', '');
    if (!(place === 'body' && name === 'contacts' && ROOT_ARRAYS.includes(request))) {
      names.set(`${place} ${name}`, required);
    }
  }
  return names;
}

function differences(request: string, resource: RouteeResource): string[] {
  const here = ours(resource);
  const there = theirs(request, list[request] ?? '');
  /** The list names many an object without its members. */
  const isCompared = (name: string): boolean => {
    const parent = name.slice(0, Math.max(0, name.lastIndexOf('.')));
    return parent === '' || [...there.keys()].some((other) => other.startsWith(`${parent}.`));
  };
  return [
    ...[...there.keys()].filter((name) => !here.has(name)).map((name) => `-${name}`),
    ...[...here.keys()].filter((name) => !there.has(name) && isCompared(name)).map((name) => `+${name}`),
    ...[...here].flatMap(([name, { required }]) => {
      const other = there.get(name);
      return other === undefined || other === required ? [] : `${required ? '!' : '?'}${name}`;
    }),
  ].sort();
}

const isLeftOut = (request: string): boolean =>
  LEFT_OUT.some(([, paths]) => paths.test(request.split(' ')[1] ?? ''));
const shape = (request: string): string => request.replaceAll(/\{\w+\}/g, '{}');
const byShape = new Map(
  RESOURCES.map((resource) => [shape(`${resource.method} ${resource.path}`), resource]),
);

describe(`the catalogue beside a public list (${source?.split(',')[0] ?? ''})`, () => {
  it('has each operation of the list, but for those that were left out', () => {
    assert.deepEqual(
      Object.keys(list).filter((request) => !isLeftOut(request) && !byShape.has(shape(request))),
      [],
    );
    assert.equal(Object.keys(list).filter(isLeftOut).length, 67);
  });

  for (const request of Object.keys(list).filter((each) => !isLeftOut(each))) {
    it(`takes the parameters of ${request}`, () => {
      const resource = byShape.get(shape(request));
      assert.ok(resource);
      assert.deepEqual(differences(request, resource), Object.keys(DECIDED[request] ?? {}).sort());
    });
  }

  it('decides nothing that does not differ', () => {
    assert.deepEqual(
      Object.keys(DECIDED).filter((request) => list[request] === undefined),
      [],
    );
  });
});
