import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { workspace } from 'vscode';

import { guard } from '../../src/editor/guard.ts';
import { runCommand } from '../../src/handlers.ts';
import { forgetEverything } from '../../src/features/applications/removeApplication.ts';
import type { CommandId } from '../../src/contributions.ts';
import { ACTIVE_KEY, applicationStorageKey, ISSUED_KEY } from '../../src/core/storage/storageKeys.ts';
import { LinkedEnvironments } from '../../src/core/envFile/linkedEnvironments.ts';
import type { Services } from '../../src/services.ts';
import { LinkStore } from '../../src/editor/linkStore.ts';
import { WorkspaceEnvFiles } from '../../src/host/workspaceEnvFiles.ts';
import { defaultApplication, faults } from '../support/routeeSandbox.ts';
import { CommandBench } from './support/commandContext.ts';
import { closeEditors, openFile } from './support/editors.ts';
import { eventually } from './support/eventually.ts';
import { escapeUntilDone, QuickInputs } from './support/quickInputs.ts';
import { replaceGetter } from './support/replaceMember.ts';
import { WorkspaceFolder } from './support/repository.ts';

const { id, secret } = defaultApplication;

describe('adding, editing and removing applications', () => {
  let bench: CommandBench;
  let inputs: QuickInputs;

  beforeEach(async () => {
    bench = await CommandBench.start();
    inputs = new QuickInputs();
  });

  afterEach(async () => {
    inputs.dispose();
    await closeEditors();
    await bench.stop();
  });

  const run = (command: CommandId, argument?: unknown): Promise<void> =>
    runCommand(command, bench.context, argument);

  it('lets a wrong secret be corrected, with everything else as it was typed', async () => {
    const done = run('routee.addApplication');
    await inputs.accept(1, id);
    await inputs.accept(2, 'wrong');
    await inputs.accept(3, 'Shop');
    await inputs.accept(4);
    await eventually('the refusal', () => bench.sandbox.exchangeCount() === 1);
    assert.equal(bench.secrets.entries.size, 0, 'nothing is stored before it was accepted');
    await inputs.accept(2, secret);
    await inputs.accept(3);
    await inputs.accept(4);
    await done;
    const [application] = bench.context.applications.applications;
    assert.deepEqual([application?.id, application?.secret, application?.name], [id, secret, 'Shop']);
  });

  it('keeps what was typed in a step that is left', async () => {
    const first = run('routee.addApplication');
    await inputs.leave(1, 'escape', id);
    await first;

    const second = run('routee.addApplication');
    assert.equal(await inputs.text(1), id);
    await inputs.accept(1);
    await inputs.leave(2, 'back', 'half a sec');
    await inputs.accept(1);
    assert.equal(await inputs.text(2), 'half a sec');
    await inputs.accept(2, secret);
    await inputs.leave(3, 'escape', 'My Sh');
    await second;

    const third = run('routee.addApplication');
    await inputs.accept(1);
    assert.equal(await inputs.text(2), secret);
    await inputs.accept(2);
    assert.equal(await inputs.text(3), 'My Sh');
    await inputs.accept(3);
    await inputs.leave(4, 'back', 'sms');
    await inputs.accept(3);
    await inputs.accept(4);
    await third;
    const [application] = bench.context.applications.applications;
    assert.deepEqual([application?.name, application?.scopes], ['My Sh', ['sms']]);
  });

  it('saves an application that could not be checked only when told so', async () => {
    bench.sandbox.setFault(faults.serverError);
    const first = run('routee.addApplication');
    await inputs.accept(1, `${id}:${secret}`);
    await inputs.accept(3, 'Shop');
    await inputs.accept(4);
    await first;
    assert.equal(bench.messages.only.modal, true);
    assert.deepEqual(bench.messages.only.buttons, ['Retry', 'Save Anyway']);
    assert.equal(bench.secrets.entries.size, 0);

    // What was typed is still there.
    const second = run('routee.addApplication');
    bench.messages.willPress('Retry');
    bench.messages.willPress('Save Anyway');
    for (const step of [1, 2, 3, 4]) await inputs.accept(step);
    await second;
    assert.equal(bench.sandbox.exchangeCount(), 3);
    assert.equal(bench.context.applications.active?.name, 'Shop');
    assert.match(bench.messages.shown.at(-1)?.text ?? '', /^Shop was saved without a check/);
  });

  it('points out an exact double', async () => {
    await bench.add();
    const done = run('routee.addApplication');
    await inputs.accept(1, `${id}:${secret}`);
    await inputs.accept(3, 'Again');
    await inputs.accept(4);
    await eventually('the hint', () => bench.messages.shown.length > 0);
    assert.match(bench.messages.only.text, /^"Shop" already has the same ID and scopes/);
    await escapeUntilDone('Add Application', done);
    assert.equal(bench.context.applications.applications.length, 1);
    assert.equal(bench.sandbox.requests.length, 0);
  });

  it('asks Routee before a new secret takes the place of the old one', async () => {
    const { key } = await bench.add({ secret: 'out-of-date' });
    const done = run('routee.editApplication', { key, field: 'secret' });
    await inputs.acceptUnnumbered('wrong');
    await eventually('the refusal', () => bench.sandbox.exchangeCount() === 1);
    assert.equal(bench.context.applications.get(key)?.secret, 'out-of-date');
    await inputs.acceptUnnumbered(secret);
    await done;
    assert.equal(bench.context.applications.get(key)?.secret, secret);
    assert.equal(bench.context.tokens.state(key).kind, 'ready');
  });

  it('changes a name without asking Routee', async () => {
    const { key } = await bench.add();
    const done = run('routee.editApplication');
    await inputs.choose('Name');
    await inputs.acceptUnnumbered(' Web shop ');
    await done;
    assert.equal(bench.context.applications.get(key)?.name, 'Web shop');
    assert.equal(bench.sandbox.requests.length, 0);
  });

  it('takes credentials that cannot be read from the user again, and keeps what can be', async () => {
    const { key } = await bench.add({ name: 'Web shop' });
    const stored = applicationStorageKey(key);
    bench.secrets.put(stored, JSON.stringify({ version: 1, id, name: 'Web shop' }));
    await eventually('the broken row', () => bench.context.applications.all[0]?.kind === 'broken');
    const done = run('routee.enterSecretAgain', { key });
    await inputs.accept(2, secret);
    await inputs.accept(3);
    await inputs.accept(4);
    await done;
    const application = bench.context.applications.get(key);
    assert.deepEqual([application?.id, application?.secret, application?.name], [id, secret, 'Web shop']);
    assert.equal(bench.context.tokens.state(key).kind, 'ready');
  });

  it('says why there is no token of what cannot be read, with the button that mends it', async () => {
    const { key } = await bench.add();
    const whatIsBroken = (): string | undefined => {
      const [stored] = bench.context.applications.all;
      return stored?.kind === 'broken' ? stored.broken.reason : undefined;
    };
    bench.secrets.put(applicationStorageKey(key), 'no JSON');
    await eventually('the broken row', () => whatIsBroken() === 'unreadable');
    bench.messages.willPress('Enter Secret Again');
    await run('routee.copyToken', { key });
    const [told] = bench.messages.shown;
    assert.equal(told?.kind, 'warning');
    assert.match(told.text, /^The stored credentials of this application can't be read\. Enter the secret/);
    // The button runs the command of the extension itself, which has no application here.
    await eventually('the command', () => bench.messages.shown.length === 2);
    assert.match(bench.messages.shown[1]?.text ?? '', /^All stored credentials can be read/);

    bench.messages.clear();
    bench.secrets.put(applicationStorageKey(key), JSON.stringify({ version: 3 }));
    await eventually('the row of a newer version', () => whatIsBroken() === 'newerVersion');
    await run('routee.copyToken', { key });
    assert.match(bench.messages.only.text, /^A newer version of Routee Auth/);
    assert.deepEqual(bench.messages.only.buttons, []);
    assert.equal(bench.sandbox.requests.length, 0);
  });

  it('asks for no second application where the only one cannot be read', async () => {
    const { key } = await bench.add();
    bench.secrets.put(applicationStorageKey(key), 'no JSON');
    await eventually('the broken row', () => bench.context.applications.all[0]?.kind === 'broken');
    for (const command of ['routee.getToken', 'routee.insertToken', 'routee.checkBalance'] as const) {
      bench.messages.clear();
      await openFile('notes.txt', '‸');
      await run(command);
      assert.match(bench.messages.only.text, /^The stored credentials of this application can't be read/);
    }
  });

  it('says that an application is gone, though no other is left', async () => {
    const { key } = await bench.add();
    await bench.context.applications.remove(key);
    await run('routee.copyToken', { key });
    assert.match(bench.messages.only.text, /^This application is no longer stored/);
  });

  it('leaves what a newer version has stored alone', async () => {
    const { key } = await bench.add();
    const newer = JSON.stringify({ version: 3, secret: 'x' });
    bench.secrets.put(applicationStorageKey(key), newer);
    await eventually('the row', () => bench.context.applications.all[0]?.kind === 'broken');
    await run('routee.enterSecretAgain', { key });
    assert.match(bench.messages.only.text, /^A newer version of Routee Auth/);
    assert.equal(bench.secrets.entries.get(applicationStorageKey(key)), newer);
  });

  it('deletes an application with its token, and no other', async () => {
    const shop = await bench.add();
    const sms = await bench.add({ name: 'SMS only', scopes: ['sms'] });
    await bench.context.applications.setActive(shop.key);
    for (const { key } of [shop, sms]) await bench.context.tokens.getToken(key);
    await eventually('both tokens', () => bench.secrets.entries.size === 8);
    await run('routee.removeApplication', { key: shop.key });
    assert.equal(bench.secrets.entries.size, 8, 'it was only asked about');

    bench.messages.willPress('Remove');
    await run('routee.removeApplication', { key: shop.key });
    const left = [...bench.secrets.entries.keys()].filter((name) => name !== ISSUED_KEY);
    assert.equal(left.length, 3, left.join(' '));
    assert.ok(left.every((name) => name.includes(sms.key)));
    assert.equal(bench.context.applications.active?.key, sms.key);
  });

  it('removes from the palette what cannot be read, too', async () => {
    const shop = await bench.add();
    const broken = await bench.add({ name: 'Old', scopes: ['sms'] });
    const newer = await bench.add({ name: 'New', scopes: ['voice'] });
    bench.secrets.put(applicationStorageKey(broken.key), JSON.stringify({ version: 1, id, name: 'Old' }));
    bench.secrets.put(applicationStorageKey(newer.key), JSON.stringify({ version: 3, name: 'New' }));
    const brokenOnes = (): number =>
      bench.context.applications.all.filter(({ kind }) => kind === 'broken').length;
    await eventually('the broken rows', () => brokenOnes() === 2);
    for (const name of ['Old', 'New']) {
      bench.messages.willPress('Remove');
      const done = run('routee.removeApplication');
      await inputs.choose(name);
      await done;
      assert.equal(bench.messages.shown.at(-1)?.text, `Remove ${name}?`);
    }
    assert.deepEqual(
      bench.context.applications.all.map(({ key }) => key),
      [shop.key],
    );
  });

  it('forgets everything, readable or not', async () => {
    const { key } = await bench.add();
    await bench.context.tokens.getToken(key);
    bench.secrets.put(applicationStorageKey('other'), 'no JSON');
    bench.secrets.put(ACTIVE_KEY, key);
    await run('routee.forgetEverything');
    assert.ok(bench.secrets.entries.size >= 3, 'it was only asked about');
    bench.messages.willPress('Forget Everything');
    await run('routee.forgetEverything');
    assert.deepEqual([...bench.secrets.entries.keys()], []);
  });

  it('says so when the machine’s storage does not let go of what is deleted, and tries again', async () => {
    const { key } = await bench.add();
    bench.machine.faults.reject.delete = new Error('The keyring is locked.');
    bench.messages.willPress('Forget Everything');
    const unlocked = eventually('the warning', () => bench.messages.shown.at(1)).then((warning) => {
      assert.match(warning.text, /refused to delete it.*Unlock the keyring, and try again\.$/);
      assert.ok(bench.secrets.entries.has(applicationStorageKey(key)));
      Reflect.deleteProperty(bench.machine.faults.reject, 'delete');
    });
    bench.messages.willPress('Retry', unlocked);
    await run('routee.forgetEverything');
    assert.deepEqual([...bench.secrets.entries.keys()], []);
    assert.match(bench.messages.shown.at(-1)?.text ?? '', /^Routee Auth has forgotten all/);
  });

  it('does not claim that everything is forgotten when it is not', async () => {
    await bench.add();
    bench.machine.faults.reject.delete = new Error('The keyring is locked.');
    bench.messages.willPress('Forget Everything');
    await run('routee.forgetEverything');
    assert.match(bench.messages.shown.at(-1)?.text ?? '', /refused to delete it/);
  });

  /** A `.env` that holds the token of a new application, and the services that know of the link. */
  async function linkFile(canTrustStorage: boolean) {
    const { key } = await bench.add();
    const { token } = await bench.context.tokens.getToken(key);
    const place = new WorkspaceFolder('plain');
    const links = new LinkStore(bench.workspaceMemory, true);
    const linked = new LinkedEnvironments({
      ...bench.context,
      applications: bench.store,
      links,
      files: new WorkspaceEnvFiles(bench.git),
      canTrustStorage: () => canTrustStorage,
      onStop: () => undefined,
    });
    const file = place.path('.env');
    await linked.link({ file, key, target: { kind: 'dotenv', name: 'T' } }, token.accessToken);
    const context: Services = { ...bench.context, links, environments: () => Promise.resolve(linked) };
    const end = (): void => {
      linked.dispose();
      links.dispose();
      place.remove();
    };
    return { file, linked, links, context, end };
  }

  it('leaves nothing in what is remembered when everything is forgotten, here and in files', async () => {
    // Also where storage fails: the user wants them gone.
    const { file, context, end } = await linkFile(false);
    for (const name of ['filesWithTokens', 'sendWithoutAsking'])
      await bench.workspaceMemory.update(`routee.${name}`, ['file:///a.http']);
    await bench.context.memory.update('routee.sampleLanguage', 'go');
    await bench.context.memory.update('other', 1);
    const response = {
      request: 'GET /a',
      status: 200,
      applicationName: 'Shop',
      bytes: undefined,
      again: () => Promise.resolve(),
      atMs: 0,
    };
    bench.context.responses.add({ ...response, name: 'a', text: '{}', extension: 'jsonc' });
    bench.messages.willPress('Forget Everything');
    await guard(forgetEverything, context)();
    assert.deepEqual([bench.workspaceMemory.keys(), bench.memory.keys()], [[], ['other']]);
    assert.deepEqual([bench.context.responses.recent, existsSync(file)], [[], false]);
    end();
  });

  it('names the linked files that it may not write to, and keeps their links until it may', async () => {
    const { file, linked, links, context, end } = await linkFile(true);
    const restore = replaceGetter(workspace, 'isTrusted', () => false);
    try {
      bench.messages.willPress('Forget Everything');
      await guard(forgetEverything, context)();
      assert.match(
        bench.messages.shown.at(-1)?.text ?? '',
        /it can't write to files of this workspace\. .*\.env might still contain a token\. Trust the workspace/,
      );
      assert.deepEqual(bench.messages.shown.at(-1)?.buttons, ['Manage Workspace Trust']);
      assert.deepEqual([bench.store.all, links.all, links.stored.length], [[], [], 1]);
    } finally {
      restore();
    }
    // Trust has come: the links are taken up again.
    await linked.start();
    assert.deepEqual([links.stored, existsSync(file)], [[], false]);
    end();
  });

  it('tries again at once when the user says so', async () => {
    const { key } = await bench.add();
    bench.sandbox.failNext(1, faults.serverError);
    await run('routee.getToken');
    assert.equal(bench.context.tokens.state(key).kind, 'failed');
    await run('routee.retryNow', { key });
    assert.equal(bench.context.tokens.state(key).kind, 'ready');
    assert.equal(bench.sandbox.exchangeCount(), 2);
  });
});
