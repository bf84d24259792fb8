import assert from 'node:assert/strict';

import { defaultApplication, startRouteeSandbox, type RouteeSandbox } from '../support/routeeSandbox.ts';
import { eventually } from './support/eventually.ts';
import { launchWorkbench } from './support/launchWorkbench.ts';
import { sandboxSettings } from './support/sandboxUser.ts';
import type { Workbench } from './support/workbench.ts';

const { id, secret } = defaultApplication;

describe('the packaged extension in the web extension host', () => {
  let sandbox: RouteeSandbox;
  let workbench: Workbench;
  let balance: string;

  const token = (): string => sandbox.liveTokens(id)[0]?.value ?? 'none';

  before(async () => {
    sandbox = await startRouteeSandbox();
    balance = `GET ${sandbox.apiUrl}/accounts/me/balance`;
    workbench = await launchWorkbench({
      settings: {
        ...sandboxSettings(sandbox),
        'remote.extensionKind': { 'routee-auth.routee-auth': ['web'] },
      },
      workspaceFiles: { 'bare.http': `### Balance\n${balance}\n` },
    });
  });

  after(async () => {
    await workbench.close();
    await sandbox.close();
  });

  it('starts there, and not in the Node host', async () => {
    await workbench.routee.open();
    await workbench.routee.waitForWelcome(/Add a Routee application/);
    // Where the log tells of others, it would tell of ours.
    await eventually('the start of Git', () => workbench.startedInNodeHost('vscode.git').length > 0);
    assert.deepEqual(workbench.startedInNodeHost('routee-auth.routee-auth'), []);
    await workbench.runCommand('Developer: Show Running Extensions');
    const row = workbench.page.locator('.runtime-extensions-editor .extension', { hasText: 'Routee Auth' });
    await eventually('the running extension', async () => {
      if (await row.isVisible()) return /web worker/i.test(await row.innerText());
      // The slowest are first, and only those in sight are in the page.
      await workbench.page.mouse.move(640, 400);
      await workbench.page.mouse.wheel(0, 200);
      return false;
    });
    await workbench.page.mouse.move(640, 400);
    await workbench.page.mouse.wheel(0, 1000);
    await workbench.screenshot('web-1-running');
    // It lies over the window, and keeps the keys that are meant for that.
    await workbench.page.keyboard.press('Escape');
    await row.waitFor({ state: 'hidden' });
  });

  it('says what it may be when the browser shows no answer, and sends no secret by then', async () => {
    const { quickInput } = workbench;
    await workbench.runCommand('Routee: Add Application');
    await quickInput.answer('Application ID', id);
    await quickInput.answer('Application secret', secret);
    await quickInput.answer('Name shown in the sidebar', 'Shop');
    await quickInput.accept('None selected');
    const dialog = await workbench.dialog();
    assert.match(
      await dialog.text(),
      /network might be down, or 127\.0\.0\.1:\d+ might not let web pages read.*desktop.*your own proxy/,
    );
    await workbench.screenshot('web-2-no-cors');
    assert.deepEqual([...new Set(sandbox.requests.map(({ method }) => method))], ['OPTIONS']);
    assert.ok(sandbox.requests.every(({ authorization }) => authorization === undefined));
    sandbox.configure({ cors: true });
    sandbox.resetCounts();
    await dialog.click('Retry');
    await workbench.notification(/Shop was added\. Token: expires in \d+ min/);
    await workbench.screenshot('web-3-added');
    assert.equal(sandbox.exchangeCount(), 1);
    await workbench.dismissNotifications();
  });

  it('inserts the token into a request, and sends that', async () => {
    const { editor } = workbench;
    await editor.openFile('bare.http');
    await editor.setCursor(2, 3);
    await workbench.runCommand('Routee: Insert Token');
    await workbench.page.locator('.tab.active.dirty').waitFor();
    await editor.waitForSaved('bare.http', `### Balance\n${balance}\nAuthorization: Bearer ${token()}\n`);
    await workbench.runCommand('Routee: Send Request');
    await eventually('the answer', () =>
      sandbox.requests.some(({ path, status }) => path === '/accounts/me/balance' && status === 200),
    );
    await workbench.page.locator('.editor-instance .view-line', { hasText: 'balance' }).last().waitFor();
    await workbench.screenshot('web-4-sent');
  });

  it('does not offer what takes a disk', async () => {
    const titles = await workbench.paletteTitles('Routee: ');
    assert.ok(titles.includes('Routee: Add Application'), titles.join(', '));
    for (const hidden of ['Link Environment File…', 'Try It with a Sandbox'])
      assert.ok(!titles.includes(`Routee: ${hidden}`), hidden);
    await workbench.routee.open();
    await workbench.routee.contextMenu(/^Shop/);
    const menu = await workbench.routee.openSubmenu('Manage');
    assert.ok(menu.includes('Edit Application') && !menu.includes('Link Environment File…'), menu.join(', '));
    await workbench.page.keyboard.press('Escape');
    await workbench.page.keyboard.press('Escape');
  });

  it('still knows the application after a reload', async () => {
    await workbench.reload();
    await workbench.routee.open();
    await workbench.routee.waitForRow(/^Shop, expires in 5\d min, active/);
    assert.equal(sandbox.exchangeCount(), 1);
  });
});
