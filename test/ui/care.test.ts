import assert from 'node:assert/strict';

import { defaultApplication, startRouteeSandbox, type RouteeSandbox } from '../support/routeeSandbox.ts';
import { eventually } from './support/eventually.ts';
import { shareWorkbench } from './support/shareWorkbench.ts';
import { addApplication, sandboxSettings } from './support/sandboxUser.ts';
import type { Workbench } from './support/workbench.ts';

const { id, secret } = defaultApplication;
const other = { id: 'other', secret: 'S3cret', name: 'Other' };

describe('the care that is taken of what was typed and meant', () => {
  let sandbox: RouteeSandbox;
  let workbench: Workbench;

  before(async () => {
    sandbox = await startRouteeSandbox();
    sandbox.addApplication(other);
    workbench = await shareWorkbench({
      settings: sandboxSettings(sandbox),
      workspaceFiles: { 'a.txt': 'a\n', 'b.txt': 'b\n' },
    });
    await workbench.routee.open();
  });

  after(() => sandbox.close());

  it('asks for the secret again when another id takes the place of a pasted pair', async () => {
    const { quickInput } = workbench;
    await workbench.runCommand('Routee: Add Application');
    await quickInput.waitFor('Application ID');
    await quickInput.input.fill('wrong-id:wrong-secret');
    await quickInput.waitFor('The secret was found, too');
    await quickInput.type(id);
    await quickInput.enter();
    await quickInput.waitFor('Application secret');
    assert.equal(await quickInput.value(), '');
    await quickInput.cancel();
  });

  it('forgets what was typed with everything else', async () => {
    await workbench.runAction('Forget Everything');
    await (await workbench.dialog()).click('Forget Everything');
    await workbench.dismissNotifications();
    await workbench.runCommand('Routee: Add Application');
    await workbench.quickInput.waitFor('Application ID');
    assert.equal(await workbench.quickInput.value(), '');
    await workbench.quickInput.cancel();
  });

  it('picks a scope that is typed, for the user to see, before it goes on', async () => {
    const { quickInput } = workbench;
    await workbench.runCommand('Routee: Add Application');
    await quickInput.answer('Application ID', `${id}:${secret}`);
    await quickInput.answer('Name shown in the sidebar', 'Narrow');
    await quickInput.waitFor('None selected');
    await quickInput.type('sms');
    await quickInput.enter();
    await eventually('the box to be empty again', async () => (await quickInput.value()) === '');
    assert.equal(sandbox.exchangeCount(), 0);
    await workbench.screenshot('care-01-typed-scope');
    await quickInput.enter();
    await workbench.notification(/Narrow was added/);
    assert.equal(sandbox.requests.at(-1)?.body, 'grant_type=client_credentials&scope=sms');
    await workbench.dismissNotifications();
  });

  it('hands out no other token from a message about an application that is gone', async () => {
    await addApplication(workbench, other);
    const message = await workbench.notification(/Other was added/);
    await workbench.routee.chooseFromContextMenu(/^Other/, 'Manage', 'Remove Application');
    await (await workbench.dialog()).click('Remove');
    await workbench.routee.waitForNoRow(/^Other/);
    await workbench.page.evaluate("navigator.clipboard.writeText('untouched')");
    await message.click('Copy');
    await workbench.notification(/This application is no longer stored/);
    assert.equal(await workbench.clipboard(), 'untouched');
    await workbench.dismissNotifications();
  });

  it('inserts into the file that was meant, or into none', async () => {
    const { editor } = workbench;
    const { promise: release, resolve } = Promise.withResolvers<undefined>();
    sandbox.addApplication({ id: 'slow', secret: 'S3cret', lifetimeSeconds: 3 });
    await addApplication(workbench, { id: 'slow', secret: 'S3cret', name: 'Slow' });
    await workbench.dismissNotifications();
    await editor.openFile('b.txt');
    await editor.openFile('a.txt');
    sandbox.setFault({ kind: 'hold', until: release });
    await workbench.routee.waitForRow(/^Slow, refreshing…/);
    // By keys, for the exchange under way is given up after 15 s.
    await workbench.page.keyboard.press('ControlOrMeta+k');
    await workbench.page.keyboard.press('b');
    await workbench.page
      .locator('.notification-list-item:visible', { hasText: 'Getting a token for Slow' })
      .waitFor();
    await workbench.page.keyboard.press('Control+PageUp');
    await editor.waitForFile('b.txt');
    sandbox.setFault(undefined);
    resolve(undefined);
    await workbench.notification(/a\.txt is no longer the active editor/);
    assert.equal(await editor.saveAndRead('b.txt'), 'b\n');
    await workbench.screenshot('care-02-meant-file');
  });
});
