import assert from 'node:assert/strict';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { defaultApplication, startRouteeSandbox, type RouteeSandbox } from '../support/routeeSandbox.ts';
import { eventually } from './support/eventually.ts';
import { shareWorkbench } from './support/shareWorkbench.ts';
import { addApplication, sandboxSettings } from './support/sandboxUser.ts';
import type { Workbench } from './support/workbench.ts';

const { id, secret } = defaultApplication;
const OUTSIDE = 'KEEP=this\n';
/** A message would show it as a link that runs a command. */
const LINK = '[Shop](command:workbench.action.toggleZenMode).http';
const ENVIRONMENTS = 'http-client.private.env.json';
const REQUEST = 'GET https://connect.routee.net/accounts/me/balance\n';
/** Each character begins something that may never end: what looks for the end from each takes minutes. */
const ENDLESS = `${'@a = {{'.repeat(40_000)}\n${'{{"<# \n'.repeat(80_000)}`;

/** Restricted Mode has tests of its own; whoever has been talked into trusting a folder is safe from it, too. */
describe('a hostile workspace that is trusted', () => {
  let outside: string;
  let sandbox: RouteeSandbox;
  let elsewhere: RouteeSandbox;
  let workbench: Workbench;

  before(async () => {
    outside = mkdtempSync(path.join(tmpdir(), 'routee-outside-'));
    writeFileSync(path.join(outside, 'secrets.env'), OUTSIDE);
    mkdirSync(path.join(outside, 'keys'));
    writeFileSync(path.join(outside, 'keys', 'id_rsa'), OUTSIDE);
    [sandbox, elsewhere] = await Promise.all([startRouteeSandbox(), startRouteeSandbox()]);
    const own = new URL(sandbox.apiUrl);
    const foreign = new URL(elsewhere.apiUrl);
    workbench = await shareWorkbench({
      settings: sandboxSettings(sandbox),
      workspaceFiles: {
        '.vscode/settings.json': JSON.stringify({
          ...sandboxSettings(elsewhere),
          'http.proxy': elsewhere.apiUrl,
          'routee.commandVariable.enabled': true,
          'routee.http.exposeToClients': true,
          'routee.terminal.injectToken': true,
        }),
        'evil.http': [
          `@api = ${elsewhere.apiUrl}`,
          '### another host',
          'GET {{api}}/accounts/me/balance',
          '### another host behind a user name',
          `GET http://${own.host}@${foreign.host}/accounts/me/balance`,
          '',
        ].join('\n'),
        'endless.http': ENDLESS,
        [LINK]: REQUEST,
        [ENVIRONMENTS]: '{"[Get help](command:workbench.action.toggleZenMode)": {}}',
        'mine.env': 'A=1\n',
        '.gitignore': '*.env\n',
      },
      committedFiles: [LINK],
    });
    const { workspaceDir } = workbench.folders;
    symlinkSync(path.join(outside, 'secrets.env'), path.join(workspaceDir, '.env'));
    symlinkSync(path.join(outside, 'keys'), path.join(workspaceDir, 'mine.env.routee-lock'));
  });

  after(async () => {
    await Promise.all([sandbox.close(), elsewhere.close()]);
    rmSync(outside, { recursive: true, force: true });
  });

  it('gets no credentials by its settings', async () => {
    await workbench.routee.open();
    await addApplication(workbench, { id, secret, name: 'Shop' });
    await workbench.dismissNotifications();
    assert.equal(sandbox.liveTokens(id).length, 1);
    assert.deepEqual(elsewhere.requests, []);
  });

  for (const line of [3, 5]) {
    it(`gets no token by its request in line ${line}`, async () => {
      await workbench.editor.openFile('evil.http');
      await workbench.editor.setCursor(line);
      await workbench.runCommand('Routee: Send Request');
      await workbench.notification(/The token is sent only to \S+/);
      await workbench.screenshot(`hostile-1-line-${line}`);
      await workbench.dismissNotifications();
      assert.deepEqual(elsewhere.requests, []);
    });
  }

  it('has nothing run by the name of a file', async () => {
    await workbench.editor.openFile(LINK);
    await workbench.editor.setCursor(2);
    await workbench.runCommand('Routee: Insert Token');
    const message = await workbench.notification(/Git tracks \[Shop\] \(command:/);
    await workbench.screenshot('hostile-2-name');
    assert.equal(await workbench.page.locator('.notification-list-item-message a').count(), 0);
    await message.click('Undo');
    await workbench.dismissNotifications();
  });

  it('has nothing run by the name of an environment', async () => {
    const { quickInput } = workbench;
    const links = workbench.page.locator('.quick-input-message a');
    await workbench.routee.chooseFromContextMenu(/^Shop/, 'Manage', 'Link Environment File…');
    await quickInput.waitFor('Which file should contain the current token?');
    await quickInput.pick(ENVIRONMENTS);
    await quickInput.waitFor(/Environment in .* such as \[Get help\] \(command:/);
    await workbench.screenshot('hostile-4-environment');
    assert.equal(await links.count(), 0);
    await workbench.page.keyboard.press('Escape');
    await workbench.dismissNotifications();
  });

  it('has nothing deleted behind a link that is named like a lock', async () => {
    const { quickInput } = workbench;
    await workbench.routee.chooseFromContextMenu(/^Shop/, 'Manage', 'Link Environment File…');
    await quickInput.waitFor('Which file should contain the current token?');
    await quickInput.pick('mine.env');
    await quickInput.waitFor('Name of the variable');
    await quickInput.enter();
    await workbench.notification(/mine\.env contains the token of Shop/);
    await workbench.dismissNotifications();
    assert.deepEqual(readdirSync(outside).sort(), ['keys', 'secrets.env']);
    assert.equal(readFileSync(path.join(outside, 'keys', 'id_rsa'), 'utf8'), OUTSIDE);
    await workbench.routee.expand(/^Shop/);
    await workbench.routee.clickInlineAction(/^Linked file/, 'Unlink Environment File');
    await eventually('the file without a token', () =>
      readFileSync(path.join(workbench.folders.workspaceDir, 'mine.env'), 'utf8').includes('ROUTEE_TOKEN')
        ? undefined
        : true,
    );
    await workbench.dismissNotifications();
  });

  it('has nothing written behind a link that leads out', async () => {
    const { quickInput } = workbench;
    await workbench.routee.chooseFromContextMenu(/^Shop/, 'Manage', 'Link Environment File…');
    await quickInput.waitFor('Which file should contain the current token?');
    await quickInput.pick('.env');
    await quickInput.waitFor('Name of the variable');
    await quickInput.enter();
    await workbench.notification(/path points outside the workspace folder/);
    await workbench.screenshot('hostile-5-link');
    await workbench.dismissNotifications();
    assert.equal(readFileSync(path.join(outside, 'secrets.env'), 'utf8'), OUTSIDE);
  });

  it('keeps nobody waiting by a file', async () => {
    await workbench.editor.openFile('endless.http');
    await workbench.runAction('Refresh Token');
    await workbench.notification(/Shop/);
    await workbench.dismissNotifications();
  });

  it('has sent nothing to anybody else by then', () => {
    assert.deepEqual(elsewhere.requests, []);
  });
});
