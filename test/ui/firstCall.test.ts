import assert from 'node:assert/strict';

import { defaultApplication, startRouteeSandbox, type RouteeSandbox } from '../support/routeeSandbox.ts';
import { eventually } from './support/eventually.ts';
import { changeLook, FOLLOW_THE_SYSTEM, LOOKS, type Look } from './support/looks.ts';
import { shareWorkbench } from './support/shareWorkbench.ts';
import { addApplication, sandboxSettings } from './support/sandboxUser.ts';
import { themes } from './support/themes.ts';
import type { Workbench } from './support/workbench.ts';

const { id, secret } = defaultApplication;
const SMS = '{ "body": "Hello", "to": "+306900000000", "from": "Test" }';

for (const theme of themes('light')) {
  describe(`the first API calls, in the ${theme} theme`, () => {
    let sandbox: RouteeSandbox;
    let workbench: Workbench;

    const shot = (name: string): Promise<void> => workbench.screenshot(`${theme}-call-${name}`);
    const resources = (): string[] =>
      sandbox.requests
        .filter(({ endpoint }) => endpoint === 'resource')
        .map(({ method, path, status }) => `${method} ${path} ${status ?? 'none'}`);
    /** The text of the response that is shown beside. */
    const response = (pattern: RegExp): Promise<string> =>
      eventually(`a response with ${String(pattern)}`, async () => {
        const texts = await workbench.page.locator('.view-lines').allInnerTexts();
        return texts.map((text) => text.replaceAll(/\s+/g, ' ')).find((text) => pattern.test(text));
      });

    before(async () => {
      sandbox = await startRouteeSandbox();
      workbench = await shareWorkbench({
        theme,
        settings: { ...sandboxSettings(sandbox), ...FOLLOW_THE_SYSTEM },
        workspaceFiles: {
          'sms.http': `@api = ${sandbox.apiUrl}\n\n### Send one SMS\nPOST {{api}}/sms\nContent-Type: application/json\n\n${SMS}\n\n### Something for another client\nGET {{api}}/sms/tracking/single/{{$guid}}\n`,
        },
      });
    });

    after(() => sandbox.close());

    it('shows the balance with one click after the credentials are typed', async () => {
      await addApplication(workbench, { id, secret, name: 'Shop' });
      const added = await workbench.notification(/Shop was added/);
      await added.click('Check Balance');
      const balance = await workbench.notification(/Balance of Shop: €20\.50/);
      await shot('1-balance');
      assert.deepEqual(resources(), ['GET /accounts/me/balance 200']);
      await balance.click('Show Response');
      await response(/"balance": 20\.5/);
      await shot('2-response');
      await workbench.dismissNotifications();
    });

    it('sends again, saves and copies from the title bar of the response', async () => {
      const { page } = workbench;
      await page.locator('.view-line', { hasText: '"balance"' }).first().click();
      const title = page.locator('.editor-group-container.active .editor-actions');
      for (const look of Object.keys(LOOKS) as Look[]) {
        await changeLook(page, look);
        await workbench.screenshot(`call-response-${look}`);
      }
      for (const action of ['Save Response…', 'Copy Body', 'Send Again'])
        await title.locator(`.action-label[aria-label^="${action}"]`).waitFor();
      await title.locator('.action-label[aria-label^="Copy Body"]').click();
      await workbench.waitForClipboard(/^\{\s+"balance": 20\.5/);
      const groups = await page.locator('.editor-group-container').count();
      sandbox.resetCounts();
      await title.locator('.action-label[aria-label^="Send Again"]').click();
      await eventually('the second response', () => resources().length === 1);
      assert.deepEqual(resources(), ['GET /accounts/me/balance 200']);
      // In the place of the first one, not beside it.
      assert.equal(await page.locator('.editor-group-container').count(), groups);
      await workbench.runCommand('View: Close All Editors');
    });

    it('shows only the right answer after a revoked token; the log tells of the repeat', async () => {
      sandbox.revokeTokens();
      sandbox.resetCounts();
      await workbench.routee.open();
      await workbench.routee.chooseFromContextMenu(/^Shop/, 'Check Account Balance');
      await workbench.notification(/Balance of Shop: €20\.50/);
      assert.deepEqual(await workbench.notificationTexts(), ['Balance of Shop: €20.50']);
      assert.deepEqual(resources(), ['GET /accounts/me/balance 401', 'GET /accounts/me/balance 200']);
      await workbench.dismissNotifications();
      await workbench.runAction('Show Log');
      await response(/answered with 401, then with a new token 200\./);
      await shot('3-log');
      await workbench.page.keyboard.press('ControlOrMeta+j');
    });

    it('sends an SMS from its lens, after a question', async () => {
      const { editor } = workbench;
      sandbox.resetCounts();
      await editor.openFile('sms.http');
      await workbench.page
        .locator('.codelens-decoration a', { hasText: 'Send with Routee' })
        .first()
        .waitFor();
      await shot('4-lens');
      await workbench.page.locator('.codelens-decoration a', { hasText: 'Send with Routee' }).first().click();
      const question = await workbench.dialog();
      assert.match(await question.text(), /Send POST \/sms as Shop\?/);
      await shot('5-question');
      // The price and the balance, which are read only.
      assert.deepEqual(resources().sort(), ['GET /accounts/me/balance 200', 'POST /sms/analyze 200']);
      await question.click('Send');
      await response(/"status": "Queued"/);
      await shot('6-sent');
      assert.deepEqual(resources().slice(2), ['POST /sms 200']);
      assert.equal(sandbox.requests.at(-1)?.body, SMS);
    });

    it('names what it leaves to other clients', async () => {
      const { editor } = workbench;
      await editor.openFile('sms.http');
      await editor.setCursor(10, 3);
      await workbench.runCommand('Routee: Send Request');
      await workbench.notification(/it has the system variable \{\{\$guid\}\}/);
      await shot('7-unsupported');
      await workbench.dismissNotifications();
    });

    it('lists the responses of the session', async () => {
      await workbench.runCommand('Routee: Show Recent Responses');
      await workbench.quickInput.waitFor(/The last 20/);
      await shot('8-recent');
      await workbench.quickInput.pick('GET /accounts/me/balance');
      await response(/"balance": 20\.5/);
    });

    it('is kind to an application that may not read the balance', async () => {
      sandbox.addApplication({ id: 'sms-only', secret: 'S3cret', scopes: ['sms'] });
      await addApplication(workbench, { id: 'sms-only', secret: 'S3cret', name: 'Only SMS' });
      await workbench.dismissNotifications();
      await workbench.routee.open();
      // The active application goes to the top: its menu is opened when it is there.
      await workbench.routee.waitForRow(/^Only SMS.*, active/);
      await workbench.routee.chooseFromContextMenu(/^Only SMS/, 'Check Account Balance');
      await workbench.notification(/Only SMS has a token, but it probably can't read the balance \(403\)/);
      await shot('9-not-allowed');
    });
  });
}
