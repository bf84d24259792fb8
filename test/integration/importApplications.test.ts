import assert from 'node:assert/strict';
import { commands, Uri, window, workspace, type QuickPickItem } from 'vscode';

import { runCommand } from '../../src/handlers.ts';
import { Redaction } from '../../src/core/redaction/redaction.ts';
import { defaultApplication, faults } from '../support/routeeSandbox.ts';
import { CommandBench } from './support/commandContext.ts';
import { closeEditors } from './support/editors.ts';
import { eventually } from './support/eventually.ts';
import { MemoryFileSystem } from './support/memoryFileSystem.ts';
import { replaceMember } from './support/replaceMember.ts';
import { WorkspaceFolder } from './support/repository.ts';

const { id, secret } = defaultApplication;
const SMS = { id: '6867b522e4b06a33d50517c8', secret: 'S3cret-of-SMS' };
const ENV = `# mine\nPORT=1\nSHOP_ROUTEE_APPLICATION_ID=${id}\nSHOP_ROUTEE_APPLICATION_SECRET="${secret}" # keep\nROUTEE_APPLICATION_ID=${SMS.id}\nROUTEE_APPLICATION_SECRET=${SMS.secret}\nX_CLIENT_ID=x\nX_CLIENT_SECRET=y\n`;
const EMPTIED = ENV.replace(`"${secret}"`, '').replace(SMS.secret, '');

type Item = QuickPickItem & { readonly uri?: Uri };

describe('Import Applications', () => {
  let bench: CommandBench;
  let place: WorkspaceFolder;
  let offered: Item[][];
  /** What a person picks of the next lists. */
  let picks: ((items: readonly Item[]) => unknown)[];
  let restore: (() => void)[];

  beforeEach(async () => {
    bench = await CommandBench.start();
    bench.sandbox.addApplication(SMS);
    place = new WorkspaceFolder('plain');
    offered = [];
    picks = [];
    restore = [
      replaceMember(window, 'showQuickPick', (items: readonly Item[]) => {
        offered.push([...items]);
        return Promise.resolve(picks.shift()?.(items));
      }),
    ];
  });

  afterEach(async () => {
    for (const put of restore.reverse()) put();
    await closeEditors();
    place.remove();
    await bench.stop();
  });

  const run = (): Promise<void> => runCommand('routee.importApplications', bench.context, undefined);
  const file = (uri: Uri) => (items: readonly Item[]) =>
    items.find((item) => item.uri?.fsPath === uri.fsPath);
  const preselected = (items: readonly Item[]): Item[] => items.filter(({ picked }) => picked === true);
  const write = (name: string, text: string): Uri => Uri.file(place.write(name, text));
  const stored = (): unknown[] =>
    bench.store.applications.map((one) => [one.name, one.id, one.secret, one.scopes]);

  it('takes the likely pairs of a .env file, checks them, and takes the secrets out of it again', async () => {
    const env = write('.env', ENV);
    picks = [file(env), preselected];
    bench.messages.willPress('Remove from File');
    await run();
    const [files, pairs] = offered;
    assert.equal(files?.at(-1)?.label, '$(folder-opened) Browse…');
    assert.deepEqual(
      pairs?.map((item) => [item.label, item.description, item.picked]),
      [
        ['Shop', '5756…17c7', true],
        ['6867…17c8', '', true],
        ['X', 'x…', false],
        ['$(list-selection) Other Variables…', undefined, undefined],
      ],
    );
    assert.ok(
      !JSON.stringify(
        offered.map((items) => items.map(({ label, description, detail }) => [label, description, detail])),
      ).includes(secret),
    );
    assert.deepEqual(stored(), [
      ['Routee 17c8', SMS.id, SMS.secret, []],
      ['Shop', id, secret, []],
    ]);
    for (const { key } of bench.store.applications)
      assert.equal(bench.context.tokens.state(key).kind, 'ready');
    const removed = await eventually('the removal', () => bench.messages.shown[1]?.text);
    assert.match(
      bench.messages.shown[0]?.text ?? '',
      /^Imported from .*\.env: Shop and Routee 17c8\. The secret is still in the file/,
    );
    assert.match(removed, /^Removed from .*\.env\. Undo restores it\.$/);
    assert.equal(new TextDecoder().decode(await workspace.fs.readFile(env)), EMPTIED);
    await commands.executeCommand('undo');
    await eventually('the secrets again', () => window.activeTextEditor?.document.getText() === ENV);
  });

  it('points out what is stored already, and what Routee refuses', async () => {
    await bench.add({ name: 'Mine' });
    const env = write('.env', ENV.replace(SMS.secret, 'wrong'));
    picks = [file(env), (items) => items.filter(({ label }) => label !== 'X' && !label.startsWith('$'))];
    await run();
    assert.equal(offered[1]?.[0]?.detail, 'Already stored as "Mine"');
    assert.equal(offered[1][0].picked, false);
    const { kind, text, buttons } = bench.messages.only;
    assert.equal(kind, 'warning');
    assert.match(
      text,
      /^Already stored: Mine\. Routee 17c8 wasn't imported\. .*rejected.*The secret is still in the file/,
    );
    assert.deepEqual(buttons, ['Remove from File'], 'that of the stored one');
    assert.equal(bench.store.applications.length, 1);
  });

  it('loses nothing when Routee cannot be reached, and asks once', async () => {
    bench.sandbox.setFault(faults.serverError);
    picks = [file(write('.env', ENV)), preselected];
    bench.messages.willPress('Save Anyway');
    await run();
    assert.equal(stored().length, 2);
    assert.equal(bench.sandbox.exchangeCount(), 1);
    assert.match(
      bench.messages.shown.at(-1)?.text ?? '',
      /Not checked, because Routee couldn't be reached: Shop and Routee 17c8/,
    );
  });

  it('warns where Git keeps the secret, also after it was removed', async () => {
    bench.messages.willPress('Remove from File');
    bench.messages.willPress('Open Routee Portal');
    let opened = 0;
    const put = replaceMember(commands, 'executeCommand', (command: string, ...rest: unknown[]) => {
      if (command !== 'routee.openRouteePortal') return original(command, ...rest);
      opened++;
      return Promise.resolve();
    });
    Object.assign(bench.context, { git: { isTracked: () => Promise.resolve(true) } });
    picks = [file(write('.env', ENV)), (items) => items.slice(0, 1)];
    await run();
    await eventually('the portal', () => opened === 1);
    put();
    assert.match(
      bench.messages.shown[0]?.text ?? '',
      /Git tracks .*\.env\. Anyone who can read the repository can read the secret/,
    );
    assert.match(
      bench.messages.shown[1]?.text ?? '',
      /Git's history still contains it\. Create a new secret for the application/,
    );
  });

  it('offers no removal where this machine cannot keep secrets', async () => {
    Object.assign(bench.context, { storage: { isTrusted: false } });
    picks = [file(write('.env', ENV)), preselected];
    await run();
    assert.deepEqual(bench.messages.only.buttons, []);
  });

  it('takes variables of any name that are picked', async () => {
    const env = write('other.env', `WHO=${id}\nWHAT=${secret}\nSPACED=a b\n`);
    const named = (label: string) => (items: readonly Item[]) => items.find((item) => item.label === label);
    picks = [file(env), named('WHO'), named('WHAT')];
    await run();
    assert.deepEqual(
      offered[1]?.map(({ label }) => label),
      ['WHO', 'WHAT'],
      'no id has blanks in it',
    );
    assert.deepEqual(stored(), [['Who', id, secret, []]]);
  });

  it('reads the environments of HTTP clients, the private file with the other one', async () => {
    const name = 'http-client.private.env.json';
    const text = `{\n  // mine\n  "dev": { "routeeApplicationSecret": "${secret}" },\n  "prod": {}\n}\n`;
    write('http-client.env.json', `{ "dev": { "routeeApplicationId": "${id}" } }`);
    picks = [file(write(name, text)), preselected];
    bench.messages.willPress('Remove from File');
    await run();
    assert.deepEqual(stored(), [['dev', id, secret, []]]);
    await eventually('the removal', () => bench.messages.shown.length === 2);
    assert.equal(
      new TextDecoder().decode(await workspace.fs.readFile(Uri.file(place.path(name)))),
      text.replace(secret, ''),
    );
  });

  it('reads any file system, and says what cannot be read', async () => {
    const memory = new MemoryFileSystem('routee-import-test', {
      '.env': ENV,
      'large.env': 'x'.repeat(1024 * 1024 + 1),
      'http-client.env.json': '{ no JSON',
      'routee-applications.json':
        '{ "format": "routee-auth.applications", "version": 1, "applications": [] }',
    });
    const open = async (name: string): Promise<string> => {
      picks = [(items) => items.at(-1), (items) => items.slice(0, 1)];
      const put = replaceMember(window, 'showOpenDialog', () => Promise.resolve([memory.uri(name)]));
      bench.messages.clear();
      await run();
      put();
      return bench.messages.only.text;
    };
    write('.env', '');
    assert.match(await open('large.env'), /larger than 1 MB/);
    assert.match(await open('missing.env'), /Can't read/);
    assert.match(await open('http-client.env.json'), /^Can't import .*\. It isn't valid JSON/);
    assert.match(await open('routee-applications.json'), /^There's nothing to import/);
    assert.match(await open('.env'), /^Imported from .*: Shop\./);
    memory.dispose();
  });

  it('wants demo mode to be off', async () => {
    bench.shown.redaction = new Redaction(bench.store);
    await run();
    assert.match(bench.messages.only.text, /^Demo mode hides/);
    assert.deepEqual(offered, []);
  });
});

const original = commands.executeCommand.bind(commands);
