import assert from 'node:assert/strict';
import fc from 'fast-check';

import {
  ACTIVE_KEY,
  applicationStorageKey,
  claimStorageKey,
  ISSUED_KEY,
  issuedStorageKey,
  tokenStorageKey,
} from '../../../src/core/storage/storageKeys.ts';
import { linkId, readLinks } from '../../../src/core/envFile/environmentLink.ts';
import { LinkedEnvironments } from '../../../src/core/envFile/linkedEnvironments.ts';
import { IssuedTokens } from '../../../src/core/issued/issuedTokens.ts';
import { readUpdateRequest } from '../../../src/features/updateTokens/model/places.ts';
import type { Log } from '../../../src/core/kit/ports.ts';
import { describeState } from '../../../src/core/tokens/describeTime.ts';
import { MemoryEnvFiles, MemoryLinks } from '../memoryEnvFiles.ts';
import { AUTH_URL, type TestWindow, TokenWorld } from '../simulation/tokenWorld.ts';
import { anyText } from './anyText.ts';
import { fuzzTarget } from './fuzzTarget.ts';

export interface Stored {
  /** Raw values of SecretStorage. */
  readonly secrets: Readonly<Record<string, string>>;
  /** What the state of the workspace holds as links. */
  readonly links: unknown;
}

const NOW = Date.UTC(2026, 0, 1);
const KEYS = ['k1', 'k2'];
const anyValue = fc.oneof(fc.jsonValue({ maxDepth: 2 }), anyText);
const time = fc.oneof(fc.constantFrom(NOW, NOW + 3_600_000, NOW - 1, 0, -1e308, 1e308, 8.64e15), fc.double());

/** A record with members changed, missing or added, as a text that may be cut. */
function damaged(whole: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<string> {
  const changes = fc.dictionary(fc.constantFrom(...Object.keys(whole), 'x', '__proto__'), anyValue, {
    maxKeys: 2,
  });
  const record = fc.tuple(fc.record(whole), fc.oneof(fc.constant({}), changes));
  const text = record.map(([valid, changed]) => JSON.stringify({ ...valid, ...changed }));
  const cut = fc.tuple(text, fc.nat()).map(([all, at]) => all.slice(0, at % (all.length + 1)));
  return fc.oneof({ arbitrary: text, weight: 6 }, { arbitrary: fc.oneof(cut, anyText), weight: 1 });
}

const texts = fc.array(fc.oneof(fc.string(), anyText), { maxLength: 3 });
const token = fc.record(
  {
    accessToken: fc.oneof(fc.uuid(), anyText),
    issuedAtMs: time,
    expiresAtMs: time,
    scopes: texts,
    permissions: texts,
  },
  { requiredKeys: ['accessToken', 'issuedAtMs', 'scopes', 'permissions'] },
);
const application = damaged({
  version: fc.constantFrom(1, 1, 1, 1, 2, '1'),
  id: fc.constantFrom('id1', '5756a411e4b06a33d50517c7'),
  secret: fc.string({ minLength: 1 }),
  name: fc.oneof(fc.constant('shop'), anyText),
  scopes: texts,
  revision: fc.constant('r1'),
});
const values: Readonly<Record<string, fc.Arbitrary<string>>> = {
  ...Object.fromEntries(KEYS.map((key) => [applicationStorageKey(key), application])),
  ...Object.fromEntries(
    KEYS.map((key) => [
      tokenStorageKey(key),
      damaged({
        version: fc.constant(1),
        revision: fc.constant('r1'),
        authUrl: fc.constant(AUTH_URL),
        token,
        reusesToken: fc.boolean(),
        roundTripMs: time,
        rejection: fc.oneof(
          fc.constant(undefined),
          fc.record({ code: fc.constantFrom('invalidScope', 'network'), message: anyText, atMs: time }),
        ),
        usedAtMs: time,
      }),
    ]),
  ),
  ...Object.fromEntries(
    KEYS.map((key) => [claimStorageKey(key), damaged({ owner: fc.string(), untilMs: time })]),
  ),
  ...Object.fromEntries(
    KEYS.map((key) => [
      issuedStorageKey(key),
      damaged({
        version: fc.constant(1),
        tokens: fc.array(fc.record({ digest: fc.string(), length: fc.double(), issuedAtMs: time }), {
          maxLength: 60,
        }),
      }),
    ]),
  ),
  [ACTIVE_KEY]: fc.oneof(fc.constantFrom(...KEYS), anyText),
  [ISSUED_KEY]: fc.oneof(anyText, fc.base64String()),
};
const link = fc.record(
  {
    file: fc.oneof(fc.constant('/w/.env'), anyValue),
    target: fc.oneof(
      fc.constantFrom<unknown[]>(
        { kind: 'dotenv', name: 'T' },
        { kind: 'json', environment: 'dev', name: 'T' },
      ),
      anyValue,
    ),
    key: fc.oneof(fc.constantFrom(...KEYS), anyValue),
    added: fc.oneof(fc.constantFrom('nothing', 'value', 'environment', 'document'), anyValue),
    createdFile: fc.oneof(fc.boolean(), anyValue),
    stopped: fc.oneof(fc.constant(undefined), anyValue),
  },
  { requiredKeys: [] },
);

const quiet = (): void => undefined;
const log: Log = { trace: quiet, debug: quiet, info: quiet, warn: quiet, error: quiet };

async function check({ secrets, links }: Stored): Promise<void> {
  const world = new TokenWorld();
  for (const [key, value] of Object.entries(secrets)) world.store.put(key, value);
  const window = await world.window();
  const { applications, tokens, manager } = window;
  const issued = new IssuedTokens({ secrets: window.secrets, log, applications, tokens: manager });
  const memory = new MemoryLinks();
  memory.all = readLinks(links);
  const linked = new LinkedEnvironments({
    applications,
    tokens: manager,
    links: memory,
    files: new MemoryEnvFiles(),
    log,
    onStop: quiet,
    canTrustStorage: () => true,
  });
  await linked.start();
  await issued.settled();
  await world.time.settle();
  memory.all.forEach(linkId);
  readUpdateRequest(links);
  const stored = KEYS.filter((key) => applicationStorageKey(key) in secrets);
  assert.deepEqual(applications.all.map(({ key }) => key).toSorted(), stored);
  for (const key of stored) await checkApplication(window, key, secrets[applicationStorageKey(key)] ?? '');
  linked.dispose();
  issued.dispose();
  tokens.dispose();
  world.dispose();
}

async function checkApplication(
  { applications, manager, secrets }: TestWindow,
  key: string,
  value: string,
): Promise<void> {
  const state = manager.state(key);
  assert.doesNotMatch(describeState(state, NOW, true), /NaN|Infinity|undefined/);
  assert.match(manager.peek(key)?.accessToken ?? 'none', /^[\w.~+/-]+=*$/);
  assert.equal(await secrets.get(applicationStorageKey(key)), value, 'reading must not change it');
  const updated = await applications.update(key, { name: 'renamed' });
  if (applications.stored(key)?.kind === 'broken') {
    assert.equal(updated, undefined);
    assert.equal(await secrets.get(applicationStorageKey(key)), value, 'what cannot be read stays');
  } else {
    assert.equal(updated?.name, 'renamed');
  }
}

export const storedDataTarget = fuzzTarget<Stored>({
  name: 'stored data',
  weight: 10,
  cases: fc.record({
    secrets: fc
      .record(values, { requiredKeys: [], noNullPrototype: true })
      .map((all) => all as Stored['secrets']),
    links: fc.oneof(anyValue, fc.array(link, { maxLength: 3 })),
  }),
  check,
  past: [
    ['links that are no list', { secrets: {}, links: { a: 1 } }],
    ['a link without a target', { secrets: {}, links: [{ file: '/w/.env', key: 'k1' }] }],
    [
      'a stored token with a line break',
      {
        secrets: {
          [applicationStorageKey('k1')]: JSON.stringify({
            version: 1,
            id: 'i',
            secret: 's',
            name: 'n',
            scopes: [],
            revision: 'r1',
          }),
          [tokenStorageKey('k1')]: JSON.stringify({
            version: 1,
            revision: 'r1',
            authUrl: AUTH_URL,
            usedAtMs: NOW,
            token: {
              accessToken: 'a\nX: b',
              issuedAtMs: NOW,
              expiresAtMs: NOW + 1e9,
              scopes: [],
              permissions: [],
            },
          }),
        },
        links: [],
      },
    ],
  ],
});
