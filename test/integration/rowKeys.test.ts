import assert from 'node:assert/strict';

import { runCommand } from '../../src/handlers.ts';
import type { CommandId } from '../../src/contributions.ts';
import type { Application } from '../../src/core/applications/application.ts';
import { CommandBench } from './support/commandContext.ts';
import { escapeUntilDone, QuickInputs } from './support/quickInputs.ts';

describe('keys on a row of the view', () => {
  let bench: CommandBench;
  let a: Application;

  beforeEach(async () => {
    bench = await CommandBench.start();
    a = await bench.add({ id: 'a', name: 'A' });
    await bench.add({ id: 'b', name: 'B' });
  });

  afterEach(() => bench.stop());

  const row = ({ key }: { key: string }): object => ({ kind: 'application', key });
  const run = (command: CommandId, argument?: unknown): Promise<void> =>
    runCommand(command, bench.context, argument);
  const names = (): string => bench.store.applications.map(({ name }) => name).join('');

  it('removes with Delete, after a question', async () => {
    await run('routee.removeApplication', row(a));
    assert.equal(bench.messages.only.text, 'Remove A?');
    assert.equal(names(), 'AB');
    bench.messages.willPress('Remove');
    await run('routee.removeApplication', row(a));
    assert.equal(names(), 'B');
  });

  it('does nothing when Delete is pressed on a row below an application', async () => {
    await run('routee.removeApplication', { kind: 'scope', key: a.key });
    assert.deepEqual(bench.messages.shown, []);
    assert.equal(names(), 'AB');
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
      const done = run('routee.renameApplication', row(a));
      await inputs.acceptUnnumbered(' Web shop ');
      await done;
      assert.equal(bench.store.get(a.key)?.name, 'Web shop');
      assert.equal(bench.sandbox.requests.length, 0);
    });

    it('refuses an empty name and one that is taken, and keeps its own', async () => {
      const done = run('routee.renameApplication', row(a));
      await inputs.acceptUnnumbered('B');
      await escapeUntilDone('Rename', done);
      const again = run('routee.renameApplication', row(a));
      await inputs.acceptUnnumbered('  ');
      await escapeUntilDone('Rename', again);
      assert.equal(bench.store.get(a.key)?.name, 'A');
      const own = run('routee.renameApplication', row(a));
      await inputs.acceptUnnumbered('A');
      await own;
      assert.equal(bench.store.get(a.key)?.name, 'A');
    });
  });
});
