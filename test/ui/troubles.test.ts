import assert from 'node:assert/strict';

import { defaultApplication, startRouteeSandbox, type RouteeSandbox } from '../support/routeeSandbox.ts';
import { eventually } from './support/eventually.ts';
import { shareWorkbench } from './support/shareWorkbench.ts';
import { addApplication, sandboxSettings } from './support/sandboxUser.ts';
import type { Workbench } from './support/workbench.ts';

const { id, secret } = defaultApplication;
const TWENTY_YEARS_SECONDS = 631_139_040;

describe('when things do not go smoothly', () => {
  let sandbox: RouteeSandbox;
  let workbench: Workbench;

  before(async () => {
    sandbox = await startRouteeSandbox();
    workbench = await shareWorkbench({
      settings: sandboxSettings(sandbox),
      workspaceFiles: {
        'two.txt': 'a: \nb: \n',
        'locked.txt': 'locked\n',
        'basic.http': `GET ${sandbox.apiUrl}/accounts/me/balance\nAuthorization: Basic abc\n`,
      },
    });
    await workbench.routee.open();
  });

  after(() => sandbox.close());

  it('saves an application unchecked when Routee cannot be reached and the user wants it', async () => {
    const { quickInput } = workbench;
    sandbox.setFault({ kind: 'destroy' });
    await workbench.runCommand('Routee: Add Application');
    // A whole curl command into the first box fills both.
    const basic = Buffer.from(`${id}:${secret}`).toString('base64');
    await quickInput.waitFor('Application ID');
    await quickInput.input.fill(`curl -X POST ${sandbox.authUrl} -H "Authorization: Basic ${basic}"`);
    await eventually('the secret to leave the visible box', async () => (await quickInput.value()) === id);
    await quickInput.enter();
    await quickInput.answer('Name shown in the sidebar', 'Offline');
    await quickInput.accept('None selected');
    const dialog = await workbench.dialog();
    assert.match(await dialog.text(), /credentials of Offline couldn't be checked/);
    assert.deepEqual((await dialog.buttons()).sort(), ['Cancel', 'Retry', 'Save Anyway']);
    await workbench.screenshot('troubles-01-unreachable');
    await dialog.click('Save Anyway');
    await workbench.notification(/Offline was saved without a check/);
    await workbench.routee.waitForRow(/^Offline, offline, next try in/);
    await workbench.screenshot('troubles-02-offline');
    sandbox.setFault(undefined);
    await workbench.routee.waitForRow(/^Offline, expires in 59 min, active/);
    await workbench.dismissNotifications();
  });

  it('points out an exact double, and adds the same id with other scopes', async () => {
    const { quickInput } = workbench;
    await workbench.runCommand('Routee: Add Application');
    await quickInput.answer('Application ID', `${id}:${secret}`);
    await quickInput.answer('Name shown in the sidebar', 'Only SMS');
    await quickInput.accept('None selected');
    await quickInput.waitFor(/"Offline" already has the same ID and scopes/);
    await workbench.notification(/"Offline" already has the same ID and scopes/);
    await workbench.screenshot('troubles-03-double');
    await quickInput.pick('sms');
    await quickInput.enter();
    await workbench.notification(/Only SMS was added/);
    await workbench.routee.waitForRow(/^Only SMS, expires in 59 min, active/);
    assert.equal(sandbox.requests.at(-1)?.body, 'grant_type=client_credentials&scope=sms');
    await workbench.dismissNotifications();
  });

  it('inserts at every cursor, as one undo step', async () => {
    const { editor } = workbench;
    await editor.openFile('two.txt');
    await editor.setCursor(1, 4);
    await workbench.runCommand('Add Cursor Below');
    await workbench.runCommand('Routee: Insert Token');
    const inserted = await eventually('two tokens', async () => {
      const text = await editor.saveAndRead('two.txt');
      return text !== 'a: \nb: \n' && text;
    });
    assert.match(inserted, /^a: ([0-9a-f-]{36})\nb: \1\n$/);
    await editor.undo();
    await editor.waitForSaved('two.txt', 'a: \nb: \n');
  });

  it('asks before it replaces Basic credentials', async () => {
    const { editor } = workbench;
    await editor.openFile('basic.http');
    await editor.setCursor(2, 1);
    await workbench.runCommand('Routee: Insert Token');
    const dialog = await workbench.dialog();
    assert.match(await dialog.text(), /Replace the Basic credentials/);
    await dialog.click('Cancel');
    assert.match(editor.read('basic.http'), /Authorization: Basic abc/);
  });

  it('offers to copy when the editor is read-only, and when there is none', async () => {
    const { editor } = workbench;
    await editor.openFile('locked.txt');
    await workbench.runCommand('File: Set Active Editor Read-only in Session');
    await workbench.runCommand('Routee: Insert Token');
    const readOnly = await workbench.notification(/Can't change .*locked\.txt/);
    assert.deepEqual(await readOnly.buttons(), ['Copy Token']);
    await workbench.screenshot('troubles-04-read-only');
    await workbench.dismissNotifications();
    await workbench.runCommand('View: Close All Editors');
    await workbench.runCommand('Routee: Insert Token');
    const none = await workbench.notification(/No editor is open/);
    await none.click('Copy Token');
    await workbench.waitForClipboard(/^[0-9a-f-]{36}$/);
  });

  it('tells of rejected credentials, with the button that mends them', async () => {
    sandbox.setSecret(id, 'rotated-secret');
    sandbox.revokeTokens(id);
    await workbench.runAction('Refresh Token');
    const rejected = await workbench.notification(/Only SMS: Routee rejected the application ID and secret/);
    await workbench.routee.waitForRow(/^Only SMS, rejected, active/);
    assert.equal(await workbench.statusBarKind(/Only SMS: /), 'warning');
    await workbench.screenshot('troubles-05-rejected');
    await rejected.click('Edit Credentials');
    await workbench.quickInput.answer('New secret of', 'rotated-secret');
    await workbench.notification(/Only SMS was saved\. Routee accepted the changes/);
    await workbench.routee.waitForRow(/^Only SMS, expires in 59 min, active/);
    assert.equal(await workbench.statusBarKind(/Only SMS: /), 'standard');
    await workbench.dismissNotifications();
  });

  it('marks a long-lived token, and asks once before it is handed out', async () => {
    sandbox.addApplication({ id: 'long-lived', secret: 'S3cret', lifetimeSeconds: TWENTY_YEARS_SECONDS });
    await addApplication(workbench, { id: 'long-lived', secret: 'S3cret', name: 'For ever' });
    await workbench.routee.waitForRow(/^For ever, expires in 20 years, active in this workspace, long-lived/);
    await workbench.dismissNotifications();
    await workbench.runCommand('Routee: Copy Token');
    const dialog = await workbench.dialog();
    assert.match(
      await dialog.text(),
      /Copy the long-lived token of For ever\?[^]*Token: expires in 20 years/,
    );
    await workbench.screenshot('troubles-06-long-lived');
    await dialog.click('Copy Anyway');
    const [token] = sandbox.liveTokens('long-lived');
    assert.equal(await workbench.waitForClipboard(new RegExp(token?.value ?? 'none')), token?.value);
    await workbench.runAction('Copy Authorization Header');
    await workbench.waitForClipboard(/^Authorization: Bearer /);
    assert.equal(sandbox.exchangeCount('long-lived'), 1);
  });

  it('renews a token of three seconds by itself while the tree counts down', async () => {
    sandbox.addApplication({ id: 'short-lived', secret: 'S3cret', lifetimeSeconds: 3 });
    await addApplication(workbench, { id: 'short-lived', secret: 'S3cret', name: 'Blink' });
    await workbench.routee.waitForRow(/^Blink, expires in [12] s, active/);
    const before = sandbox.exchangeCount('short-lived');
    await eventually('two renewals', () => sandbox.exchangeCount('short-lived') >= before + 2);
    await workbench.routee.waitForRow(/^Blink, expires in [12] s, active/);
    await workbench.screenshot('troubles-07-short-lived');
  });
});

describe('an address in the settings that is not safe', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await shareWorkbench({
      settings: { 'routee.authUrl': 'http://auth.example.com/oauth/token' },
    });
  });

  it('is refused, with the button that opens the setting, and nothing typed is lost', async () => {
    const { quickInput } = workbench;
    await workbench.runCommand('Routee: Add Application');
    await quickInput.answer('Application ID', `${id}:${secret}`);
    await quickInput.answer('Name shown in the sidebar', 'Kept');
    await quickInput.accept('None selected');
    const refused = await workbench.notification(/The setting routee\.authUrl can't be used: only https/);
    await workbench.screenshot('troubles-08-setting');
    await refused.click('Open Setting');
    await workbench.page.locator('.settings-editor').getByText('Auth Url', { exact: true }).first().waitFor();
    await workbench.screenshot('troubles-09-settings');
    // Settings are a dialog, which keeps most keys to itself once it has the focus.
    await workbench.page.keyboard.press('Escape');
    await workbench.page.locator('.settings-editor').waitFor({ state: 'hidden' });
    await workbench.runCommand('Routee: Add Application');
    await quickInput.waitFor('Application ID');
    assert.equal(await quickInput.value(), id);
    await quickInput.enter();
    await quickInput.waitFor('Application secret');
    assert.equal(await quickInput.value(), secret);
    await quickInput.enter();
    await quickInput.waitFor('Name shown in the sidebar');
    assert.equal(await quickInput.value(), 'Kept');
  });
});
