import assert from 'node:assert/strict';

import { ApplicationStore } from '../../../../src/core/applications/applicationStore.ts';
import { applicationStorageKey } from '../../../../src/core/storage/storageKeys.ts';
import { Redaction } from '../../../../src/core/redaction/redaction.ts';
import { ShownApplications } from '../../../../src/core/redaction/shownApplications.ts';
import { SharedSecretStore } from '../../../support/memorySecrets.ts';

const nobody = (): undefined => undefined;
const log = { trace: nobody, debug: nobody, info: nobody, warn: nobody, error: nobody };
const ID = '5756a411e4b06a33d50517c7';

describe('Redaction', () => {
  let shared: SharedSecretStore;
  let store: ApplicationStore;
  let shown: ShownApplications;
  let redaction: Redaction;
  let changes: number;

  beforeEach(async () => {
    shared = new SharedSecretStore();
    let keys = 0;
    store = new ApplicationStore({ secrets: shared.window(), log, newKey: () => `key${++keys}` });
    shared.put(
      applicationStorageKey('broken'),
      JSON.stringify({ version: 1, id: 'broken-id', name: 'Zebra' }),
    );
    await store.load();
    await store.add({ id: ID, secret: 'S3cret', name: 'Shop', scopes: ['sms', 'voice'] });
    await store.add({ id: 'other-id', secret: 'S3cret', name: 'Shop in (Athens)', scopes: [] });
    shown = new ShownApplications(store);
    redaction = new Redaction(store);
    changes = 0;
    shown.onDidChange(() => {
      changes++;
    });
  });

  const secretTexts = [ID, 'other-id', 'broken-id', 'S3cret', 'Shop', 'Athens', 'Zebra', 'sms', 'voice'];
  function assertHidden(value: unknown): void {
    const text = JSON.stringify(value);
    for (const secret of secretTexts) assert.ok(!text.includes(secret), `${secret} in ${text}`);
  }
  const names = (): string[] => shown.applications.map(({ name }) => name);

  it('shows everything as it is while it is off', () => {
    assert.equal(shown.all, store.all);
    assert.equal(shown.applications, store.applications);
    assert.equal(shown.active, store.active);
  });

  it('hides names, ids, secrets and scopes in all that is read', async () => {
    shown.redaction = redaction;
    assert.equal(changes, 1, 'views are drawn again');
    assertHidden(shown.all);
    assertHidden(shown.applications);
    assertHidden(shown.active);
    for (const { key } of store.all) assertHidden([shown.get(key), shown.stored(key)]);
    assertHidden(shown.findDouble({ id: ID, scopes: ['voice', 'sms'] }));
    const added = await shown.add({ id: 'broken-id', secret: 'S3cret', name: 'Zebra', scopes: ['sms'] });
    assertHidden(added);
    assertHidden(await shown.update(added.key, { name: 'Athens' }));
    assert.equal(store.get(added.key)?.name, 'Athens', 'what is written is real');
  });

  it('gives the same object for the same application, for comparing', () => {
    shown.redaction = redaction;
    assert.equal(shown.applications[0], shown.active);
    assert.equal(shown.get('key1'), shown.get('key1'));
  });

  it('keeps stand-ins when applications come, go and become active', async () => {
    shown.redaction = redaction;
    assert.deepEqual(names(), ['Application 1', 'Application 2']);
    await store.add({ id: 'new', secret: 'x', name: 'AAA', scopes: [] });
    assert.deepEqual(names(), ['Application 4', 'Application 1', 'Application 2']);
    await store.setActive('key3');
    assert.deepEqual(names(), ['Application 2', 'Application 4', 'Application 1']);
    await store.remove('key1');
    assert.deepEqual(names(), ['Application 2', 'Application 4']);
    shown.redaction = undefined;
    shown.redaction = redaction;
    assert.deepEqual(names(), ['Application 2', 'Application 4']);
  });

  const sentences: [text: string, expected: string][] = [
    ['Shop: no such scope "sms".', 'Application 1: no such scope "•••".'],
    ['Shop in (Athens) and Shop', 'Application 2 and Application 1'],
    [`application ${ID} is unknown`, 'application ••• is unknown'],
    ['Shop (5756…17c7)', 'Application 1 (•••)'],
    ['Zebra (broken-id)', 'Application 3 (•••)'],
    ['eShop, Shopping, smsish', 'eShop, Shopping, smsish'],
    ['{{$processEnv ROUTEE_TOKEN_SHOP}}', '{{$processEnv ROUTEE_TOKEN_•••}}'],
    ['{{$processEnv ROUTEE_TOKEN}}', '{{$processEnv ROUTEE_TOKEN}}'],
  ];
  for (const [text, expected] of sentences) {
    it(`says ${expected}`, () => {
      assert.equal(redaction.text(text), expected);
    });
  }

  it('leaves texts alone when nothing is stored', async () => {
    await store.removeAll();
    assert.equal(redaction.text('Shop'), 'Shop');
  });

  it('hides the scopes, permissions and the last error of a token, not its times', () => {
    const token = {
      accessToken: 't',
      issuedAtMs: 1,
      expiresAtMs: 2,
      scopes: ['sms'],
      permissions: ['MT_ROLE_SMS'],
    };
    const problem = { code: 'invalidScope' as const, message: 'Shop may not ask for “voice”.', atMs: 3 };
    const state = redaction.state({ kind: 'rejected', token, problem });
    assertHidden(state);
    assert.ok(!JSON.stringify(state).includes('MT_ROLE'));
    assert.deepEqual([state.token?.expiresAtMs, state.token?.accessToken], [2, 't']);
    assert.deepEqual(redaction.state({ kind: 'none' }), { kind: 'none' });
  });

  it('knows what something from before was called', async () => {
    shown.redaction = redaction;
    assert.deepEqual(names().length, 2);
    assert.equal(redaction.pastName('Shop'), 'Application 1');
    assert.equal(redaction.pastName('Application 2'), 'Application 2');
    await store.update('key1', { name: 'Renamed' });
    assert.equal(redaction.pastName('Shop'), '•••');
  });
});
