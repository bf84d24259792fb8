import assert from 'node:assert/strict';

import { runCommand } from '../../src/commands/handlers.ts';
import type { CommandId } from '../../src/contributions.ts';
import type { Application } from '../../src/core/applications/application.ts';
import { applicationStorageKey } from '../../src/core/applications/storageKeys.ts';
import { faults } from '../support/routeeSandbox.ts';
import { CommandBench } from './support/commandContext.ts';
import { eventually } from './support/eventually.ts';
import { escapeUntilDone, QuickInputs } from './support/quickInputs.ts';

describe('commands for several rows of the view', () => {
  let bench: CommandBench;
  let a: Application;
  let b: Application;
  let c: Application;

  beforeEach(async () => {
    bench = await CommandBench.start();
    for (const id of ['a', 'b', 'c']) bench.sandbox.addApplication({ id, secret: `secret of ${id}` });
    const add = (id: string): Promise<Application> =>
      bench.add({ id, secret: `secret of ${id}`, name: id.toUpperCase() });
    a = await add('a');
    b = await add('b');
    c = await add('c');
  });

  afterEach(() => bench.stop());

  const row = ({ key }: { key: string }): object => ({ kind: 'application', key });
  const run = (command: CommandId, argument?: unknown, items?: unknown): Promise<void> =>
    runCommand(command, bench.context, argument, items);
  const names = (): string => bench.store.applications.map(({ name }) => name).join('');

  it('asks once, with all names, before it removes them', async () => {
    const items = [row(c), row(a), { kind: 'scopes', key: b.key, id: 'x', label: 'Scopes', items: [] }];
    await run('routee.removeApplication', items[0], items);
    assert.equal(bench.messages.only.text, 'Remove 2 applications?');
    assert.match(bench.messages.only.detail, /^A and C\n\nTheir ids/);
    assert.equal(names(), 'ABC');
    bench.messages.willPress('Remove');
    await run('routee.removeApplication', items[0], items);
    assert.equal(names(), 'B', 'a row below an application is not the application');
  });

  it('removes broken records among them, and counts those that have no room', async () => {
    bench.secrets.put(applicationStorageKey('broken'), '{');
    await eventually('the broken row', () => bench.store.all.length === 4);
    const items = bench.store.all.map(row);
    await run('routee.removeApplication', items[0], items);
    assert.match(bench.messages.only.detail, /Unreadable application/);
    bench.messages.clear();
    for (let n = 0; n < 8; n++) await bench.add({ id: `n${n}`, name: `N${n}` });
    const many = bench.store.all.map(row);
    await run('routee.removeApplication', many[0], many);
    assert.equal(bench.messages.only.text, 'Remove 12 applications?');
    assert.match(bench.messages.only.detail, /, and 2 more\n\n/);
  });

  it('does nothing when Delete is pressed on a row below an application', async () => {
    await run('routee.removeApplication', { kind: 'scope', key: a.key }, [{ kind: 'scope', key: a.key }]);
    assert.deepEqual(bench.messages.shown, []);
    assert.equal(names(), 'ABC');
  });

  it('refreshes their tokens, and says in one message what came of it', async () => {
    await bench.context.tokens.getToken(a.key);
    const items = [row(a), row(b)];
    await run('routee.refreshToken', items[0], items);
    assert.equal(bench.sandbox.exchangeCount(), 3);
    assert.equal(
      bench.messages.only.text,
      '1 new token. Routee handed back the same token once: it gives a new one only after the old one has expired.',
    );
  });

  it('names those whose token could not be refreshed', async () => {
    await bench.store.update(c.key, { secret: 'wrong' });
    const items = [a, b, c].map(row);
    await run('routee.refreshToken', items[0], items);
    assert.equal(bench.messages.only.kind, 'warning');
    assert.equal(bench.messages.only.text, 'Not refreshed: C. 2 new tokens.');
    assert.deepEqual(bench.messages.only.buttons, ['Show Log']);
    bench.messages.clear();
    bench.sandbox.setFault(faults.serverError);
    await run('routee.refreshToken', items[0], items.slice(0, 2));
    assert.equal(bench.messages.only.text, 'Not refreshed: A and B.');
  });

  it('acts on the row that was clicked where several make no sense', async () => {
    await run('routee.useApplication', row(b), [row(a), row(b)]);
    assert.equal(bench.store.active?.name, 'B');
  });

  it('moves them up and down, or where they were dropped', async () => {
    await run('routee.moveUp', row(c), [row(c)]);
    assert.equal(names(), 'ACB');
    await run('routee.moveDown', row(a), [row(a), row(c)]);
    assert.equal(names(), 'BAC');
    await run('routee.moveUp', { key: c.key });
    assert.equal(names(), 'BCA');
    await run('routee.moveDown', { moved: [b.key], onto: undefined });
    assert.equal(names(), 'CAB');
    await run('routee.moveDown', { kind: 'scope', key: c.key }, [{ kind: 'scope', key: c.key }]);
    assert.equal(names(), 'CAB');
    assert.equal(bench.store.active?.name, 'A', 'the order decides nothing but the order');
  });

  describe('F2', () => {
    let inputs: QuickInputs;
    beforeEach(() => {
      inputs = new QuickInputs();
    });
    afterEach(() => {
      inputs.dispose();
    });

    it('renames, without asking Routee', async () => {
      const done = run('routee.renameApplication', row(a), [row(a)]);
      await inputs.acceptUnnumbered(' Web shop ');
      await done;
      assert.equal(bench.store.get(a.key)?.name, 'Web shop');
      assert.equal(bench.sandbox.requests.length, 0);
    });

    it('refuses an empty name and one that is taken, and keeps its own', async () => {
      const done = run('routee.renameApplication', row(a), [row(a)]);
      await inputs.acceptUnnumbered('B');
      await escapeUntilDone('Rename', done);
      const again = run('routee.renameApplication', row(a), [row(a)]);
      await inputs.acceptUnnumbered('  ');
      await escapeUntilDone('Rename', again);
      assert.equal(bench.store.get(a.key)?.name, 'A');
      const own = run('routee.renameApplication', row(a), [row(a)]);
      await inputs.acceptUnnumbered('A');
      await own;
      assert.equal(bench.store.get(a.key)?.name, 'A');
    });
  });
});
