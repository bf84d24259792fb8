import assert from 'node:assert/strict';
import { mock } from 'node:test';

import { ISSUED_KEY, issuedStorageKey } from '../../../../src/core/storage/storageKeys.ts';
import { readIssued } from '../../../../src/core/issued/issuedToken.ts';
import { IssuedTokens } from '../../../../src/core/issued/issuedTokens.ts';
import type { Log } from '../../../../src/core/kit/ports.ts';
import type { Token } from '../../../../src/core/protocol/token.ts';
import { TokenWorld, type TestWindow } from '../../../support/simulation/tokenWorld.ts';

const HOUR = 60 * 60 * 1000;
const LOCKED = new Error('The keyring is locked.');

interface OpenWindow {
  readonly window: TestWindow;
  readonly issued: IssuedTokens;
  readonly warnings: string[];
  /** How often it has said that other tokens are known. */
  changes: number;
}

describe('IssuedTokens', () => {
  let world: TokenWorld;
  let opened: IssuedTokens[];

  beforeEach(() => {
    world = new TokenWorld();
    opened = [];
  });

  afterEach(() => {
    for (const issued of opened) issued.dispose();
    world.dispose();
  });

  async function open(): Promise<OpenWindow> {
    const window = await world.window({ backgroundRefresh: 'onDemand' });
    const warnings: string[] = [];
    const add = (line: string): void => {
      warnings.push(line);
    };
    const log: Log = { trace: add, debug: add, info: add, warn: add, error: add };
    const { secrets, applications, manager } = window;
    const issued = new IssuedTokens({ secrets, log, applications, tokens: manager });
    opened.push(issued);
    const result = { window, issued, warnings, changes: 0 };
    issued.onDidChange(() => {
      result.changes++;
    });
    await settle();
    return result;
  }

  /** Reads and writes may lead to others, in any window. */
  async function settle(): Promise<void> {
    for (let round = 0; round < 3; round++) {
      await world.time.settle();
      for (const issued of opened) await issued.settled();
    }
  }

  function token(accessToken: string, issuedAtMs = world.time.now()): Token {
    return { accessToken, issuedAtMs, expiresAtMs: issuedAtMs + HOUR, scopes: [], permissions: [] };
  }

  const stored = (key: string): ReturnType<typeof readIssued> =>
    readIssued(world.store.entries.get(issuedStorageKey(key)));

  it('remembers what the manager gets, and keeps no token', async () => {
    world.addApplication('a');
    const { window, issued } = await open();
    const { token: got } = await world.getToken(window, 'a');
    await settle();
    assert.deepEqual(await issued.recognise(got.accessToken), {
      applicationKey: 'a',
      digest: stored('a')[0]?.digest,
      length: got.accessToken.length,
      issuedAtMs: got.issuedAtMs,
      expiresAtMs: got.expiresAtMs,
    });
    for (const [key, value] of world.store.entries) {
      if (key !== 'routee.token.a') assert.ok(!value.includes(got.accessToken), key);
    }
    assert.ok(stored('a').every(({ digest }) => /^[\w+/]{22}==$/.test(digest)));
  });

  it('remembers the token that was there before it', async () => {
    world.addApplication('a');
    const first = await world.window({ backgroundRefresh: 'onDemand' });
    const { token: got } = await world.getToken(first, 'a');
    const { issued } = await open();
    assert.equal((await issued.recognise(got.accessToken))?.applicationKey, 'a');
  });

  it('does not know others, nor a token in other letters', async () => {
    world.addApplication('a');
    const { issued } = await open();
    await issued.remember('a', token('Abc-def_123'));
    assert.deepEqual(
      (await issued.recogniseAll(['abc-def_123', 'Abc-def_124', '', 'Abc-def_1234', 'Abc-def_123'])).map(
        (found) => found?.applicationKey,
      ),
      [undefined, undefined, undefined, undefined, 'a'],
    );
    assert.deepEqual([...issued.lengths], [11]);
  });

  it('knows nothing, and makes no key, before there is a token', async () => {
    world.addApplication('a');
    const { issued } = await open();
    assert.equal(await issued.recognise('x'), undefined);
    assert.equal(world.store.entries.has(ISSUED_KEY), false);
  });

  it('knows the tokens again in a later session', async () => {
    world.addApplication('a');
    const { issued } = await open();
    await issued.remember('a', token('one'));
    const later = await open();
    assert.equal((await later.issued.recognise('one'))?.applicationKey, 'a');
  });

  it('knows a token without a stated end', async () => {
    world.addApplication('a');
    const { issued } = await open();
    await issued.remember('a', { accessToken: 'endless', issuedAtMs: 5, scopes: [], permissions: [] });
    const found = await issued.recognise('endless');
    assert.deepEqual([found?.issuedAtMs, found?.expiresAtMs], [5, undefined]);
    assert.equal('expiresAtMs' in (found ?? {}), false);
  });

  it('writes the same token once, also when it comes back with an end that is a moment later', async () => {
    world.addApplication('a');
    const { window, issued, ...rest } = await open();
    await issued.remember('a', token('one'));
    const { store } = window.secrets.calls;
    await issued.remember('a', token('one', world.time.now() + 1500));
    assert.equal(window.secrets.calls.store, store);
    await issued.remember('a', token('one', world.time.now() + 60_000));
    assert.equal(window.secrets.calls.store, store + 1);
    assert.equal(stored('a').length, 1);
    assert.deepEqual(rest.warnings, []);
  });

  it('keeps the newest 50 of an application', async () => {
    world.addApplication('a');
    const { issued } = await open();
    for (let n = 0; n < 60; n++) await issued.remember('a', token(`token-${n}`, 1000 + n));
    assert.equal(stored('a').length, 50);
    assert.deepEqual([stored('a')[0]?.issuedAtMs, stored('a').at(-1)?.issuedAtMs], [1059, 1010]);
    assert.equal(await issued.recognise('token-9'), undefined);
    assert.equal((await issued.recognise('token-10'))?.applicationKey, 'a');
  });

  it('keeps the newest 500 in all, whatever their application', async () => {
    for (let n = 0; n < 12; n++) world.addApplication(`a${n}`);
    const { window, issued } = await open();
    for (let n = 0; n < 600; n++) await issued.remember(`a${n % 12}`, token(`token-${n}`, 1000 + n));
    const all = Array.from({ length: 12 }, (_, n) => stored(`a${n}`)).flat();
    assert.equal(all.length, 500);
    assert.equal(Math.min(...all.map(({ issuedAtMs }) => issuedAtMs)), 1100);
    const { store } = window.secrets.calls;
    await issued.remember('a0', token('too old', 1));
    assert.deepEqual([window.secrets.calls.store, await issued.recognise('too old')], [store, undefined]);
  });

  it('hears of what another window remembers', async () => {
    world.addApplication('a');
    const [one, other] = [await open(), await open()];
    await one.issued.remember('a', token('one'));
    await settle();
    assert.equal((await other.issued.recognise('one'))?.applicationKey, 'a');
    assert.equal(other.changes > 0, true);
    const { changes } = other;
    other.window.secrets.fireChange(issuedStorageKey('a'));
    await settle();
    assert.equal(other.changes, changes, 'an event without a change is none');
  });

  it('loses nothing when two windows write one after the other, without hearing of each other', async () => {
    world.addApplication('a');
    const [one, other] = [await open(), await open()];
    other.issued.dispose();
    await one.issued.remember('a', token('one', 1));
    await other.issued.remember('a', token('two', 2));
    assert.equal(stored('a').length, 2);
    assert.equal((await other.issued.recognise('one'))?.applicationKey, 'a');
  });

  it('uses the key of the window that wrote last, and remembers the current tokens again', async () => {
    world.addApplication('a');
    const { window, issued } = await open();
    const { token: got } = await world.getToken(window, 'a');
    await settle();
    const [before] = stored('a');
    world.store.put(ISSUED_KEY, btoa('k'.repeat(32)));
    await settle();
    assert.notEqual(stored('a')[0]?.digest, before?.digest);
    assert.equal((await issued.recognise(got.accessToken))?.applicationKey, 'a');
  });

  for (const value of ['', '{', '{"version":0}', '{"version":1,"tokens":[{"digest":1}]}', 'null']) {
    it(`begins the list anew where "${value}" is stored`, async () => {
      world.addApplication('a');
      world.store.put(issuedStorageKey('a'), value);
      const { issued } = await open();
      await issued.remember('a', token('one'));
      assert.equal(stored('a').length, 1);
      assert.equal((await issued.recognise('one'))?.applicationKey, 'a');
    });
  }

  it('leaves the list of a newer version as it is, and knows the token in this window', async () => {
    world.addApplication('a');
    const newer = '{"version":2,"tokens":{}}';
    world.store.put(issuedStorageKey('a'), newer);
    const { issued } = await open();
    await issued.remember('a', token('one'));
    await issued.remember('a', token('two'));
    assert.equal(world.store.entries.get(issuedStorageKey('a')), newer);
    assert.equal((await issued.recognise('one'))?.applicationKey, 'a');
    assert.equal((await issued.recognise('two'))?.applicationKey, 'a');
  });

  for (const value of ['', 'no base64!', btoa('short'), btoa('k'.repeat(33))]) {
    it(`makes another key where "${value}" is stored`, async () => {
      world.addApplication('a');
      world.store.put(ISSUED_KEY, value);
      const { issued } = await open();
      await issued.remember('a', token('one'));
      assert.equal((await issued.recognise('one'))?.applicationKey, 'a');
    });
  }

  it('is told of a removed application: the store forgets, this window says whose it was', async () => {
    world.addApplication('a');
    world.addApplication('b');
    const { window, issued } = await open();
    await issued.remember('a', token('one'));
    await issued.remember('b', token('two'));
    await window.applications.remove('a');
    await settle();
    assert.equal(world.store.entries.has(issuedStorageKey('a')), false);
    assert.equal((await issued.recognise('one'))?.applicationKey, 'a');
    assert.equal(await (await open()).issued.recognise('one'), undefined);
    await issued.remember('a', token('three'));
    assert.equal(world.store.entries.has(issuedStorageKey('a')), false);
  });

  it('forgets everything when told to, also what was being written at that moment', async () => {
    world.addApplication('a');
    const { window, issued } = await open();
    await issued.remember('a', token('one'));
    const forgotten = window.applications.removeAll();
    const late = issued.remember('a', token('late'));
    await Promise.all([forgotten, late]);
    await settle();
    assert.deepEqual([...world.store.entries.keys()], []);
    assert.deepEqual(await issued.recogniseAll(['one', 'late']), [undefined, undefined]);
    world.addApplication('b');
    await world.time.settle();
    await issued.remember('b', token('two'));
    assert.equal((await issued.recognise('two'))?.applicationKey, 'b');
  });

  it('goes on after a failure of the store, and says so without a token', async () => {
    world.addApplication('a');
    const { window, issued, warnings } = await open();
    window.secrets.faults.reject.store = LOCKED;
    await issued.remember('a', token('one'));
    assert.equal(await issued.recognise('one'), undefined);
    assert.equal(warnings.length, 1);
    assert.ok(!warnings.join().includes('one,'));
    delete window.secrets.faults.reject.store;
    await issued.remember('a', token('one'));
    assert.equal((await issued.recognise('one'))?.applicationKey, 'a');
  });

  it('says so once when it has remembered a token, and when it is told to forget', async () => {
    world.addApplication('a');
    const opened = await open();
    const { window, issued } = opened;
    await issued.remember('a', token('one'));
    await settle();
    const { changes } = opened;
    assert.equal(changes, 1);
    await issued.remember('a', token('one'));
    await issued.remember('stranger', token('two'));
    await settle();
    assert.equal(opened.changes, changes);
    assert.equal(await issued.recognise('two'), undefined);
    assert.equal(world.store.entries.has(issuedStorageKey('stranger')), false);
    await window.applications.removeAll();
    await settle();
    assert.notEqual(opened.changes, changes);
    assert.equal(issued.lengths.size, 0);
  });

  it('reads and hears nothing of other secrets', async () => {
    world.addApplication('a');
    const { window, issued } = await open();
    await issued.remember('a', token('one'));
    await settle();
    const { get } = window.secrets.calls;
    window.secrets.fireChange('routee.something');
    await issued.settled();
    assert.equal(window.secrets.calls.get, get);
  });

  it('keeps the key when the last application is removed alone: its tokens are still known here', async () => {
    world.addApplication('a');
    const { window, issued } = await open();
    await issued.remember('a', token('one'));
    await window.applications.remove('a');
    await settle();
    assert.deepEqual([...world.store.entries.keys()], [ISSUED_KEY]);
    assert.equal((await issued.recognise('one'))?.applicationKey, 'a');
  });

  it('removes what another window wrote while everything was being forgotten', async () => {
    world.addApplication('a');
    const { window, issued } = await open();
    await issued.remember('a', token('one'));
    const left = [...world.store.entries].filter(
      ([key]) => key === ISSUED_KEY || key === issuedStorageKey('a'),
    );
    assert.equal(left.length, 2);
    const listening = window.applications.onDidChange(() => {
      for (const [key, value] of left) world.store.put(key, value);
    });
    await window.applications.removeAll();
    listening.dispose();
    await settle();
    assert.deepEqual([...world.store.entries.keys()], []);
    assert.equal(await issued.recognise('one'), undefined);
  });

  it('writes no list for an application that is removed at that moment', async () => {
    world.addApplication('a');
    world.addApplication('b');
    const { window, issued } = await open();
    await issued.remember('b', token('other'));
    const list = issuedStorageKey('a');
    window.secrets.faults.before = (operation, key) =>
      operation === 'store' && key === list ? window.applications.remove('a') : undefined;
    await issued.remember('a', token('one'));
    await settle();
    assert.equal(world.store.entries.has(issuedStorageKey('a')), false);
    assert.equal((await issued.recognise('other'))?.applicationKey, 'b', 'the other one is not forgotten');
  });

  it('says which failure kept it from remembering', async () => {
    world.addApplication('a');
    const { window, issued, warnings } = await open();
    window.secrets.faults.reject.get = LOCKED;
    await issued.remember('a', token('one'));
    assert.deepEqual(warnings, [`Issued tokens could not be read or remembered. ${String(LOCKED)}`]);
  });

  it('lets go of everything it listens to', async () => {
    world.addApplication('a');
    const { window, issued } = await open();
    const before = window.secrets.listenerCount;
    issued.dispose();
    assert.equal(window.secrets.listenerCount, before - 1);
    await world.getToken(window, 'a');
    await settle();
    assert.equal(stored('a').length, 0);
  });

  it('makes no digest of 5,000 tokens that it was asked about before', async () => {
    world.addApplication('a');
    const { issued } = await open();
    await issued.remember('a', token('token-00007'));
    const texts = Array.from({ length: 5000 }, (_, n) => `token-${String(n).padStart(5, '0')}`);
    const sign = mock.method(crypto.subtle, 'sign');
    try {
      const cold = await issued.recogniseAll([...texts, 'another length', ...texts]);
      assert.equal(sign.mock.callCount(), 4999, 'each once, and not the one that was remembered');
      assert.deepEqual(await issued.recogniseAll([...texts, 'another length', ...texts]), cold);
      assert.equal(sign.mock.callCount(), 4999);
      assert.equal(cold.filter((found) => found !== undefined).length, 2);
    } finally {
      sign.mock.restore();
    }
  });

  it('takes little time for one token that stands in a text many times', async () => {
    world.addApplication('a');
    const { issued } = await open();
    await issued.remember('a', token('token-00007'));
    // Known ones around it, so that there is something to get lost in.
    await issued.recogniseAll(
      Array.from({ length: 10_000 }, (_, n) => `token-${String(n).padStart(5, '0')}`),
    );
    const before = process.cpuUsage();
    const found = await issued.recogniseAll(Array.from({ length: 50_000 }, () => 'token-00007'));
    assert.equal(found.filter((one) => one?.applicationKey === 'a').length, 50_000);
    assert.ok(process.cpuUsage(before).user < 500_000);
  });
});
