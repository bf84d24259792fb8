import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { authentication, commands, extensions, window, workspace } from 'vscode';

import { COMMAND_IDS, SETTINGS } from '../../src/contributions.ts';
import { defaultApplication, startRouteeSandbox, type RouteeSandbox } from '../support/routeeSandbox.ts';
import { eventually } from './support/eventually.ts';
import { Messages } from './support/messages.ts';
import { escapeUntilDone } from './support/quickInputs.ts';
import { addRealApplication, forgetRealApplications } from './support/realApplication.ts';
import { setUserSetting, unsetUserSettings } from './support/userSettings.ts';

const other = { id: 'other', secret: 'other-secret' };

/** The built extension, with one application, and what leaves it for others. */
/** A program that is on every system: the desktop's own one is Node when it is told so. */
const nodeProgram = { command: process.execPath, options: { env: { ELECTRON_RUN_AS_NODE: '1' } } };

describe('tokens of the activated extension for others', () => {
  let sandbox: RouteeSandbox;
  let messages: Messages;

  before(async () => {
    await extensions.getExtension('routee-auth.routee-auth')?.activate();
    sandbox = await startRouteeSandbox({ applications: [other] });
    await setUserSetting(SETTINGS.authUrl, sandbox.authUrl);
    messages = new Messages();
    await addRealApplication('Other', other);
    await addRealApplication('Shop');
    messages.clear();
  });

  afterEach(async () => {
    messages.clear();
    for (const setting of [SETTINGS.commandVariable, SETTINGS.injectToken]) {
      await setUserSetting(setting, undefined);
    }
  });

  after(async () => {
    await forgetRealApplications(messages);
    await unsetUserSettings();
    messages.dispose();
    await sandbox.close();
  });

  const token = (id: string = defaultApplication.id): string => {
    const live = sandbox.liveTokens(id);
    return live.at(-1)?.value ?? 'none';
  };

  describe('the accounts', () => {
    it('are the applications, without anybody’s consent to a token', async () => {
      const accounts = await authentication.getAccounts('routee');
      assert.deepEqual(accounts.map(({ label }) => label).sort(), ['Other', 'Shop']);
      const account = accounts[0];
      assert.ok(account);
      assert.equal(await authentication.getSession('routee', [], { silent: true, account }), undefined);
    });

    it('change for everybody when one has a new token', async () => {
      let told = 0;
      const listener = authentication.onDidChangeSessions(({ provider }) => {
        told += provider.id === 'routee' ? 1 : 0;
      });
      try {
        sandbox.revokeTokens(defaultApplication.id);
        await commands.executeCommand('routee.refreshToken');
        await eventually('the event', () => told > 0);
      } finally {
        listener.dispose();
      }
    });
  });

  describe('by a command variable', () => {
    const ask = (argument?: unknown): Thenable<unknown> =>
      commands.executeCommand('routee.getAccessToken', argument);

    it('are not to be had before the setting allows it; the message leads there', async () => {
      assert.equal(await ask(), undefined);
      assert.equal(await ask({ application: 'Shop' }), undefined);
      assert.match(messages.shown[0]?.text ?? '', /command variable.*turned off/);
      assert.deepEqual(messages.shown[0]?.buttons, ['Open Setting']);
    });

    it('are those of the active application, or of the one that is named', async () => {
      await setUserSetting(SETTINGS.commandVariable, true);
      assert.equal(await ask(), token());
      assert.equal(await ask({ application: 'Shop' }), token());
      assert.equal(await ask({ application: 'Other' }), token('other'));
      assert.deepEqual(messages.shown, []);
    });

    it('are none of an application that is not there', async () => {
      await setUserSetting(SETTINGS.commandVariable, true);
      for (const application of ['Nobody', 42, '']) {
        assert.equal(await ask({ application }), undefined);
        assert.match(
          messages.only.text,
          new RegExp(`"${application}", but no Routee application has that name`),
        );
        messages.clear();
      }
    });

    it('reach a task that is started', async () => {
      await setUserSetting(SETTINGS.commandVariable, true);
      const folder = mkdtempSync(path.join(tmpdir(), 'routee-task-'));
      const file = path.join(folder, 'token.txt');
      const [root] = workspace.workspaceFolders ?? [];
      try {
        await workspace.getConfiguration('tasks', root?.uri).update('version', '2.0.0');
        await workspace.getConfiguration('tasks', root?.uri).update('inputs', [
          {
            id: 'token',
            type: 'command',
            command: 'routee.getAccessToken',
            args: { application: 'Other' },
          },
        ]);
        await workspace.getConfiguration('tasks', root?.uri).update('tasks', [
          {
            label: 'write',
            type: 'process',
            ...nodeProgram,
            args: ['-e', "require('fs').writeFileSync(...process.argv.slice(1))", file, '${input:token}'],
            presentation: { reveal: 'never' },
            problemMatcher: [],
          },
        ]);
        await commands.executeCommand('workbench.action.tasks.runTask', 'write');
        await eventually('the token in the file', () => readFileSync(file, 'utf8') === token('other'));
      } finally {
        rmSync(path.join(root?.uri.fsPath ?? folder, '.vscode'), { recursive: true, force: true });
        rmSync(folder, { recursive: true, force: true });
      }
    });

    // The sandbox would become the active application; `trySandbox.test.ts` looks at what it gives back.
    const others = COMMAND_IDS.filter((id) => id !== 'routee.getAccessToken' && id !== 'routee.trySandbox');
    for (const id of others) {
      it(`come from no other command: ${id}`, async () => {
        await setUserSetting(SETTINGS.commandVariable, true);
        const result = await escapeUntilDone(id, commands.executeCommand(id, { application: 'Shop' }));
        assert.equal(result, undefined);
      });
    }
  });

  describe('in terminals', () => {
    /** What a new terminal has in its environment. */
    async function inTerminal(): Promise<string> {
      const folder = mkdtempSync(path.join(tmpdir(), 'routee-terminal-'));
      const file = path.join(folder, 'environment');
      const script = `const { renameSync, writeFileSync } = require('fs');
        const [, file] = process.argv;
        writeFileSync(file + '.part', process.env.ROUTEE_ACCESS_TOKEN ?? 'none');
        renameSync(file + '.part', file);
        setTimeout(() => {}, 30_000);`;
      const terminal = window.createTerminal({
        name: 'test',
        shellPath: nodeProgram.command,
        shellArgs: ['-e', script, file],
        env: nodeProgram.options.env,
      });
      try {
        await eventually('the environment of the terminal', () => existsSync(file));
        return readFileSync(file, 'utf8');
      } finally {
        terminal.dispose();
        rmSync(folder, { recursive: true, force: true });
      }
    }

    it('are none unless the user wants it', async () => {
      assert.equal(await inTerminal(), 'none');
    });

    it('are there while the setting is on, the current one, and gone with it', async () => {
      await setUserSetting(SETTINGS.injectToken, true);
      await eventually('the token', async () => (await inTerminal()) === token());
      const first = token();
      sandbox.revokeTokens(defaultApplication.id);
      await commands.executeCommand('routee.refreshToken');
      assert.notEqual(token(), first);
      assert.equal(await inTerminal(), token());
      await setUserSetting(SETTINGS.injectToken, undefined);
      await eventually('no token', async () => (await inTerminal()) === 'none');
    });
  });
});
