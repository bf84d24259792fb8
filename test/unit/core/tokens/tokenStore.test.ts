import assert from 'node:assert/strict';

import fc from 'fast-check';

import type { Application } from '../../../../src/core/applications/application.ts';
import { TokenStore, type TokenRecord } from '../../../../src/core/tokens/tokenStore.ts';
import { SharedSecretStore, type SecretsWindow } from '../../../support/memorySecrets.ts';

const URL = 'https://auth.routee.net/oauth/token';
const NOW = Date.UTC(2026, 0, 1);

const application: Application = {
  key: 'k1',
  version: 1,
  id: 'id',
  secret: 'vb6QpjCIOG',
  name: 'Staging',
  scopes: [],
  revision: 'r1',
};

const record: TokenRecord = {
  version: 1,
  revision: 'r1',
  authUrl: URL,
  token: { accessToken: 'tk', issuedAtMs: NOW, expiresAtMs: NOW + 1000, scopes: ['sms'], permissions: ['P'] },
  reusesToken: true,
  roundTripMs: 120,
  rejection: { code: 'invalidScope', message: 'No.', atMs: NOW },
  usedAtMs: NOW,
};

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('TokenStore', () => {
  let shared: SharedSecretStore;
  let secrets: SecretsWindow;
  let store: TokenStore;

  beforeEach(() => {
    shared = new SharedSecretStore();
    secrets = shared.window();
    store = new TokenStore(secrets);
  });

  const readJson = (value: unknown): Promise<TokenRecord | undefined> => {
    shared.put('routee.token.k1', typeof value === 'string' ? value : JSON.stringify(value));
    return store.read(application, URL);
  };

  const without = (member: keyof TokenRecord): Record<string, unknown> =>
    Object.fromEntries(Object.entries(record).filter(([name]) => name !== member));

  it('finds nothing where nothing is', async () => {
    assert.equal(await store.read(application, URL), undefined);
  });

  it('reads what it wrote, under one key of the application', async () => {
    await store.write('k1', record);
    assert.deepEqual([...shared.entries.keys()], ['routee.token.k1']);
    assert.deepEqual(await store.read(application, URL), record);
  });

  it('leaves alone what a newer version has stored, and replaces what is broken', async () => {
    const newer = JSON.stringify({ ...record, version: 2, token: { value: 't', kind: 'new' } });
    assert.equal(await readJson(newer), undefined);
    await store.write('k1', record);
    assert.equal(shared.entries.get('routee.token.k1'), newer);
    for (const broken of ['', '{', 'null', '2', '{"version":"2"}', '{"version":0}']) {
      assert.equal(await readJson(broken), undefined);
      await store.write('k1', record);
      assert.deepEqual(await store.read(application, URL), record, broken);
    }
  });

  it('deletes it', async () => {
    await store.write('k1', record);
    await store.delete('k1');
    assert.equal(shared.entries.size, 0);
    assert.equal(await store.read(application, URL), undefined);
  });

  it('reads what is stored now, not what it remembers', async () => {
    await store.write('k1', record);
    await new TokenStore(shared.window()).write('k1', { ...record, usedAtMs: NOW + 1 });
    assert.equal((await store.read(application, URL))?.usedAtMs, NOW + 1);
  });

  const readable: [what: string, value: Record<string, unknown>][] = [
    ['a whole record', record],
    ['no token', without('token')],
    ['no rejection', without('rejection')],
    ['no knowledge of the server', without('reusesToken')],
    ['no length of the exchange', without('roundTripMs')],
    ['rejected credentials', { ...record, rejection: { code: 'credentialsRejected', message: '', atMs: 0 } }],
  ];
  for (const [what, value] of readable) {
    it(`reads ${what}`, async () => {
      assert.deepEqual(await readJson(value), value);
    });
  }

  it('leaves out what it does not know', async () => {
    assert.deepEqual(await readJson({ ...record, colour: 'red' }), record);
  });

  const unusable: [what: string, value: unknown][] = [
    ['no JSON', '{"version":1'],
    ['an empty text', ''],
    ['null', 'null'],
    ['a list', []],
    ['{}', {}],
    ['a newer version', { ...record, version: 2 }],
    ['another revision of the application', { ...record, revision: 'r2' }],
    ['another server', { ...record, authUrl: 'https://auth.example.com/' }],
    ['no revision', without('revision')],
    ['no server', without('authUrl')],
    ['no time of use', without('usedAtMs')],
    ['a token that is a text', { ...record, token: 't' }],
    ['a token that is null', { ...record, token: null }],
    [
      'a token without a moment of issue',
      { ...record, token: { accessToken: 'tk', scopes: [], permissions: [] } },
    ],
    ['an unknown rejection', { ...record, rejection: { code: 'network', message: '', atMs: 0 } }],
  ];
  for (const [what, value] of unusable) {
    it(`takes ${what} for nothing, and leaves it alone`, async () => {
      assert.equal(await readJson(value), undefined);
      assert.equal(shared.entries.size, 1);
      assert.deepEqual([secrets.calls.store, secrets.calls.delete], [0, 0]);
    });
  }

  it('never throws, whatever is stored', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.json()), async (text) => {
        assert.equal(await readJson(text), undefined);
      }),
    );
  });

  it('gives back any token that can be stored', async () => {
    const time = fc.integer({ min: 0, max: 8.64e15 });
    const token = fc.record(
      {
        accessToken: fc.stringMatching(/^[\w.~+/-]{2,}=*$/),
        issuedAtMs: time,
        expiresAtMs: time,
        scopes: fc.array(fc.string()),
        permissions: fc.array(fc.string()),
      },
      { requiredKeys: ['accessToken', 'issuedAtMs', 'scopes', 'permissions'], noNullPrototype: true },
    );
    await fc.assert(
      fc.asyncProperty(token, async (any) => {
        await store.write('k1', { ...record, token: any });
        assert.deepEqual((await store.read(application, URL))?.token, any);
      }),
    );
  });

  it('lets failures of the machine’s storage through', async () => {
    const locked = new Error('locked');
    Object.assign(secrets.faults.reject, { get: locked, store: locked, delete: locked });
    await assert.rejects(store.read(application, URL), locked);
    await assert.rejects(store.write('k1', record), locked);
    await assert.rejects(store.delete('k1'), locked);
  });

  it('tells which token may have changed, in any window, and of nothing else', async () => {
    const heard: string[] = [];
    store.onDidChange((key) => heard.push(key));
    const other = new TokenStore(shared.window());
    await store.write('k1', record);
    await other.write('k2', record);
    await other.delete('k2');
    shared.put('routee.application.k3', '{}');
    shared.put('routee.claim.k3', '{}');
    shared.put('routee.active', 'k3');
    shared.put('unrelated', '');
    await settle();
    assert.deepEqual(heard, ['k1', 'k2', 'k2']);
  });

  it('listens to the storage once, and no more when disposed', async () => {
    const heard: string[] = [];
    store.onDidChange((key) => heard.push(key));
    assert.equal(secrets.listenerCount, 1);
    store.dispose();
    assert.equal(secrets.listenerCount, 0);
    await store.write('k1', record);
    await settle();
    assert.deepEqual(heard, []);
  });
});
