import assert from 'node:assert/strict';

import { type SecretsWindow, SharedSecretStore } from '../../support/memorySecrets.ts';

describe('SharedSecretStore', () => {
  function listen(window: SecretsWindow): string[] {
    const heard: string[] = [];
    window.onDidChange(({ key }) => heard.push(key));
    return heard;
  }

  const turn = () => new Promise((resolve) => setImmediate(resolve));

  it('shows live windows one truth, and tells all of them of each change', async () => {
    const shared = new SharedSecretStore({ a: '1' });
    const [one, two] = [shared.window(), shared.window()];
    const [heardOne, heardTwo] = [listen(one), listen(two)];
    await one.store('b', '2');
    await two.delete('a');
    await two.delete('a');
    await turn();
    assert.deepEqual([await two.get('b'), await one.get('a'), await one.keys()], ['2', undefined, ['b']]);
    assert.deepEqual(
      [heardOne, heardTwo],
      [
        ['b', 'a'],
        ['b', 'a'],
      ],
    );
    assert.deepEqual(two.calls, { get: 1, store: 0, delete: 2, keys: 0 });
  });

  it('lets stale windows undo each other', async () => {
    const shared = new SharedSecretStore({ a: '1' });
    const [one, two] = [shared.window({ mode: 'stale' }), shared.window({ mode: 'stale' })];
    const [heardOne, heardTwo] = [listen(one), listen(two)];
    await one.store('b', '2');
    assert.equal(await two.get('b'), undefined);
    await two.store('c', '3');
    await turn();
    assert.deepEqual(Object.fromEntries(shared.entries), { a: '1', c: '3' });
    assert.deepEqual(await one.keys(), ['a', 'b']);
    assert.deepEqual([heardOne, heardTwo], [['b'], ['c', 'b']]);
    assert.deepEqual(await shared.window({ mode: 'stale' }).keys(), ['a', 'c']);
  });

  it('writes past all windows for the test', async () => {
    const shared = new SharedSecretStore();
    const window = shared.window();
    const heard = listen(window);
    shared.put('a', 'broken');
    assert.equal(await window.get('a'), 'broken');
    shared.put('a', undefined);
    await turn();
    assert.deepEqual([heard, shared.entries.size], [['a', 'a'], 0]);
  });

  it('stops telling disposed listeners', async () => {
    const window = new SharedSecretStore().window();
    const subscription = window.onDidChange(() => assert.fail());
    assert.equal(window.listenerCount, 1);
    subscription.dispose();
    await window.store('a', '1');
    await turn();
    assert.equal(window.listenerCount, 0);
  });

  it('rejects, hides and delays as told', async () => {
    const shared = new SharedSecretStore({ a: '1' });
    const window = shared.window();
    for (const operation of ['get', 'store', 'delete', 'keys'] as const) {
      window.faults.reject[operation] = new Error(operation);
    }
    await assert.rejects(window.get('a'), /get/);
    await assert.rejects(window.store('a', '2'), /store/);
    await assert.rejects(window.delete('a'), /delete/);
    await assert.rejects(window.keys(), /keys/);
    assert.deepEqual(Object.fromEntries(shared.entries), { a: '1' });

    delete window.faults.reject.get;
    window.faults.unreadable.add('a');
    assert.equal(await window.get('a'), undefined);

    delete window.faults.reject.store;
    const gate = Promise.withResolvers<undefined>();
    window.faults.before = (operation) => (operation === 'store' ? gate.promise : undefined);
    const pending = window.store('a', '2');
    await turn();
    assert.equal(shared.entries.get('a'), '1');
    gate.resolve(undefined);
    await pending;
    assert.equal(shared.entries.get('a'), '2');

    window.faults.after = () => Promise.reject(new Error('lost answer'));
    await assert.rejects(window.store('a', '3'), /lost answer/);
    assert.equal(shared.entries.get('a'), '3');
  });

  it('makes noise', async () => {
    const window = new SharedSecretStore({ a: '1' }).window();
    const heard = listen(window);
    window.faults.noise = 'twice';
    await window.store('a', '2');
    window.faults.noise = 'spurious';
    await window.get('b');
    window.fireChange('c');
    await turn();
    assert.deepEqual(heard, ['a', 'a', 'b', 'c']);
  });

  it('lets a window die amid a write', async () => {
    const shared = new SharedSecretStore();
    const [dying, other] = [shared.window(), shared.window()];
    const heard = listen(dying);
    const gate = Promise.withResolvers<undefined>();
    dying.faults.before = () => gate.promise;
    let settled = false;
    const settle = () => (settled = true);
    dying.store('a', '1').then(settle, settle);
    dying.kill();
    gate.resolve(undefined);
    await other.store('b', '2');
    await turn();
    assert.deepEqual([settled, heard, [...shared.entries.keys()]], [false, [], ['b']]);
  });
});
