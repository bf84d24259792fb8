import assert from 'node:assert/strict';

import { activeText } from '../../../../src/core/applications/activeChoice.ts';
import { ApplicationStore } from '../../../../src/core/applications/applicationStore.ts';
import { ACTIVE_KEY, workspaceChoiceKey } from '../../../../src/core/storage/storageKeys.ts';
import { SharedSecretStore, type SecretsWindow } from '../../../support/memorySecrets.ts';

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const ignore = (): void => undefined;

const SHOP = 'file:///home/me/shop';
const BANK = 'file:///home/me/bank';

describe('the active application of a workspace', () => {
  let shared: SharedSecretStore;
  let keys: number;

  beforeEach(() => {
    shared = new SharedSecretStore();
    keys = 0;
  });

  async function open(
    workspace?: string,
    suggested: readonly string[] = [],
  ): Promise<{ store: ApplicationStore; secrets: SecretsWindow; warnings: string[] }> {
    const secrets = shared.window();
    const warnings: string[] = [];
    const warn = (line: string): void => void warnings.push(line);
    const log = { trace: ignore, debug: ignore, info: ignore, warn, error: warn };
    const store = new ApplicationStore({ secrets, log, newKey: () => `key${++keys}`, workspace });
    store.suggest(suggested);
    await store.load();
    await settle();
    return { store, secrets, warnings };
  }

  async function add(store: ApplicationStore, ...names: string[]): Promise<string[]> {
    const added: string[] = [];
    for (const name of names) {
      added.push((await store.add({ id: `id of ${name}`, secret: 's', name, scopes: [] })).key);
    }
    await settle();
    return added;
  }

  const activeOf = ({ store }: { store: ApplicationStore }): string =>
    `${store.active?.name ?? '-'}, ${store.activeBecause ?? '-'}`;

  it('is chosen for this workspace, and leaves the others as they are', async () => {
    const shop = await open(SHOP);
    const [, second = ''] = await add(shop.store, 'A', 'B');
    const bank = await open(BANK);
    assert.equal(activeOf(bank), 'A, workspace');
    await shop.store.setActive(second);
    await settle();
    assert.equal(activeOf(shop), 'B, workspace');
    assert.equal(activeOf(bank), 'A, workspace');
    assert.equal(activeOf(await open(BANK)), 'A, workspace', 'when it is opened again');
  });

  it('is the same in all windows of a workspace', async () => {
    const one = await open(SHOP);
    const [, second = ''] = await add(one.store, 'A', 'B');
    const other = await open(SHOP);
    let changes = 0;
    other.store.onDidChange(() => changes++);
    await one.store.setActive(second);
    await settle();
    assert.equal(activeOf(other), 'B, workspace');
    assert.equal(changes, 1);
  });

  it('begins in a new workspace with the last one chosen anywhere', async () => {
    const shop = await open(SHOP);
    const [, second = ''] = await add(shop.store, 'A', 'B');
    await shop.store.setActive(second);
    assert.equal(activeOf(await open(BANK)), 'B, workspace');
  });

  it('stays what a workspace began with, though it was closed when another was chosen elsewhere', async () => {
    const shop = await open(SHOP);
    const [first = '', second = ''] = await add(shop.store, 'A', 'B');
    await shop.store.setActive(first);
    const bank = await open(BANK);
    bank.store.dispose();
    await shop.store.setActive(second);
    assert.equal(activeOf(await open(BANK)), 'A, workspace');
  });

  it('begins with the first application that is added, also in a window that did not add it', async () => {
    const [shop, bank] = [await open(SHOP), await open(BANK)];
    const [first = '', second = ''] = await add(shop.store, 'B', 'A');
    await shop.store.setActive(first);
    await settle();
    assert.equal(activeOf(bank), 'B, workspace');
    await shop.store.setActive(second);
    await settle();
    assert.equal(activeOf(bank), 'B, workspace');
  });

  it('is the one of all windows where no folder is open', async () => {
    const [one, other] = [await open(), await open()];
    const [, second = ''] = await add(one.store, 'A', 'B');
    assert.equal(activeOf(one), 'A, everywhere');
    await one.store.setActive(second);
    await settle();
    assert.equal(activeOf(other), 'B, everywhere');
    assert.equal(shared.entries.get(ACTIVE_KEY), second);
    assert.deepEqual(
      [...shared.entries.keys()].filter((key) => key.startsWith(`${ACTIVE_KEY}.`)),
      [],
    );
  });

  it('is begun anew when it was removed in another window', async () => {
    const shop = await open(SHOP);
    const [first = '', second = ''] = await add(shop.store, 'A', 'B');
    await shop.store.setActive(second);
    const bank = await open(BANK);
    await bank.store.setActive(first);
    await bank.store.remove(second);
    await settle();
    assert.equal(activeOf(shop), 'A, workspace');
  });

  it('stays where the stored application cannot be read for now', async () => {
    const shop = await open(SHOP);
    const [, second = ''] = await add(shop.store, 'A', 'B');
    await shop.store.setActive(second);
    const record = shared.entries.get(`routee.application.${second}`) ?? '';
    const other = await open();
    await other.secrets.store(`routee.application.${second}`, 'garbled');
    await settle();
    assert.equal(shop.store.active?.name, 'A');
    await other.secrets.store(`routee.application.${second}`, record);
    await settle();
    assert.equal(activeOf(shop), 'B, workspace');
  });

  it('counts in this session where it cannot be stored', async () => {
    const shop = await open();
    await add(shop.store, 'A');
    const secrets = shared.window();
    secrets.faults.reject.store = new Error('The keyring is locked.');
    const warnings: string[] = [];
    const warn = (line: string): void => void warnings.push(line);
    const log = { trace: ignore, debug: ignore, info: ignore, warn, error: warn };
    const store = new ApplicationStore({ secrets, log, newKey: () => 'new', workspace: BANK });
    await store.load();
    assert.equal(store.active?.name, 'A');
    assert.deepEqual(warnings, [
      'The application of this workspace could not be stored. Error: The keyring is locked.',
    ]);
  });

  it('passes over a stored choice that cannot be read', async () => {
    const { store } = await open();
    await add(store, 'A');
    for (const value of ['', '{}', '{"key":1,"chosen":true}', 'A']) {
      await shared.window().store(workspaceChoiceKey(SHOP), value);
      assert.equal(activeOf(await open(SHOP)), 'A, workspace', value);
    }
  });

  it('is forgotten with everything else', async () => {
    const { store } = await open(SHOP);
    const [key = ''] = await add(store, 'A');
    await store.setActive(key);
    await store.removeAll();
    assert.equal(shared.entries.size, 0);
    assert.equal(store.activeBecause, undefined);
  });

  describe('that the workspace suggests', () => {
    it('is used if one application has that name, whatever is chosen elsewhere', async () => {
      const other = await open();
      const [first = ''] = await add(other.store, 'A', 'B');
      const shop = await open(SHOP, ['B']);
      assert.equal(activeOf(shop), 'B, suggestion');
      await other.store.setActive(first);
      await settle();
      assert.equal(activeOf(shop), 'B, suggestion');
      assert.deepEqual(shop.store.unmetSuggestion, []);
    });

    it('comes before what the workspace began with, and after what the user chose', async () => {
      const shop = await open(SHOP);
      const [first = ''] = await add(shop.store, 'A', 'B');
      let changes = 0;
      shop.store.onDidChange(() => changes++);
      shop.store.suggest(['B']);
      assert.equal(activeOf(shop), 'B, suggestion');
      await shop.store.setActive(first);
      assert.equal(activeOf(shop), 'A, workspace');
      assert.equal(changes, 2);
      shop.store.suggest(['nobody']);
      assert.deepEqual(shop.store.unmetSuggestion, [], 'the user has decided');
    });

    for (const [what, suggested] of [
      ['that fits none', ['C']],
      ['that differs in case', ['b']],
      ['of two folders that disagree', ['A', 'B']],
      ['of a name that two applications have', ['Twin']],
    ] as const) {
      it(`${what} changes nothing, and is told`, async () => {
        const { store } = await open();
        await add(store, 'A', 'B', 'Twin', 'Twin');
        const shop = await open(SHOP, suggested);
        assert.equal(activeOf(shop), 'A, workspace');
        assert.deepEqual(shop.store.unmetSuggestion, suggested);
      });
    }

    it('is used as soon as an application has its name', async () => {
      const shop = await open(SHOP, ['B']);
      await add(shop.store, 'A', 'B');
      assert.equal(activeOf(shop), 'B, suggestion');
    });
  });

  it('is told in words', () => {
    assert.deepEqual((['workspace', 'suggestion', 'everywhere'] as const).map(activeText), [
      'active in this workspace',
      'active, suggested by this workspace',
      'active',
    ]);
  });
});
