import assert from 'node:assert/strict';

import { defaultApplication, startRouteeSandbox, type RouteeSandbox } from '../support/routeeSandbox.ts';
import { launchWorkbench } from './support/launchWorkbench.ts';
import { addApplication, sandboxSettings } from './support/sandboxUser.ts';
import type { Workbench } from './support/workbench.ts';

const { id, secret } = defaultApplication;

describe('the packaged extension in Restricted Mode', () => {
  let sandbox: RouteeSandbox;
  let elsewhere: RouteeSandbox;
  let workbench: Workbench;

  before(async () => {
    [sandbox, elsewhere] = await Promise.all([startRouteeSandbox(), startRouteeSandbox()]);
    workbench = await launchWorkbench({
      restricted: true,
      settings: {
        ...sandboxSettings(sandbox),
        'routee.http.updateTokens': 'always',
        'routee.http.exposeToClients': true,
      },
      workspaceFiles: {
        '.vscode/settings.json': JSON.stringify(sandboxSettings(elsewhere)),
        'a.http': 'GET /a\n',
      },
    });
  });

  after(async () => {
    await workbench.close();
    await Promise.all([sandbox.close(), elsewhere.close()]);
  });

  it('gets a token from where the user says, whatever the workspace does, and inserts it', async () => {
    const { editor } = workbench;
    await workbench.routee.open();
    await workbench.statusBarItem(/Restricted Mode/).waitFor();
    await addApplication(workbench, { id, secret, name: 'Shop' });
    await workbench.dismissNotifications();
    assert.equal(elsewhere.requests.length, 0);
    await editor.openFile('a.http');
    // Without a question, for no variable holds the token here.
    await workbench.runCommand('Routee: Insert Token');
    await workbench.page.locator('.tab.active.dirty').waitFor();
    const [token] = sandbox.liveTokens(id);
    await editor.waitForSaved('a.http', `GET /a\nAuthorization: Bearer ${token?.value ?? ''}\n`);
  });

  it('changes no file by itself', async () => {
    const before = workbench.editor.read('a.http');
    sandbox.revokeTokens();
    sandbox.configure({ policy: 'newEachTime' });
    await workbench.runAction('Refresh Token');
    await workbench.notification(/Shop/);
    await workbench.page.locator('.codelens-decoration', { hasText: 'Update' }).waitFor();
    assert.equal(workbench.editor.read('a.http'), before);
    assert.equal(await workbench.page.locator('.tab.active.dirty').count(), 0);
    await workbench.dismissNotifications();
    await workbench.routee.contextMenu(/^Shop/);
    const menu = await workbench.routee.openSubmenu('Manage');
    assert.ok(menu.includes('Edit Application') && !menu.includes('Link Environment File…'), menu.join(', '));
    await workbench.page.keyboard.press('Escape');
    await workbench.page.keyboard.press('Escape');
  });

  it('is among the extensions that VS Code lists as limited', async () => {
    const { page } = workbench;
    await workbench.runCommand('Workspaces: Manage Workspace Trust');
    await page
      .locator('.workspace-trust-editor')
      .getByText(/^\d+ extensions$/)
      .click();
    await page.locator('.part.sidebar .extension-list-item').first().waitFor();
    // The editor about trust lies over the window.
    await page.locator('.workspace-trust-editor').press('Escape');
    await page.locator('.workspace-trust-editor').waitFor({ state: 'hidden' });
    // Only the first of them are drawn.
    await page.locator('.extensions-viewlet .header .monaco-editor').first().click();
    await page.keyboard.press('End');
    await page.keyboard.type(' routee');
    await page
      .locator('.part.sidebar .extension-list-item', { hasText: /Routee Auth/ })
      .first()
      .waitFor();
    await workbench.screenshot('restricted-1-limited');
  });
});
