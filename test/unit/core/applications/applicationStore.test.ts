import assert from 'node:assert/strict';

import fc from 'fast-check';

import {
  ApplicationStore,
  type ApplicationDraft,
} from '../../../../src/core/applications/applicationStore.ts';
import { applicationStorageKey } from '../../../../src/core/storage/storageKeys.ts';
import type { Log } from '../../../../src/core/kit/ports.ts';
import { SharedSecretStore, type SecretsWindow } from '../../../support/memorySecrets.ts';

const draft: ApplicationDraft = { id: 'id1', secret: 'vb6QpjCIOG', name: 'Staging', scopes: ['sms'] };
const LOCKED = new Error('The keyring is locked.');

/** Lets change events arrive and be worked off. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

interface OpenWindow {
  readonly store: ApplicationStore;
  readonly secrets: SecretsWindow;
  readonly log: string[];
  /** How often the store has said that something changed. */
  changes: number;
}

describe('ApplicationStore', () => {
  let shared: SharedSecretStore;
  let keys: number;

  beforeEach(() => {
    shared = new SharedSecretStore();
    keys = 0;
  });

  /** A window whose store has not loaded yet. */
  function openUnloaded(): OpenWindow {
    const secrets = shared.window();
    const lines: string[] = [];
    const add = (line: string): void => {
      lines.push(line);
    };
    const log: Log = { trace: add, debug: add, info: add, warn: add, error: add };
    const store = new ApplicationStore({ secrets, log, newKey: () => `key${++keys}` });
    const window: OpenWindow = { store, secrets, log: lines, changes: 0 };
    store.onDidChange(() => {
      window.changes++;
    });
    return window;
  }

  async function open(): Promise<OpenWindow> {
    const window = openUnloaded();
    await window.store.load();
    await settle();
    window.changes = 0;
    return window;
  }

  const names = ({ store }: OpenWindow): string[] => store.applications.map(({ name }) => name);
  const storedValue = (key: string): string | undefined => shared.entries.get(applicationStorageKey(key));

  function storedRecord(key: string): Record<string, unknown> {
    return JSON.parse(storedValue(key) ?? '{}') as Record<string, unknown>;
  }

  /** The next `operation` on a key that ends so waits, after it has taken effect, until the result is called. */
  function hold(secrets: SecretsWindow, operation: 'get' | 'store', keyEnd: string): () => void {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    secrets.faults.after = (what, key) => {
      if (what !== operation || key?.endsWith(keyEnd) !== true) return undefined;
      secrets.faults.after = undefined;
      return promise;
    };
    return () => {
      resolve(undefined);
    };
  }

  describe('in one window', () => {
    it('adds an application and tells it once', async () => {
      const window = await open();
      const added = await window.store.add(draft);
      await settle();
      assert.deepEqual(window.store.get(added.key), added);
      assert.deepEqual({ ...draft, ...added }, added);
      assert.deepEqual(storedRecord(added.key), { version: 1, ...draft, revision: added.revision });
      assert.equal(window.changes, 1);
    });

    it('stores nothing but the one value', async () => {
      const window = await open();
      const { key } = await window.store.add(draft);
      assert.deepEqual([...shared.entries.keys()], [applicationStorageKey(key)]);
    });

    it('finds what was stored before', async () => {
      const first = await open();
      const added = await first.store.add(draft);
      await first.store.setActive(added.key);
      const second = await open();
      assert.deepEqual(second.store.all, first.store.all);
      assert.deepEqual(second.store.active, added);
      assert.equal(second.store.stored(added.key), second.store.all[0]);
      assert.equal(second.store.stored('other'), undefined);
    });

    it('keeps the same id twice', async () => {
      const window = await open();
      await window.store.add(draft);
      await window.store.add({ ...draft, name: 'Other', scopes: [] });
      assert.deepEqual(names(window), ['Other', 'Staging']);
    });

    it('lists by name, in a stable order', async () => {
      const window = await open();
      for (const name of ['b', 'ä', 'A', 'a', 'z', 'a']) await window.store.add({ ...draft, name });
      assert.deepEqual(names(window), ['a', 'a', 'A', 'ä', 'b', 'z']);
      const listed = window.store.all.map(({ key }) => key);
      assert.deepEqual(
        (await open()).store.all.map(({ key }) => key),
        listed,
      );
    });

    it('lists anew after every change', async () => {
      const window = await open();
      const { key } = await window.store.add(draft);
      await window.store.add({ ...draft, name: 'Y' });
      assert.deepEqual(names(window), ['Staging', 'Y']);
      await window.store.update(key, { name: 'Z' });
      assert.deepEqual(names(window), ['Y', 'Z']);
      await window.store.remove(key);
      assert.deepEqual(names(window), ['Y']);
      await window.store.removeAll();
      assert.deepEqual(names(window), []);
    });

    it('loads again without telling of changes that are none', async () => {
      const window = await open();
      await window.store.add(draft);
      await settle();
      window.changes = 0;
      await window.store.load();
      assert.equal(window.changes, 0);
    });

    it('rejects when the machine’s storage does, and works once that does', async () => {
      const window = await open();
      window.secrets.faults.reject.store = LOCKED;
      await assert.rejects(window.store.add(draft), LOCKED);
      assert.deepEqual([names(window), window.changes], [[], 0]);
      delete window.secrets.faults.reject.store;
      await window.store.add(draft);
      assert.deepEqual(names(window), ['Staging']);
    });

    it('rejects a load that cannot list the keys, and loads later', async () => {
      await (await open()).store.add(draft);
      const window = openUnloaded();
      window.secrets.faults.reject.keys = LOCKED;
      await assert.rejects(window.store.load(), LOCKED);
      delete window.secrets.faults.reject.keys;
      await window.store.load();
      assert.deepEqual([names(window), window.changes], [['Staging'], 1]);
    });
  });

  describe('update', () => {
    const rows: [change: Partial<ApplicationDraft & { longLivedAccepted: boolean }>, newRevision: boolean][] =
      [
        [{ name: 'Production' }, false],
        [{ longLivedAccepted: true }, false],
        [{ scopes: ['sms', 'sms'] }, false],
        [{ secret: draft.secret }, false],
        [{}, false],
        [{ secret: 'rotated' }, true],
        [{ id: 'id2' }, true],
        [{ scopes: ['voice'] }, true],
        [{ scopes: [] }, true],
      ];
    for (const [change, newRevision] of rows) {
      it(`${JSON.stringify(change)}: ${newRevision ? 'a new' : 'the same'} revision`, async () => {
        const window = await open();
        const before = await window.store.add(draft);
        const after = await window.store.update(before.key, change);
        assert.deepEqual({ ...after, revision: '' }, { ...before, ...change, revision: '', edits: ['key3'] });
        assert.equal(after?.revision !== before.revision, newRevision);
        assert.deepEqual(window.store.get(before.key), after);
      });
    }

    it('knows the order of scopes to be of no matter', async () => {
      const window = await open();
      const { key, revision } = await window.store.add({ ...draft, scopes: ['a', 'b'] });
      assert.equal((await window.store.update(key, { scopes: ['b', 'a'] }))?.revision, revision);
    });

    it('of an unknown application stores nothing', async () => {
      const window = await open();
      assert.equal(await window.store.update('unknown', { name: 'x' }), undefined);
      assert.deepEqual([shared.entries.size, window.changes], [0, 0]);
    });

    it('of one that another window has just removed does not bring it back', async () => {
      const [a, b] = [await open(), await open()];
      const { key } = await a.store.add(draft);
      await settle();
      await b.store.remove(key);
      assert.equal(await a.store.update(key, { name: 'x' }), undefined);
      assert.equal(shared.entries.size, 0);
    });

    it('keeps both of two changes made at once', async () => {
      const window = await open();
      const { key } = await window.store.add(draft);
      await Promise.all([
        window.store.update(key, { name: 'Production' }),
        window.store.update(key, { longLivedAccepted: true }),
        window.store.update(key, { sessions: [] }),
      ]);
      const { name, longLivedAccepted, sessions } = storedRecord(key);
      assert.deepEqual([name, longLivedAccepted, sessions], ['Production', true, []]);
    });
  });

  describe('in several windows', () => {
    it('shows what another one adds, changes and removes', async () => {
      const [a, b] = [await open(), await open()];
      const added = await a.store.add(draft);
      await settle();
      assert.deepEqual(b.store.get(added.key), added);

      const changed = await b.store.update(added.key, { name: 'Production' });
      await settle();
      assert.deepEqual(a.store.get(added.key), changed);

      await a.store.remove(added.key);
      await settle();
      assert.deepEqual([names(a), names(b)], [[], []]);
      // Each change is told once, in the window that made it too.
      assert.deepEqual([a.changes, b.changes], [3, 3]);
    });

    it('keeps a field that another one changed a moment ago', async () => {
      const a = await open();
      const { key } = await a.store.add(draft);
      const b = await open();
      // Nothing of what a does reaches b by itself any more.
      b.store.dispose();
      await a.store.update(key, { name: 'Production' });
      assert.deepEqual(names(b), ['Staging']);
      await b.store.update(key, { longLivedAccepted: true });
      const { name, longLivedAccepted, secret } = storedRecord(key);
      assert.deepEqual([name, longLivedAccepted, secret], ['Production', true, draft.secret]);
    });

    it('shares the choice of the active one', async () => {
      const [a, b] = [await open(), await open()];
      const first = await a.store.add({ ...draft, name: 'A' });
      const second = await a.store.add({ ...draft, name: 'B' });
      await settle();
      assert.deepEqual([a.store.active, b.store.active], [first, first], 'the first while none is chosen');
      b.changes = 0;
      await a.store.setActive(second.key);
      await settle();
      assert.deepEqual([a.store.active, b.store.active, b.changes], [second, second, 1]);

      await b.store.remove(second.key);
      await settle();
      assert.deepEqual([a.store.active, b.store.active], [first, first]);
      assert.ok(!shared.entries.has('routee.active'));
    });

    it('leaves the choice alone when another application is removed', async () => {
      const window = await open();
      const { key } = await window.store.add({ ...draft, name: 'A' });
      const second = await window.store.add({ ...draft, name: 'B' });
      await window.store.setActive(second.key);
      await window.store.remove(key);
      assert.deepEqual(window.store.active, second);
      assert.equal(shared.entries.get('routee.active'), second.key);
    });

    it('takes the first one when the chosen one is unknown', async () => {
      const window = await open();
      const added = await window.store.add(draft);
      await window.store.setActive('gone');
      assert.deepEqual(window.store.active, added);
    });

    it('chooses again without an event', async () => {
      const window = await open();
      const { key } = await window.store.add(draft);
      await window.store.setActive(key);
      await settle();
      window.changes = 0;
      await window.store.setActive(key);
      await settle();
      assert.equal(window.changes, 0);
    });

    const noises: [what: string, make: (window: OpenWindow, key: string) => void][] = [
      [
        'an event without a change',
        ({ secrets }, key) => {
          secrets.fireChange(applicationStorageKey(key));
        },
      ],
      [
        'an event for an unknown application',
        ({ secrets }) => {
          secrets.fireChange('routee.application.unknown');
        },
      ],
      [
        'an event for the choice without a change',
        ({ secrets }) => {
          secrets.fireChange('routee.active');
        },
      ],
      [
        'an event for a token',
        (_, key) => {
          shared.put(`routee.token.${key}`, '{}');
        },
      ],
      [
        'an event for a claim',
        (_, key) => {
          shared.put(`routee.claim.${key}`, '{}');
        },
      ],
      [
        'an event for something else',
        () => {
          shared.put('other', 'x');
        },
      ],
      [
        'the same value stored again',
        (_, key) => {
          shared.put(applicationStorageKey(key), storedValue(key));
        },
      ],
    ];
    for (const [what, make] of noises) {
      it(`is not moved by ${what}`, async () => {
        const window = await open();
        const { key } = await window.store.add(draft);
        await settle();
        window.changes = 0;
        const before = window.store.all;
        make(window, key);
        await settle();
        assert.equal(window.changes, 0);
        assert.deepEqual(window.store.all, before);
      });
    }

    it('tells each change once though events come twice', async () => {
      const [a, b] = [await open(), await open()];
      b.secrets.faults.noise = 'twice';
      const { key } = await a.store.add(draft);
      await settle();
      await a.store.update(key, { name: 'Production' });
      await settle();
      assert.deepEqual([names(b), b.changes], [['Production'], 2]);
    });

    it('logs a storage that fails at an event, and follows the next event', async () => {
      const [a, b] = [await open(), await open()];
      b.secrets.faults.reject.get = LOCKED;
      const { key } = await a.store.add(draft);
      await settle();
      assert.deepEqual([names(b), b.log.length], [[], 1]);
      assert.ok(b.log[0]?.includes(LOCKED.message) && !b.log[0].includes(draft.secret));
      delete b.secrets.faults.reject.get;
      b.secrets.fireChange(applicationStorageKey(key));
      await settle();
      assert.deepEqual(names(b), ['Staging']);
    });

    it('ends up right however slow the answers to two events are', async () => {
      const [a, b] = [await open(), await open()];
      const { key } = await a.store.add(draft);
      await settle();
      const release = hold(b.secrets, 'get', key);
      await a.store.update(key, { name: 'first' });
      await settle();
      await a.store.update(key, { name: 'second' });
      await settle();
      release();
      await settle();
      assert.deepEqual(names(b), ['second']);
    });

    for (const order of ['a reads first', 'b reads first', 'both read, b writes first'] as const) {
      it(`keeps the changes of both windows at the same moment: ${order}`, async () => {
        const [a, b] = [await open(), await open()];
        const { key } = await a.store.add(draft);
        await settle();
        const [first, second] = order === 'b reads first' ? [b, a] : [a, b];
        const release = hold(first.secrets, 'get', key);
        const changed = Promise.all([
          first.store.update(key, { secret: 'typed' }),
          second.store.update(key, { name: 'Production' }),
        ]);
        if (order === 'both read, b writes first') await settle();
        release();
        await changed;
        await settle();
        for (const { store } of [a, b]) {
          const { name, secret } = store.get(key) ?? {};
          assert.deepEqual({ name, secret }, { name: 'Production', secret: 'typed' });
        }
      });
    }

    it('keeps the changes of both windows in a hundred rounds of any timing', async () => {
      let turn = 0;
      const wait = async (turns: number): Promise<void> => {
        for (let i = 0; i < turns; i += 1) await Promise.resolve();
      };
      const [a, b] = [await open(), await open()];
      for (const { secrets } of [a, b]) {
        secrets.faults.before = () => wait((turn = (turn * 31 + 17) % 61));
        secrets.faults.after = () => wait((turn = (turn * 29 + 11) % 53));
      }
      const { key } = await a.store.add(draft);
      for (let round = 0; round < 100; round += 1) {
        await Promise.all([
          a.store.update(key, { name: `Name ${round}`, longLivedAccepted: round % 2 === 0 }),
          wait(round % 13).then(() => b.store.update(key, { secret: `secret ${round}` })),
        ]);
        await settle();
        const { name, secret } = storedRecord(key);
        assert.deepEqual({ name, secret }, { name: `Name ${round}`, secret: `secret ${round}` });
        assert.deepEqual(a.store.get(key), b.store.get(key));
      }
    });

    it('leaves credentials that were entered again, whatever was changed before', async () => {
      const window = await open();
      const { key } = await window.store.add(draft);
      await window.store.update(key, { name: 'Production' });
      await window.store.add(draft, key);
      await settle();
      assert.deepEqual(names(window), [draft.name]);
    });

    it('leaves what another window has set back knowingly', async () => {
      const [a, b] = [await open(), await open()];
      const { key } = await a.store.add(draft);
      await a.store.update(key, { name: 'Production' });
      await settle();
      await b.store.update(key, { name: draft.name });
      await settle();
      assert.deepEqual([names(a), names(b)], [[draft.name], [draft.name]]);
    });

    it('ends up right when a change arrives during a slow load', async () => {
      const a = await open();
      const { key } = await a.store.add(draft);
      const b = openUnloaded();
      const release = hold(b.secrets, 'get', key);
      const loading = b.store.load();
      await settle();
      await a.store.update(key, { name: 'changed' });
      await a.store.add({ ...draft, name: 'added' });
      await settle();
      release();
      await loading;
      await settle();
      assert.deepEqual(names(b), ['added', 'changed']);
    });

    it('ends up right when another one writes before its own write has returned', async () => {
      const [a, b] = [await open(), await open()];
      const { key } = await a.store.add(draft);
      await settle();
      const release = hold(a.secrets, 'store', key);
      const writing = a.store.update(key, { name: 'mine' });
      await settle();
      await b.store.update(key, { name: 'theirs' });
      await settle();
      release();
      await writing;
      await settle();
      assert.deepEqual([names(a), names(b), storedRecord(key)['name']], [['theirs'], ['theirs'], 'theirs']);
    });

    it('shows the same as what is stored, after any changes by any of them', async () => {
      const step = fc.record({
        by: fc.nat(2),
        what: fc.constantFrom('add', 'rename', 'rotate', 'remove', 'activate', 'break', 'removeAll'),
        which: fc.nat(4),
        wait: fc.boolean(),
      });
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
          shared = new SharedSecretStore();
          const windows = [await open(), await open(), await open()];
          const pending: Promise<unknown>[] = [];
          for (const [n, { by, what, which, wait }] of steps.entries()) {
            const window = windows[by];
            assert.ok(window);
            const { store } = window;
            const key = store.all[which]?.key ?? 'unknown';
            const work = {
              add: () => store.add({ ...draft, name: `N${n}` }),
              rename: () => store.update(key, { name: `R${n}` }),
              rotate: () => store.update(key, { secret: `S${n}` }),
              remove: () => store.remove(key),
              activate: () => store.setActive(key),
              removeAll: () => store.removeAll(),
              break: () => {
                if (key !== 'unknown') shared.put(applicationStorageKey(key), '{');
                return Promise.resolve();
              },
            }[what]();
            pending.push(work);
            if (wait) {
              await Promise.all(pending);
              await settle();
            }
          }
          await Promise.all(pending);
          await settle();
          const fresh = await open();
          for (const { store } of windows) {
            assert.deepEqual(store.all, fresh.store.all);
            assert.deepEqual(store.active, fresh.store.active);
          }
        }),
        { numRuns: 60 },
      );
    });
  });

  describe('remove', () => {
    const ofKey = (key: string): Record<string, string> => ({
      [`routee.application.${key}`]: JSON.stringify({ version: 1, ...draft, revision: 'r' }),
      [`routee.token.${key}`]: '{"token":1}',
      [`routee.claim.${key}`]: '{"owner":"x"}',
      [`routee.issued.${key}`]: '{"version":1,"tokens":[]}',
    });

    it('deletes the token, the claim and what was issued too, and nothing of others', async () => {
      shared = new SharedSecretStore({ ...ofKey('k1'), ...ofKey('k2'), 'routee.active': 'k2' });
      const window = await open();
      await window.store.remove('k1');
      assert.deepEqual(Object.fromEntries(shared.entries), { ...ofKey('k2'), 'routee.active': 'k2' });
    });

    it('of the active one deletes that choice', async () => {
      shared = new SharedSecretStore({ ...ofKey('k1'), 'routee.active': 'k1' });
      await (await open()).store.remove('k1');
      assert.equal(shared.entries.size, 0);
    });

    it('of a broken one works too', async () => {
      shared = new SharedSecretStore({ ...ofKey('k1'), 'routee.application.k1': '{' });
      const window = await open();
      await window.store.remove('k1');
      assert.deepEqual([shared.entries.size, window.store.all.length, window.changes], [0, 0, 1]);
    });

    it('of all leaves nothing of ours, readable or not, and nothing else touched', async () => {
      shared = new SharedSecretStore({
        ...ofKey('k1'),
        'routee.application.k2': 'broken',
        'routee.application.k3': '{"version":9}',
        'routee.token.orphan': '{}',
        'routee.issuedKey': 'x',
        'routee.somethingOfTomorrow': 'x',
        'routee.active': 'k1',
        'other.extension': 'stays',
      });
      const [a, b] = [await open(), await open()];
      await a.store.removeAll();
      await settle();
      assert.deepEqual(Object.fromEntries(shared.entries), { 'other.extension': 'stays' });
      for (const { store } of [a, b]) assert.deepEqual([store.all, store.active], [[], undefined]);
      assert.ok(a.changes > 0 && b.changes > 0);
    });
  });

  describe('the order', () => {
    async function openWith(...named: readonly string[]): Promise<OpenWindow> {
      const window = await open();
      for (const name of named) await window.store.add({ ...draft, id: name, name });
      await settle();
      window.changes = 0;
      return window;
    }

    it('is that of the names, in upper or lower case and with their accents', async () => {
      const window = await openWith('zebra', 'Émile', 'banana', 'Apple', 'apricot', 'Zoo', 'Eve');
      assert.deepEqual(names(window), ['Apple', 'apricot', 'banana', 'Émile', 'Eve', 'zebra', 'Zoo']);
    });

    it('begins with the active one, in all windows and after a restart', async () => {
      const first = await openWith('A', 'B', 'C');
      const second = await open();
      await first.store.setActive('key5');
      await settle();
      for (const window of [first, second, await open()]) {
        assert.deepEqual(names(window), ['C', 'A', 'B']);
        assert.equal(window.store.active, window.store.applications[0]);
        assert.equal(window.store.all[0]?.key, 'key5');
      }
      assert.deepEqual([first.changes, second.changes], [1, 1]);
      await first.store.setActive('key3');
      assert.deepEqual(names(first), ['B', 'A', 'C']);
      await first.store.remove('key3');
      assert.deepEqual(names(first), ['A', 'C']);
    });

    it('begins with the first by name where the chosen one cannot be read', async () => {
      shared = new SharedSecretStore({
        'routee.application.k1': '{"version":1,"name":"A"}',
        'routee.active': 'k1',
      });
      const { store } = await openWith('C', 'B');
      assert.equal(store.active?.name, 'B');
      assert.deepEqual(
        store.all.map(({ kind }) => kind),
        ['application', 'broken', 'application'],
      );
    });
  });

  describe('load', () => {
    it('deletes tokens and claims without an application, and only those', async () => {
      const left = { 'routee.application.k1': 'broken', 'routee.token.k1': 't', 'routee.active': 'k1' };
      shared = new SharedSecretStore({
        ...left,
        'routee.token.gone': 't',
        'routee.claim.gone': 'c',
        'routee.issued.gone': 'i',
      });
      await open();
      assert.deepEqual(Object.fromEntries(shared.entries), left);
    });

    it('notices what happened unseen', async () => {
      const window = await open();
      const gone = await window.store.add(draft);
      const changed = await window.store.add({ ...draft, name: 'B' });
      // From here on it hears of nothing by itself.
      window.store.dispose();
      const other = await open();
      await other.store.remove(gone.key);
      await other.store.update(changed.key, { name: 'C' });
      await other.store.add({ ...draft, name: 'D' });
      assert.deepEqual(names(window), ['B', 'Staging']);
      await window.store.load();
      assert.deepEqual(names(window), ['C', 'D']);
    });
  });

  describe('what an earlier version has stored', () => {
    const SHOP =
      '{"version":1,"id":"5756a411e4b06a33d50517c7","secret":"vb6QpjCIOG","name":"Shop","scopes":["sms"],"revision":"key2","longLivedAccepted":true,"keepFresh":false,"sessions":[{"scopes":"","account":"Shop"}]}';
    const ALPHA =
      '{"version":1,"id":"5756a411e4b06a33d50517c8","secret":"S3cret","name":"alpha","scopes":[],"revision":"key4","keepFresh":true}';
    const BETA =
      '{"id":"5756a411e4b06a33d50517c9","secret":"S3cret","name":"Beta","scopes":[],"version":1,"revision":"key6"}';
    const applications = {
      'routee.application.key1': SHOP,
      'routee.application.key3': ALPHA,
      'routee.application.key5': BETA,
    };
    const known = { ...applications, 'routee.active': 'key5', 'routee.token.key1': 't' };
    const shop: unknown = JSON.parse(SHOP.replace('"keepFresh":false,', ''));

    beforeEach(() => {
      shared = new SharedSecretStore({ ...known, 'routee.order': '["key1","key5","key3"]' });
    });

    it('is all there, by name and with the same active one, and nothing is logged', async () => {
      const window = await open();
      assert.deepEqual(names(window), ['Beta', 'alpha', 'Shop']);
      assert.deepEqual(window.store.get('key1'), { ...(shop as object), key: 'key1' });
      assert.deepEqual(window.log, []);
    });

    it('loses its order, once, and keeps all else byte for byte', async () => {
      const window = await open();
      assert.deepEqual(Object.fromEntries(shared.entries), known);
      window.secrets.faults.reject.delete = LOCKED;
      await window.store.load();
      assert.deepEqual(window.changes, 0);
    });

    it('loses the choice to keep a token fresh when it is written next, with the same revision', async () => {
      const window = await open();
      assert.equal((await window.store.update('key1', { name: 'Shop' }))?.revision, 'key2');
      assert.deepEqual(storedRecord('key1'), Object.assign({}, shop, { edits: ['key1'] }));
      assert.equal(storedValue('key3'), ALPHA, 'the others are left alone');
    });

    it('tells of no change where only that choice is another one', async () => {
      const window = await open();
      // An earlier version runs in another window.
      shared.put('routee.application.key1', SHOP.replace('"keepFresh":false', '"keepFresh":true'));
      shared.put('routee.order', '["key3"]');
      await settle();
      assert.deepEqual([window.changes, window.log], [0, []]);
    });
  });

  describe('broken data', () => {
    const values: [what: string, value: string][] = [
      ['no JSON', '{"version":1,"id":"id1","secret":"vb6Q'],
      ['a newer version', '{"version":2,"id":"id1","name":"Staging","vault":{"secret":"vb6QpjCIOG"}}'],
      ['a missing secret', '{"version":1,"id":"id1","name":"Staging","scopes":[],"revision":"r"}'],
    ];
    for (const [what, value] of values) {
      it(`(${what}) stays byte for byte what it was`, async () => {
        shared = new SharedSecretStore({ 'routee.application.k1': value });
        const window = await open();
        assert.equal(await window.store.update('k1', { name: 'x', secret: 'y' }), undefined);
        await window.store.setActive('k1');
        await window.store.load();
        window.secrets.fireChange('routee.application.k1');
        await settle();
        assert.equal(shared.entries.get('routee.application.k1'), value);
        assert.equal(window.store.get('k1'), undefined);
        assert.equal(window.store.active, undefined);
        assert.deepEqual(
          window.store.all.map((stored) => [stored.kind, stored.key]),
          [['broken', 'k1']],
        );
      });
    }

    it('that cannot be decrypted is shown as broken, not as gone', async () => {
      const a = await open();
      const { key } = await a.store.add(draft);
      await settle();
      a.secrets.faults.unreadable.add(applicationStorageKey(key));
      a.secrets.fireChange(applicationStorageKey(key));
      await settle();
      assert.deepEqual(
        a.store.all.map(({ kind }) => kind),
        ['broken'],
      );
      assert.equal(await a.store.update(key, { name: 'x' }), undefined);
      assert.equal(storedRecord(key)['secret'], draft.secret, 'what is stored is still there');
      a.secrets.faults.unreadable.clear();
      a.secrets.fireChange(applicationStorageKey(key));
      await settle();
      assert.deepEqual(names(a), ['Staging']);
    });

    it('is replaced when the credentials are entered again', async () => {
      shared = new SharedSecretStore({ 'routee.application.k1': '{' });
      const [a, b] = [await open(), await open()];
      const added = await a.store.add(draft, 'k1');
      await settle();
      assert.equal(added.key, 'k1');
      for (const { store } of [a, b]) assert.deepEqual(store.get('k1'), added);
      assert.equal(shared.entries.size, 1);
    });

    it('is listed among the others by what could be read of it', async () => {
      shared = new SharedSecretStore({ 'routee.application.k1': '{"version":1,"name":"M"}' });
      const window = await open();
      await window.store.add({ ...draft, name: 'A' });
      await window.store.add({ ...draft, name: 'Z' });
      assert.deepEqual(
        window.store.all.map((stored) => stored.kind),
        ['application', 'broken', 'application'],
      );
      assert.deepEqual(names(window), ['A', 'Z']);
    });
  });

  describe('findDouble', () => {
    const rows: [id: string, scopes: string[], found: boolean][] = [
      ['id1', ['voice', 'sms'], true],
      ['id1', ['sms', 'voice', 'sms'], true],
      ['id1', ['sms'], false],
      ['id1', [], false],
      ['ID1', ['sms', 'voice'], false],
    ];
    for (const [id, scopes, found] of rows) {
      it(`${id} with [${scopes.join()}]: ${found ? 'found' : 'none'}`, async () => {
        const { store } = await open();
        const other = await store.add({ ...draft, scopes: ['sms', 'voice'] });
        assert.deepEqual(store.findDouble({ id, scopes }), found ? other : undefined);
        assert.equal(store.findDouble({ id, scopes }, other.key), undefined);
      });
    }
  });

  it('listens to the storage once, and no more when disposed', async () => {
    const [a, b] = [await open(), await open()];
    assert.equal(a.secrets.listenerCount, 1);
    a.store.dispose();
    assert.equal(a.secrets.listenerCount, 0);
    await b.store.add(draft);
    await settle();
    assert.deepEqual([a.changes, names(a)], [0, []]);
  });
});
