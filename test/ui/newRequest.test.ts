import assert from 'node:assert/strict';

import { defaultApplication, startRouteeSandbox, type RouteeSandbox } from '../support/routeeSandbox.ts';
import { eventually } from './support/eventually.ts';
import { httpyacSend } from './support/httpyacSend.ts';
import { shareWorkbench } from './support/shareWorkbench.ts';
import { sandboxSettings } from './support/sandboxUser.ts';
import { themes } from './support/themes.ts';
import type { Workbench } from './support/workbench.ts';

const { id, secret } = defaultApplication;
const PICK = 'New Request to Routee';

for (const theme of themes('light')) {
  describe(`new requests, in the ${theme} theme`, () => {
    let sandbox: RouteeSandbox;
    let workbench: Workbench;

    const shot = (name: string): Promise<void> => workbench.screenshot(`newRequest-${theme}-${name}`);

    before(async () => {
      sandbox = await startRouteeSandbox();
      workbench = await shareWorkbench({
        theme,
        settings: sandboxSettings(sandbox),
        workspaceFiles: {
          'requests.http': `### Health\nGET ${sandbox.apiUrl}/failover-otp/health\n`,
          'typed.http': '',
          'word.http': '',
        },
      });
      const { quickInput, routee } = workbench;
      await routee.open();
      await routee.clickWelcomeButton('Add Application');
      await quickInput.answer('Application ID', id);
      await quickInput.answer('Application secret', secret);
      await quickInput.answer('Name shown in the sidebar', 'Shop');
      await quickInput.waitFor('None selected');
      await quickInput.pick('sms');
      await quickInput.enter();
      await workbench.notification(/Shop was added/);
      await workbench.dismissNotifications();
    });

    after(() => sandbox.close());

    it('are in the title of the view and in the menu of an application', async () => {
      assert.ok((await workbench.routee.contextMenu(/^Shop/)).includes('New Request…'));
      await workbench.page.keyboard.press('Escape');
      const button = workbench.page
        .locator('.part.sidebar .title-actions .action-label[aria-label^="New Request"]')
        .first();
      await button.click();
      await workbench.quickInput.waitFor(PICK);
      await shot('01-pick');
      await workbench.quickInput.cancel();
    });

    it('are found by scope, and those that the application may not make are marked', async () => {
      const { quickInput } = workbench;
      await workbench.runCommand('Routee: New Request…');
      await quickInput.waitFor(PICK);
      await quickInput.type('scope voice');
      await eventually('the calls', async () => (await quickInput.labels()).includes('Start a call'));
      const text = await quickInput.widget.innerText();
      assert.match(text, /requires scope voice, which Shop lacks/);
      await shot('02-marked');
      await quickInput.type('/sms/analyze');
      await eventually('the path', async () => (await quickInput.labels())[0] === 'Analyze an SMS');
      assert.doesNotMatch(await quickInput.widget.innerText(), /which Shop lacks/);
      await quickInput.cancel();
    });

    it('go behind the request at the cursor, take the token, and are filled in from place to place', async () => {
      const { editor, page, quickInput } = workbench;
      await editor.openFile('requests.http');
      await editor.setCursor(2, 1);
      await workbench.runCommand('Routee: New Request…');
      await quickInput.waitFor(PICK);
      await quickInput.type('Send an SMS');
      await quickInput.pick('Send an SMS');
      await page.locator('.snippet-placeholder').first().waitFor({ state: 'attached' });
      await shot('03-inserted');
      await workbench.runCommand('Routee: Insert Token');
      await quickInput.waitFor("{{routeeToken}} isn't defined in this file");
      await quickInput.enter();
      await eventually('the token', async () => {
        return /^@routeeToken = [0-9a-f-]{36}\n/.test(await editor.saveAndRead('requests.http'));
      });
      await page.keyboard.press('Tab');
      await page.keyboard.type('+306912345678');
      await page.keyboard.press('Tab');
      await page.keyboard.type('Shop');
      await page.keyboard.press('Tab');
      await page.keyboard.type('It is there.');
      await page.keyboard.press('Escape');
      await shot('04-filled-in');
      const text = await editor.saveAndRead('requests.http');
      assert.match(text, /^@routeeToken = \S+\n\n### Health\nGET \S+\n\n### Send an SMS\n/);
      assert.match(
        text,
        /\{\n(?: {2}\/\/ ".*\n)+ {2}"body": "It is there\.",\n {2}"to": "\+306912345678",\n {2}"from": "Shop"\n\}\n$/,
      );
    });

    it('are sent by httpYac', async () => {
      const statuses = await httpyacSend(workbench.folders.workspaceDir, 'requests.http');
      assert.ok(statuses.length === 2 && statuses.every((status) => status < 300), statuses.join(', '));
      assert.deepEqual(
        sandbox.requests.filter(({ path }) => path === '/sms').map(({ method }) => method),
        ['POST'],
      );
    });

    it('are completed while a request line is typed', async () => {
      const { editor, page } = workbench;
      await editor.openFile('typed.http');
      await editor.type('POST ');
      const widget = page.locator('.suggest-widget:visible');
      await widget.waitFor();
      await page.keyboard.type('/sms/an');
      await eventually('the address', async () => (await widget.innerText()).includes('/sms/analyze'));
      await shot('05-completions');
      await page.keyboard.press('Enter');
      await widget.waitFor({ state: 'hidden' });
      await page.keyboard.press('Escape');
      await shot('06-completed');
      const text = await editor.saveAndRead('typed.http');
      assert.ok(
        text.startsWith(`POST ${sandbox.apiUrl}/sms/analyze\nAuthorization: Bearer {{routeeToken}}\n`),
        text,
      );
    });

    it('are written whole for a word', async () => {
      const { editor, page } = workbench;
      await editor.openFile('word.http');
      await editor.type('routee-sms-an');
      const widget = page.locator('.suggest-widget:visible');
      await eventually('the word', async () => (await widget.innerText()).includes('routee-sms-analyze'));
      await page.keyboard.press('Enter');
      await widget.waitFor({ state: 'hidden' });
      await page.keyboard.press('Escape');
      const text = await editor.saveAndRead('word.http');
      assert.match(
        text,
        /^### Analyze an SMS\n[^]*\nPOST \S+\/sms\/analyze\nAuthorization: Bearer \{\{routeeToken\}\}\n/,
      );
    });

    it('go into a new file where none is open', async () => {
      const { quickInput, page } = workbench;
      await workbench.runCommand('View: Close All Editors');
      await workbench.runCommand('Routee: New Request…');
      await quickInput.waitFor(PICK);
      await quickInput.type('accounts/me/balance');
      await quickInput.pick('Get the account balance');
      await page.locator('.tab.active[data-resource-name="requests-2.http"]').waitFor();
      await shot('07-new-file');
      assert.match(
        await workbench.editor.text(),
        /^### Get the account balance\n[^]*\nGET \S+\/accounts\/me\/balance\n/,
      );
    });
  });
}
