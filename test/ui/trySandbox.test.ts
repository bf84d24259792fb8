import assert from 'node:assert/strict';

import { eventually } from './support/eventually.ts';
import { shareWorkbench } from './support/shareWorkbench.ts';
import { themes } from './support/themes.ts';
import type { Workbench } from './support/workbench.ts';

for (const theme of themes('light')) {
  describe(`a first call without an account, in the ${theme} theme`, () => {
    let workbench: Workbench;
    /** Commands, answers and ways of the cursor; all by keyboard. */
    let interactions = 0;

    before(async () => {
      workbench = await shareWorkbench({ theme, workspaceFiles: {} });
    });

    const shot = (name: string): Promise<void> => workbench.screenshot(`${theme}-sandbox-${name}`);
    const command = async (title: string): Promise<void> => {
      interactions += 1;
      await workbench.runCommand(title);
    };
    const enter = async (): Promise<void> => {
      interactions += 1;
      await workbench.page.keyboard.press('Enter');
    };
    const response = (pattern: RegExp): Promise<string> =>
      eventually(`a response with ${String(pattern)}`, async () => {
        const texts = await workbench.page.locator('.view-lines').allInnerTexts();
        return texts.map((text) => text.replaceAll(/\s+/g, ' ')).find((text) => pattern.test(text));
      });
    const cursorAt = async (line: number): Promise<void> => {
      interactions += 1;
      await workbench.editor.focus();
      await workbench.editor.setCursor(line);
    };
    const send = async (): Promise<void> => {
      await command('Routee: Send Request');
      const question = await workbench.dialog();
      assert.match(await question.text(), /as Sandbox\?[^]*The sandbox runs on this computer/);
    };

    it('is offered in the view of a new user', async () => {
      await workbench.routee.open();
      await workbench.routee.waitForWelcome(/No account yet\? Try it with a sandbox/);
      await shot('1-welcome');
    });

    it('leads by keyboard alone from an empty profile to the balance and to Delivered', async () => {
      const { page } = workbench;
      await command('Routee: Try It with a Sandbox');
      await page.locator('.codelens-decoration a', { hasText: 'Send to Sandbox' }).first().waitFor();
      await workbench.routee.waitForRow(/^Sandbox.*on this computer/);
      await shot('2-ready');
      await workbench.dismissNotifications();
      await command('Routee: Send Request');
      await response(/Sent as Sandbox: 200 in .*"balance": 20\.5/);
      await shot('3-balance');
      await cursorAt(9);
      await send();
      await shot('4-question');
      await enter();
      await response(/"status": "Queued"/);
      await cursorAt(19);
      await eventually('the message to be delivered', async () => {
        const before = interactions;
        await send();
        await enter();
        const states = await response(/"content": .*"status": "(?:Queued|Sent|Delivered)"/);
        const isDelivered = states.includes('"Delivered"');
        if (!isDelivered) interactions = before;
        return isDelivered;
      });
      await shot('5-delivered');
      assert.equal(interactions, 8);
    });

    it('works again after a reload', async () => {
      await workbench.reload();
      await workbench.routee.open();
      await workbench.routee.waitForRow(/^Sandbox/);
      await workbench.runCommand('Routee: Check Account Balance');
      await workbench.notification(/Balance of Sandbox: €20\.50/);
      await shot('6-reloaded');
      await workbench.dismissNotifications();
    });

    it('is shared by two windows, and taken over by the one that is left', async () => {
      await workbench.inSecondWindow(async (second, page) => {
        const refresh = async (): Promise<void> => {
          await second.waitForRow(/^Sandbox, expires in/);
          await second.clickInlineAction(/^Sandbox/, 'Refresh Token');
          const told = page.locator('.notification-list-item:has(.codicon-info)', {
            hasText: /(?:New|the same) token for Sandbox/,
          });
          await told.waitFor();
          await page.screenshot({ path: `test/ui/screenshots/${theme}-sandbox-7-second-window.png` });
          await told.hover();
          await told.getByRole('button', { name: /Clear Notification/ }).click();
          await told.waitFor({ state: 'hidden' });
        };
        await refresh();
        await workbench.page.goto('about:blank');
        await refresh();
      });
      // The next suite goes on in this window.
      await workbench.reload();
    });
  });
}
