import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { installVsix } from '../../scripts/host/installVsix.ts';
import { projectRoot } from '../../scripts/paths.ts';
import { packExtension } from '../support/packExtension.ts';
import { startRouteeSandbox, type RouteeSandbox } from '../support/routeeSandbox.ts';
import { eventually } from './support/eventually.ts';
import { launchWorkbench } from './support/launchWorkbench.ts';
import { addApplication, sandboxSettings } from './support/sandboxUser.ts';
import type { Workbench } from './support/workbench.ts';

const shop = { id: 'shop', secret: 'S3cret', name: 'Shop' };
const stock = { id: 'stock', secret: 'S3cret', name: 'Stock' };

describe('sessions for another extension', () => {
  let temporary: string;
  let sandbox: RouteeSandbox;
  let workbench: Workbench;

  before(async () => {
    temporary = mkdtempSync(path.join(tmpdir(), 'routee-accounts-'));
    const extensionsDir = path.join(temporary, 'extensions');
    const asker = path.join(projectRoot, 'test/fixtures/sessionAsker');
    await installVsix(extensionsDir, [await packExtension(asker, temporary)]);
    sandbox = await startRouteeSandbox({ applications: [shop, stock] });
    workbench = await launchWorkbench({
      extensionsDir,
      settings: {
        ...sandboxSettings(sandbox),
        'routee.terminal.injectToken': true,
        'terminal.integrated.initialHint': false,
      },
      theme: 'light',
    });
    await workbench.routee.open();
    await addApplication(workbench, stock);
    await addApplication(workbench, shop);
    await workbench.dismissNotifications();
  });

  after(async () => {
    await workbench.close();
    await sandbox.close();
    rmSync(temporary, { recursive: true, force: true, maxRetries: 5 });
  });

  /** The tokens with which the other extension has called Routee's API. */
  const used = (): (string | undefined)[] =>
    sandbox.requests
      .filter(({ path: asked }) => asked === '/accounts/me/balance')
      .map(({ authorization }) => authorization);

  const bearer = (id: string): string => `Bearer ${sandbox.liveTokens(id).at(-1)?.value ?? 'none'}`;

  async function saying(pattern: RegExp): Promise<void> {
    await workbench.notification(pattern);
    await workbench.dismissNotifications();
  }

  it('are not given when the user says no', async () => {
    await workbench.runCommand('Session Asker: Ask for a Session');
    const dialog = await workbench.dialog();
    assert.match(await dialog.text(), /The extension 'Session Asker' wants to sign in using Routee\./);
    await workbench.screenshot('accounts-1-consent');
    await dialog.click('Cancel');
    await saying(/No session: User did not consent/);
    await workbench.runCommand('Session Asker: Ask Silently');
    await saying(/No session, and no question/);
    assert.deepEqual(used(), []);
  });

  it('are given with the token of the picked application after the user has allowed it', async () => {
    await workbench.runCommand('Session Asker: Ask for a Session');
    await (await workbench.dialog()).click('Allow');
    await workbench.quickInput.waitFor('Sign In with a Routee Application');
    await workbench.screenshot('accounts-2-pick');
    await workbench.quickInput.pick('Stock');
    await saying(/Session of Stock, all scopes: 200/);
    assert.deepEqual(used(), [bearer('stock')]);
  });

  it('are given without a question from then on', async () => {
    await workbench.runCommand('Session Asker: Ask Silently');
    await saying(/Session of Stock, all scopes: 200/);
    assert.deepEqual(used(), [bearer('stock'), bearer('stock')]);
  });

  it('are narrowed, and of the account that the other extension asks for', async () => {
    await workbench.runCommand('Session Asker: Ask for a Narrowed Session of One Account');
    const dialog = await workbench.dialog();
    assert.match(await dialog.text(), /'Session Asker' wants to sign in using Routee[^]*It knows 2 accounts/);
    await workbench.screenshot('accounts-3-narrowed');
    await dialog.click('Allow');
    await saying(/Session of Shop, account: 200/);
    assert.equal(used().at(-1), bearer('shop'));
    assert.deepEqual(sandbox.liveTokens('shop').at(-1)?.scopes, ['account']);
  });

  it('end with the account, which says what is deleted', async () => {
    const { page } = workbench;
    const accounts = page.locator('.part.activitybar .action-item [aria-label^="Accounts"]').first();
    await accounts.click();
    const item = page.locator('.monaco-menu .action-item', { hasText: 'Stock (Routee)' });
    await item.waitFor();
    await workbench.screenshot('accounts-4-menu');
    await item.hover();
    const signOut = page.locator('.monaco-menu .action-item', { hasText: 'Sign Out' }).last();
    await signOut.waitFor();
    // A menu that has just opened takes no click yet.
    await signOut.hover();
    await page.keyboard.press('Enter');
    const theirs = await workbench.dialog();
    assert.match(await theirs.text(), /Session Asker/);
    await workbench.screenshot('accounts-5-sign-out');
    await theirs.click('Sign Out');
    const ours = await eventually('our own question', async () => {
      const dialog = await workbench.dialog();
      return (await dialog.text()).includes('Remove Stock?') && dialog;
    });
    assert.match(await ours.text(), /This deletes its ID, secret, and token/);
    await workbench.screenshot('accounts-6-remove');
    await ours.click('Remove');
    await workbench.routee.waitForNoRow(/^Stock/);
    await workbench.runCommand('Session Asker: Ask Silently');
    await saying(/No session, and no question/);
  });

  it('go into new terminals; VS Code marks the open ones when there is a new token', async () => {
    const { page } = workbench;
    await workbench.runCommand('Terminal: Create New Terminal');
    await page.locator('.terminal-wrapper.active .xterm.focus').waitFor();
    await page.keyboard.type('printf %s "$ROUTEE_ACCESS_TOKEN" > token; clear\n');
    await eventually('the token', () => {
      // The other live one of this application is narrowed.
      const whole = sandbox.liveTokens('shop').find(({ scopes }) => scopes.length > 1);
      return workbench.editor.read('token') === whole?.value;
    });
    sandbox.revokeTokens('shop');
    await workbench.runAction('Refresh Token');
    await workbench.notification(/New token for Shop/);
    await workbench.dismissNotifications();
    await page.locator('.panel .single-terminal-tab .codicon-warning').first().hover();
    await page.locator('.monaco-hover:visible', { hasText: 'Shop' }).first().waitFor();
    await workbench.screenshot('accounts-7-terminal');
  });
});
