import assert from 'node:assert/strict';

import { defaultApplication, startRouteeSandbox, type RouteeSandbox } from '../support/routeeSandbox.ts';
import { eventually } from './support/eventually.ts';
import { launchWorkbench } from './support/launchWorkbench.ts';
import { sandboxSettings } from './support/sandboxUser.ts';
import { themes } from './support/themes.ts';
import type { Workbench } from './support/workbench.ts';

const { id, secret } = defaultApplication;

for (const theme of themes('dark')) {
  describe(`getting started, in the ${theme} theme`, () => {
    let sandbox: RouteeSandbox;
    let workbench: Workbench;

    before(async () => {
      sandbox = await startRouteeSandbox();
      workbench = await launchWorkbench({
        theme,
        settings: sandboxSettings(sandbox),
        workspaceFiles: { 'first.http': `GET ${sandbox.apiUrl}/accounts/me/balance\n` },
      });
    });

    after(async () => {
      await workbench.close();
      await sandbox.close();
    });

    const shot = (name: string): Promise<void> => workbench.screenshot(`${theme}-start-${name}`);

    /** The titles of the steps that are checked off. */
    const done = async (): Promise<string[]> => {
      const steps = await workbench.page
        .locator('.gettingStartedContainer .getting-started-step:has(.codicon.complete)')
        .all();
      return Promise.all(steps.map((step) => step.locator('.step-title').innerText()));
    };
    const untilDone = (...titles: string[]): Promise<true> =>
      eventually(`the steps ${titles.join(', ')} to be done`, async () => {
        const titlesDone = await done();
        return titles.length === titlesDone.length && titles.every((title) => titlesDone.includes(title));
      });

    const PORTAL = "Create an application in Routee's portal";
    const ADD = 'Add the application';
    const TOKEN = 'Get a token';
    const INSERT = 'Insert it where you need it';
    const CALL = 'Make your first API call';

    it('is a click away for who has no application yet, with nothing done', async () => {
      // In a narrow editor VS Code leaves the pictures out.
      await workbench.page.setViewportSize({ width: 1600, height: 900 });
      await workbench.routee.open();
      await workbench.routee.waitForWelcome(/Add a Routee application/);
      await workbench.routee.element.locator('a', { hasText: 'Get Started' }).click();
      await workbench.page.locator('.gettingStartedContainer .step-title', { hasText: CALL }).waitFor();
      assert.deepEqual(await done(), []);
      const picture = workbench.page.locator('.getting-started-media img').first();
      await picture.waitFor();
      await eventually('the picture of the step to be there', () =>
        picture.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth > 0),
      );
      assert.match((await picture.getAttribute('alt')) ?? '', /A file of requests to the sandbox/);
      await shot('1-nothing-done');
    });

    it('checks off what leads to the first token', async () => {
      await workbench.page
        .locator('.gettingStartedContainer .getting-started-step', { hasText: ADD })
        .click();
      await workbench.page
        .locator('.gettingStartedContainer')
        .getByRole('button', { name: 'Add Application' })
        .click();
      await workbench.quickInput.answer('Application ID', id);
      await workbench.quickInput.answer('Application secret', secret);
      await workbench.quickInput.answer('Name shown in the sidebar', 'Shop');
      await workbench.quickInput.accept('None selected');
      await workbench.notification(/Shop was added/);
      // Who has one to add has been at the portal.
      await untilDone(PORTAL, ADD);
      await workbench.runCommand('Routee: Get Token');
      await untilDone(PORTAL, ADD, TOKEN);
      await workbench.dismissNotifications();
      await shot('2-token');
    });

    it('checks off the first insertion and the first call', async () => {
      await workbench.editor.openFile('first.http');
      await workbench.runCommand('Routee: Insert Token');
      await workbench.runCommand('Routee: Check Account Balance');
      await workbench.notification(/Balance of Shop/);
      await workbench.runCommand('Welcome: Open Walkthrough...');
      await workbench.quickInput.pick('Get Started with Routee');
      await untilDone(PORTAL, ADD, TOKEN, INSERT, CALL);
      await shot('3-all-done');
    });
  });
}
