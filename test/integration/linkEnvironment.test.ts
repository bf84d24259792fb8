import path from 'node:path';
import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import { window, workspace, type QuickPickItem } from 'vscode';

import { insertToken } from '../../src/features/insertToken/insertToken.ts';
import { linkEnvironment } from '../../src/features/linkedFiles/linkCommand.ts';
import { openLinkedFile, unlinkEnvironment } from '../../src/features/linkedFiles/linkedFileCommands.ts';
import type { Services } from '../../src/services.ts';
import { guard } from '../../src/editor/guard.ts';
import { announceLinkStop } from '../../src/features/linkedFiles/announceLinks.ts';
import { LinkedEnvironments } from '../../src/core/envFile/linkedEnvironments.ts';
import { ExposedTokens } from '../../src/core/tokens/exposedTokens.ts';
import type { Environment } from '../../src/core/tokens/ownVariables.ts';
import { systemClock, systemTimers } from '../../src/host/host.ts';
import { WorkspaceEnvFiles } from '../../src/host/workspaceEnvFiles.ts';
import { MemoryLinks } from '../support/memoryEnvFiles.ts';
import { linkReferences } from '../../src/features/linkedFiles/linkReference.ts';
import { processReferences } from '../../src/features/tokens/tokenReferences.ts';
import { CommandBench } from './support/commandContext.ts';
import { closeEditors, show } from './support/editors.ts';
import { eventually } from './support/eventually.ts';
import { QuickInputs } from './support/quickInputs.ts';
import { replaceMember } from './support/replaceMember.ts';
import { WorkspaceFolder } from './support/repository.ts';

describe('Link Environment File', () => {
  let bench: CommandBench;
  let inputs: QuickInputs;
  let place: WorkspaceFolder;
  let links: MemoryLinks;
  let linked: LinkedEnvironments;
  let context: Services;
  /** What lists have offered, and which item each is to be answered with. */
  let offered: string[][];
  let restore: () => void;
  let pick: (items: readonly QuickPickItem[]) => QuickPickItem | undefined;

  beforeEach(async () => {
    bench = await CommandBench.start();
    await bench.add();
    inputs = new QuickInputs();
    place = new WorkspaceFolder('repository', { '.gitignore': '*.env\n', '.env': '' });
    rmSync(place.path('.env'));
    links = new MemoryLinks();
    linked = new LinkedEnvironments({
      ...bench.context,
      applications: bench.store,
      links,
      files: new WorkspaceEnvFiles(bench.git),
      onStop: (stop) => void announceLinkStop(stop, context),
      canTrustStorage: () => true,
    });
    context = {
      ...bench.context,
      links,
      references: [linkReferences(links, path)],
      environments: () => Promise.resolve(linked),
    };
    offered = [];
    restore = replaceMember(window, 'showQuickPick', (items: readonly QuickPickItem[]) => {
      offered.push(items.map(({ label }) => label));
      return Promise.resolve(pick(items));
    });
  });

  afterEach(async () => {
    restore();
    linked.dispose();
    inputs.dispose();
    await closeEditors();
    place.remove();
    await bench.stop();
  });

  const named = (name: string) => (items: readonly QuickPickItem[]) =>
    items.find(({ label }) => label.endsWith(name));

  /** Links a file that is there, by the questions. */
  async function link(name: string, answers: readonly (string | undefined)[]): Promise<void> {
    const file = place.path(name);
    pick = named(workspace.asRelativePath(file));
    const done = guard(linkEnvironment, context)();
    for (const answer of answers) {
      await inputs.accept(undefined, answer);
    }
    await done;
  }

  it('writes the token to an ignored file, and keeps it current', async () => {
    place.write('.env', '# mine\nA=1\n');
    await link('.env', [undefined]);
    assert.equal(readFileSync(place.path('.env'), 'utf8'), `# mine\nA=1\nROUTEE_TOKEN=${bench.token()}\n`);
    const message = await eventually('the message', () => bench.messages.shown.at(-1));
    assert.match(
      message.text,
      /contains the token of Shop as ROUTEE_TOKEN\. Routee Auth updates it automatically\. Use it .*\{\{\$dotenv ROUTEE_TOKEN\}\}/,
    );
    assert.ok(!message.text.includes("Git wasn't checked"));
    bench.sandbox.revokeTokens();
    await context.tokens.getToken(only(links).key, { renew: true });
    await eventually('the next token', () =>
      readFileSync(place.path('.env'), 'utf8').includes(bench.token()),
    );
    await guard(unlinkEnvironment, context)({ link: only(links) });
    assert.equal(readFileSync(place.path('.env'), 'utf8'), '# mine\nA=1\n');
    assert.deepEqual(links.all, []);
  });

  it('offers what is there, and no file that is meant to be shared', async () => {
    for (const name of [
      '.env.example',
      'http-client.env.json',
      'http-client.private.env.json',
      'dev.env',
      'package.json',
    ]) {
      place.write(name, '');
    }
    pick = () => undefined;
    await guard(linkEnvironment, context)();
    const here = (offered[0] ?? []).filter((label) => label.includes(workspace.asRelativePath(place.folder)));
    assert.deepEqual(here.map((label) => label.split('/').at(-1)).sort(), [
      'dev.env',
      'http-client.private.env.json',
    ]);
    assert.ok(offered[0]?.some((label) => label.endsWith('http-client.env.json.user')));
    assert.deepEqual(links.all, []);
  });

  it('asks for the environment of a JSON file, and keeps its other members', async () => {
    place.write('.gitignore', '*.json\n');
    place.write('http-client.private.env.json', '{\n  "prod": {\n    "A": 1\n  }\n}\n');
    await link('http-client.private.env.json', [undefined, 'routee-token']);
    assert.equal(
      readFileSync(place.path('http-client.private.env.json'), 'utf8'),
      `{\n  "prod": {\n    "A": 1,\n    "routee-token": "${bench.token()}"\n  }\n}\n`,
    );
  });

  it('adds a file that Git does not ignore to .gitignore, if the user wants it', async () => {
    place.write('.gitignore', 'dist/\n');
    place.write('.env', '');
    bench.messages.willPress('Add to .gitignore');
    await link('.env', ['MY_TOKEN']);
    assert.equal(readFileSync(place.path('.gitignore'), 'utf8'), 'dist/\n/.env\n');
    assert.equal(readFileSync(place.path('.env'), 'utf8'), `MY_TOKEN=${bench.token()}\n`);
  });

  it('writes nothing when the user does not', async () => {
    place.write('.gitignore', 'dist/\n');
    place.write('.env', 'A=1\n');
    await link('.env', [undefined]);
    assert.equal(bench.messages.only.modal, true);
    assert.match(bench.messages.only.text, /^Git doesn't ignore .*\.env\.$/);
    assert.equal(readFileSync(place.path('.gitignore'), 'utf8'), 'dist/\n');
    assert.equal(readFileSync(place.path('.env'), 'utf8'), 'A=1\n');
    assert.deepEqual([links.all, bench.sandbox.exchangeCount()], [[], 0]);
  });

  it('does not take a file that Git tracks, though a rule would ignore it', async () => {
    place.write('.env', 'A=1\n');
    place.git('add', '--force', '.env');
    await link('.env', [undefined]);
    const message = await eventually('the message', () => bench.messages.shown.at(-1));
    assert.match(message.text, /\.env wasn't linked\. Git tracks it.*git rm --cached/);
    assert.equal(readFileSync(place.path('.env'), 'utf8'), 'A=1\n');
    assert.deepEqual(links.all, []);
  });

  it('says that there is no Git, and links all the same', async () => {
    place.remove();
    place = new WorkspaceFolder('plain', { '.env': '' });
    await link('.env', [undefined]);
    const message = await eventually('the message', () => bench.messages.shown.at(-1));
    assert.match(message.text, /Git wasn't checked/);
    assert.equal(readFileSync(place.path('.env'), 'utf8'), `ROUTEE_TOKEN=${bench.token()}\n`);
  });

  it('asks before it replaces a value, and leaves it empty in the end', async () => {
    place.write('.env', 'ROUTEE_TOKEN=mine # x\n');
    await link('.env', [undefined]);
    assert.match(bench.messages.only.text, /^Replace the value of ROUTEE_TOKEN in /);
    assert.equal(readFileSync(place.path('.env'), 'utf8'), 'ROUTEE_TOKEN=mine # x\n');
    bench.messages.willPress('Replace');
    await link('.env', [undefined]);
    assert.equal(readFileSync(place.path('.env'), 'utf8'), `ROUTEE_TOKEN=${bench.token()} # x\n`);
    await guard(unlinkEnvironment, context)({ link: only(links) });
    assert.equal(readFileSync(place.path('.env'), 'utf8'), 'ROUTEE_TOKEN= # x\n');
  });

  it('says what is wrong with a JSON file, and leaves it as it is', async () => {
    place.write('.gitignore', '*.json\n');
    place.write('http-client.private.env.json', '{"dev": ');
    await link('http-client.private.env.json', []);
    const message = await eventually('the message', () => bench.messages.shown.at(-1));
    assert.match(message.text, /http-client\.private\.env\.json wasn't linked\. It isn't valid JSON\./);
    assert.equal(readFileSync(place.path('http-client.private.env.json'), 'utf8'), '{"dev": ');
  });

  it('stops when Git no longer ignores the file, and goes on after a line in .gitignore', async () => {
    place.write('.env', '');
    await link('.env', [undefined]);
    const old = bench.token();
    bench.messages.clear();
    place.write('.gitignore', '');
    bench.messages.willPress('Add to .gitignore');
    bench.sandbox.revokeTokens();
    await context.tokens.getToken(only(links).key, { renew: true });
    await eventually('the next token', () =>
      readFileSync(place.path('.env'), 'utf8').includes(bench.token()),
    );
    assert.notEqual(bench.token(), old);
    assert.match(bench.messages.only.text, /^Routee Auth stopped updating .*\.env\. Git doesn't ignore it\./);
    assert.deepEqual(bench.messages.only.buttons, ['Unlink', 'Add to .gitignore']);
    assert.equal(readFileSync(place.path('.gitignore'), 'utf8'), '/.env\n');
    await eventually('the link that goes on', () => only(links).stopped === undefined);
  });

  it('opens a linked file, and says so when it is gone', async () => {
    place.write('.env', '');
    await link('.env', [undefined]);
    await guard(openLinkedFile, context)({ link: only(links) });
    await eventually('the editor', () => window.activeTextEditor?.document.uri.fsPath === place.path('.env'));
    await closeEditors();
    rmSync(place.path('.env'));
    bench.messages.clear();
    await guard(openLinkedFile, context)({ link: only(links) });
    const message = await eventually('the message', () => bench.messages.shown.at(-1));
    assert.match(message.text, /^Can't open .*\. It might have been moved or deleted\.$/);
  });

  it('needs no question where only one file is linked', async () => {
    place.write('.env', 'A=1\n');
    await link('.env', [undefined]);
    await guard(unlinkEnvironment, context)();
    assert.equal(readFileSync(place.path('.env'), 'utf8'), 'A=1\n');
    assert.deepEqual(links.all, []);
  });

  it('says that nothing is linked', async () => {
    await guard(unlinkEnvironment, context)();
    assert.equal(bench.messages.only.text, 'This workspace has no linked environment file.');
  });

  describe('Insert Token', () => {
    let environment: Environment;
    let exposed: ExposedTokens | undefined;

    beforeEach(() => {
      environment = {};
      exposed = undefined;
    });

    afterEach(() => exposed?.dispose());

    function expose(): void {
      const settings = { exposeToClients: true, onDidChange: () => ({ dispose: () => undefined }) };
      exposed = new ExposedTokens({
        ...bench.context,
        applications: bench.store,
        environment,
        settings,
        clock: systemClock,
        timers: systemTimers,
        onHeldBack: () => undefined,
      });
      context = { ...context, references: [processReferences(exposed), ...context.references] };
    }

    async function insertInto(name: string, text: string): Promise<string> {
      const { document } = await show(await workspace.openTextDocument(place.write(name, text)));
      await guard(insertToken, context)();
      return document.getText();
    }

    it('offers the variable of the process first, and the token second', async () => {
      expose();
      pick = ([first]) => first;
      const text = await insertInto('a.http', 'GET /a\n');
      assert.equal(text, 'GET /a\nAuthorization: Bearer {{$processEnv ROUTEE_TOKEN}}\n');
      assert.deepEqual(offered, [['Reference: Bearer {{$processEnv ROUTEE_TOKEN}}', 'Token itself']]);
      assert.equal(environment['ROUTEE_TOKEN'], bench.token());
    });

    it('inserts the token itself when that is chosen, and nothing after Escape', async () => {
      expose();
      pick = named('Token itself');
      assert.equal(
        await insertInto('a.http', 'GET /a\nAuthorization: Bearer old\n'),
        `GET /a\nAuthorization: Bearer ${bench.token()}\n`,
      );
      pick = () => undefined;
      assert.equal(await insertInto('b.http', 'GET /a\n'), 'GET /a\n');
    });

    it('offers a linked .env file to the requests beside and below it only', async () => {
      place.write('.env', '');
      await link('.env', [undefined]);
      pick = ([first]) => first;
      for (const name of ['a.http', 'deep/er/a.rest']) {
        assert.equal(
          await insertInto(name, 'GET /a\n'),
          'GET /a\nAuthorization: Bearer {{$dotenv ROUTEE_TOKEN}}\n',
        );
      }
      offered = [];
      assert.equal(
        await insertInto('../above.http', 'GET /a\n'),
        `GET /a\nAuthorization: Bearer ${bench.token()}\n`,
      );
      rmSync(place.path('../above.http'));
      assert.deepEqual(offered, []);
    });

    it('gives a script the variable as JavaScript knows it', async () => {
      expose();
      pick = ([first]) => first;
      const { document } = await show(
        await workspace.openTextDocument(place.write('a.http', 'GET /a\n\n{{\nconst t = \n}}\n')),
        [{ start: 21, end: 21 }],
      );
      await guard(insertToken, context)();
      assert.equal(document.getText(), 'GET /a\n\n{{\nconst t = process.env.ROUTEE_TOKEN\n}}\n');
    });

    it('asks nothing in other files, and nothing when nothing is exposed or linked', async () => {
      assert.equal(
        await insertInto('a.http', 'GET /a\n'),
        `GET /a\nAuthorization: Bearer ${bench.token()}\n`,
      );
      expose();
      assert.equal(await insertInto('a.txt', ''), bench.token());
      assert.deepEqual(offered, []);
    });
  });
});

function only({ all }: MemoryLinks) {
  const [link, ...others] = all;
  assert.ok(link !== undefined && others.length === 0, 'not exactly one link');
  return link;
}
