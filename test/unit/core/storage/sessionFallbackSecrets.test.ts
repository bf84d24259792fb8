import assert from 'node:assert/strict';

import { SessionFallbackSecrets } from '../../../../src/core/storage/sessionFallbackSecrets.ts';
import { FakeTime } from '../../../support/fakeTime.ts';
import {
  SharedSecretStore,
  type SecretsOperation,
  type SecretsWindow,
} from '../../../support/memorySecrets.ts';

const LOCKED = new Error('The keyring is locked.');
const OPERATIONS: SecretsOperation[] = ['get', 'store', 'delete', 'keys'];

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('SessionFallbackSecrets', () => {
  let shared: SharedSecretStore;
  let time: FakeTime;
  let machine: SecretsWindow;
  let secrets: SessionFallbackSecrets;
  let changes: string[];
  let failures: unknown[];

  beforeEach(() => {
    shared = new SharedSecretStore({ a: '1', b: '2' });
    machine = shared.window();
    time = new FakeTime();
    secrets = new SessionFallbackSecrets(machine, time);
    changes = [];
    failures = [];
    secrets.onDidChange(({ key }) => changes.push(key));
    secrets.onDidFail((error) => failures.push(error));
  });

  function lock(...operations: SecretsOperation[]): void {
    for (const operation of operations) machine.faults.reject[operation] = LOCKED;
  }

  function unlock(): void {
    const works = Object.fromEntries(OPERATIONS.map((operation) => [operation, undefined]));
    Object.assign(machine.faults.reject, works);
  }

  async function all(): Promise<Record<string, string | undefined>> {
    const keys = await secrets.keys();
    return Object.fromEntries(
      await Promise.all(keys.map(async (key) => [key, await secrets.get(key)] as const)),
    );
  }

  it('is the machine’s storage while that works', async () => {
    await secrets.store('c', '3');
    await secrets.delete('a');
    await settle();
    assert.deepEqual(await all(), { b: '2', c: '3' });
    assert.deepEqual(Object.fromEntries(shared.entries), { b: '2', c: '3' });
    assert.deepEqual(changes, ['c', 'a']);
    assert.deepEqual(failures, []);
  });

  it('tells of the changes that other windows make', async () => {
    await shared.window().store('c', '3');
    await settle();
    assert.deepEqual(changes, ['c']);
    assert.equal(await secrets.get('c'), '3');
  });

  it('keeps what cannot be stored for this session', async () => {
    lock('store');
    await secrets.store('a', 'new');
    await secrets.store('c', '3');
    assert.deepEqual(await all(), { a: 'new', b: '2', c: '3' });
    assert.deepEqual(Object.fromEntries(shared.entries), { a: '1', b: '2' });
    assert.deepEqual(failures, [LOCKED, LOCKED]);
    assert.deepEqual(changes, ['a', 'c']);
  });

  it('remembers what cannot be deleted as deleted', async () => {
    lock('delete');
    await secrets.delete('a');
    assert.deepEqual(await all(), { b: '2' });
    assert.equal(await secrets.get('a'), undefined);
    assert.deepEqual(failures, [LOCKED]);
    assert.deepEqual(changes, ['a']);
  });

  it('works without any machine storage at all', async () => {
    lock(...OPERATIONS);
    assert.deepEqual(await secrets.keys(), []);
    assert.equal(await secrets.get('a'), undefined);
    await secrets.store('c', '3');
    await secrets.store('d', '4');
    await secrets.delete('d');
    assert.deepEqual(await all(), { c: '3' });
    assert.ok(failures.length > 0 && failures.every((failure) => failure === LOCKED));
  });

  it('stores in the machine again once that works', async () => {
    lock('store');
    await secrets.store('a', 'session');
    unlock();
    await secrets.store('a', 'stored');
    shared.put('a', 'changed elsewhere');
    assert.equal(await secrets.get('a'), 'changed elsewhere', 'the session’s value is forgotten');
  });

  it('deletes in the machine again once that works', async () => {
    lock('delete');
    await secrets.delete('a');
    unlock();
    await secrets.delete('a');
    assert.ok(!shared.entries.has('a'));
    shared.put('a', 'again');
    assert.deepEqual(await all(), { a: 'again', b: '2' });
  });

  it('reports each failure, and survives one that is not an Error', async () => {
    machine.faults.before = () => Promise.reject(Object.assign(new Error(), { name: 'quota' }));
    await secrets.get('a');
    await secrets.keys();
    await secrets.store('a', 'x');
    await secrets.delete('a');
    assert.equal(failures.length, 6, 'what cannot be changed is looked at');
  });

  it('stores what was refused as soon as the machine takes something', async () => {
    lock('store', 'delete');
    await secrets.store('a', 'typed');
    await secrets.delete('b');
    unlock();
    await secrets.store('c', '3');
    await settle();
    assert.deepEqual(Object.fromEntries(shared.entries), { a: 'typed', c: '3' });
    assert.deepEqual(await secrets.retry(), []);
  });

  it('tells what the machine still holds though it was deleted', async () => {
    lock('store', 'delete');
    await secrets.delete('a');
    await secrets.store('b', 'typed');
    assert.deepEqual(await secrets.retry(), ['a']);
    unlock();
    assert.deepEqual(await secrets.retry(), []);
    assert.deepEqual(Object.fromEntries(shared.entries), { b: 'typed' });
  });

  it('gives way to what another window has stored since', async () => {
    lock('store');
    await secrets.store('a', 'typed');
    await shared.window().store('a', 'newer');
    await settle();
    assert.equal(await secrets.get('a'), 'newer');
    unlock();
    await secrets.store('c', '3');
    await settle();
    assert.equal(shared.entries.get('a'), 'newer');
  });

  it('does not write over what another window has stored while nothing could be read', async () => {
    await all();
    lock(...OPERATIONS);
    await secrets.store('a', 'typed');
    await secrets.delete('b');
    shared.put('a', 'newer');
    await settle();
    unlock();
    assert.deepEqual(await secrets.retry(), []);
    assert.deepEqual(Object.fromEntries(shared.entries), { a: 'newer' });
    assert.equal(await secrets.get('a'), 'newer');
  });

  it('leaves alone what it has never seen, but deletes what was to be deleted', async () => {
    lock(...OPERATIONS);
    await secrets.store('a', 'typed');
    await secrets.delete('b');
    await secrets.store('c', '3');
    unlock();
    assert.deepEqual(await secrets.retry(), []);
    assert.deepEqual(Object.fromEntries(shared.entries), { a: '1', c: '3' });
  });

  it('keeps what was typed when an event comes without a change, or nothing can be read', async () => {
    lock('store');
    await secrets.store('a', 'typed');
    machine.fireChange('a');
    await settle();
    assert.equal(await secrets.get('a'), 'typed');
    lock('get');
    machine.fireChange('a');
    await settle();
    assert.equal(await secrets.get('a'), 'typed');
    assert.deepEqual(changes, ['a', 'a', 'a']);
  });

  it('notices that a change was made though it was said to have failed', async () => {
    let left = 1;
    machine.faults.after = (operation) =>
      operation === 'delete' && left-- > 0 ? Promise.reject(LOCKED) : undefined;
    await secrets.delete('a');
    assert.deepEqual([await secrets.retry(), machine.calls.delete], [[], 1]);
  });

  it('takes what it read last for what is there while the machine does not answer', async () => {
    await all();
    await secrets.store('c', '3');
    await secrets.delete('b');
    lock('get', 'keys');
    assert.deepEqual(await all(), { a: '1', c: '3' });
    unlock();
    shared.put('a', undefined);
    assert.deepEqual(await secrets.keys(), ['c']);
    lock('get');
    assert.equal(await secrets.get('a'), undefined);
  });

  it('changes one key in the order of the calls', async () => {
    let calls = 0;
    machine.faults.before = (operation) =>
      operation === 'store'
        ? new Promise((resolve) => setTimeout(resolve, calls++ === 0 ? 20 : 0))
        : undefined;
    await Promise.all([secrets.store('a', 'first'), secrets.store('a', 'second')]);
    assert.equal(shared.entries.get('a'), 'second');
  });

  it('listens to the machine once, and no more when disposed', async () => {
    assert.equal(machine.listenerCount, 1);
    secrets.dispose();
    assert.equal(machine.listenerCount, 0);
    lock('store');
    await secrets.store('a', 'x');
    assert.deepEqual([changes, failures], [[], []]);
  });

  it('goes on in memory when the machine’s storage says nothing for ten seconds', async () => {
    const { promise: unlocked, resolve: release } = Promise.withResolvers<undefined>();
    machine.faults.before = () => unlocked;
    const read = secrets.get('a');
    await time.advance(9_999);
    assert.deepEqual(failures, []);
    await time.advance(1);
    assert.equal(await read, undefined);
    assert.match(String(failures[0]), /did not answer within 10 seconds/);

    const written = secrets.store('a', 'typed');
    await time.advance(20_000);
    await written;
    assert.equal(await secrets.get('a'), 'typed');
    // The keyring is unlocked at last, and what hung is done.
    release(undefined);
    await settle();
    await secrets.retry();
    assert.equal(shared.entries.get('a'), 'typed');
    assert.equal(time.pendingTimers, 0);
  });

  it('keeps what was typed last when a storage stores and then rejects', async () => {
    await secrets.get('a');
    machine.faults.after = (operation) =>
      operation === 'store' || operation === 'get' ? Promise.reject(LOCKED) : undefined;
    await secrets.store('a', 'first');
    machine.faults.before = (operation) => (operation === 'store' ? Promise.reject(LOCKED) : undefined);
    await secrets.store('a', 'second');
    assert.equal(shared.entries.get('a'), 'first');
    machine.faults.before = undefined;
    machine.faults.after = undefined;
    await secrets.retry();
    assert.equal(await secrets.get('a'), 'second');
    assert.equal(shared.entries.get('a'), 'second');
  });
});
