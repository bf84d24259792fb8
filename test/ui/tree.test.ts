import assert from 'node:assert/strict';

import { startRouteeSandbox, type RouteeSandbox } from '../support/routeeSandbox.ts';
import { eventually } from './support/eventually.ts';
import { shareWorkbench } from './support/shareWorkbench.ts';
import { addApplication, sandboxSettings } from './support/sandboxUser.ts';
import { themes } from './support/themes.ts';
import type { Workbench } from './support/workbench.ts';
import type { Theme } from './support/workbenchSettings.ts';

const failover = { id: '6867b522e4b06a33d50517c1', secret: 'S3cret', name: 'Failover' };
const reports = { id: '6867b522e4b06a33d50517c2', secret: 'S3cret', name: 'Reports' };
const shop = { id: '6867b522e4b06a33d50517c3', secret: 'S3cret', name: 'Shop' };

for (const theme of themes('dark', 'hcDark', 'hcLight')) {
  describe(`the view by mouse and keyboard, ${theme}`, () => {
    let sandbox: RouteeSandbox;
    let workbench: Workbench;

    before(async () => {
      sandbox = await startRouteeSandbox();
      for (const application of [failover, reports, shop]) sandbox.addApplication(application);
      workbench = await shareWorkbench({
        settings: sandboxSettings(sandbox),
        workspaceFiles: { 'a.txt': '' },
        theme,
      });
      await workbench.routee.open();
      for (const application of [failover, reports, shop]) await addApplication(workbench, application);
      await workbench.dismissNotifications();
    });

    after(() => sandbox.close());

    const press = (...keys: readonly string[]): Promise<void> =>
      keys.reduce((before, key) => before.then(() => workbench.page.keyboard.press(key)), Promise.resolve());
    const waitForOrder = (...expected: readonly string[]): Promise<true> =>
      eventually(`the order ${expected.join(', ')}`, async () => {
        assert.deepEqual(await workbench.routee.names(), expected);
        return true;
      });
    const focusList = (): Promise<void> => workbench.routee.element.locator('.monaco-list').first().focus();
    const chooseTheme = async (shown: Theme): Promise<void> => {
      await workbench.runCommand('Preferences: Color Theme');
      await workbench.quickInput.waitFor('Color Theme');
      await workbench.quickInput.type(LABELS[shown]);
      await eventually('the theme to be offered', async () =>
        (await workbench.quickInput.labels()).includes(LABELS[shown]),
      );
      await workbench.quickInput.enter();
      await workbench.quickInput.widget.waitFor({ state: 'hidden' });
    };
    const screenshot = (name: string): Promise<void> => workbench.screenshot(`tree-${theme}-${name}`);

    it('renames and removes the row that has the focus, whatever is selected', async () => {
      const { routee, quickInput } = workbench;
      await waitForOrder('Shop', 'Failover', 'Reports');
      await routee.row(/^Failover/).click();
      // A click unfolds it.
      await press('ArrowLeft');
      await eventually('the row to fold', async () => {
        return (await routee.row(/^Failover/).getAttribute('aria-expanded')) === 'false';
      });
      await press('ArrowDown', 'F2');
      await quickInput.waitFor('Edit Reports');
      assert.equal(await quickInput.value(), 'Reports');
      await quickInput.type('Shop');
      await quickInput.enter();
      await eventually('the refusal', async () =>
        (await quickInput.message()).includes('already has this name'),
      );
      await screenshot('01-rename');
      await quickInput.type('Numbers');
      await quickInput.enter();
      await routee.waitForRow(/^Numbers/);
      await focusList();
      await press('Delete');
      const question = await workbench.dialog();
      assert.match(await question.text(), /^Remove Numbers\?/);
      await question.click('Cancel');
      await waitForOrder('Shop', 'Failover', 'Numbers');
    });

    it('unfolds a row with Space, and finds one by typing', async () => {
      const { routee } = workbench;
      await routee.row(/^Shop/).click();
      await focusList();
      const before = await routee.row(/^Shop/).getAttribute('aria-expanded');
      await press('Space');
      await eventually('the row to unfold or fold', async () => {
        return (await routee.row(/^Shop/).getAttribute('aria-expanded')) !== before;
      });
      await workbench.page.keyboard.type('numb');
      await routee
        .row(/^Numbers/)
        .and(workbench.page.locator('.focused'))
        .waitFor();
      await press('F3');
      await routee.element.locator('.monaco-tree-type-filter input').waitFor();
      await workbench.page.keyboard.type('numb');
      await eventually('the match', async () =>
        (
          await routee
            .row(/^Numbers/)
            .locator('.monaco-highlighted-label .highlight')
            .allInnerTexts()
        )
          .join('')
          .toLowerCase()
          .startsWith('numb'),
      );
      await screenshot('02-find');
      await press('Escape');
    });

    it('inserts and copies the token by two strokes, in an editor', async () => {
      const token = sandbox.liveTokens(shop.id)[0]?.value ?? '';
      await workbench.editor.openFile('a.txt');
      await press('ControlOrMeta+k', 'b');
      await eventually('the token', async () => (await workbench.editor.text()) === token);
      await workbench.page.evaluate("navigator.clipboard.writeText('untouched')");
      await workbench.editor.focus();
      await press('ControlOrMeta+k', 'Shift+B');
      await workbench.waitForClipboard(new RegExp(`^${token}$`));
      await workbench.editor.undo();
      await workbench.editor.save();
    });

    it('shows a number on the activity bar while credentials are refused', async () => {
      const icon = workbench.page.locator('.part.activitybar .action-item', {
        has: workbench.page.locator('[aria-label^="Routee"]'),
      });
      assert.equal(await icon.locator('.badge:visible').count(), 0);
      sandbox.addApplication({ ...shop, secret: 'another one' });
      await workbench.routee.clickInlineAction(/^Shop/, 'Refresh Token');
      await workbench.routee.waitForRow(/^Shop, rejected/);
      await eventually('the number', async () => (await icon.locator('.badge:visible').innerText()) === '1');
      const spoken = await icon.locator('.action-label').getAttribute('aria-label');
      assert.match(spoken ?? '', /1 application needs your attention/);
      await screenshot('03-badge');
      await workbench.dismissNotifications();
    });

    it('hides who is who in demo mode, in every theme', async () => {
      const { routee, page } = workbench;
      await routee.expand(/^Numbers/);
      await workbench.runCommand('Routee: Toggle Demo Mode');
      await routee.waitForRow(/^Application 1, rejected/);
      await routee.waitForRow(/^•••, scope|^Scopes of the token, 1/);
      await workbench.statusBarItem(/Application 1/).waitFor();
      assert.match(await routee.element.innerText(), /Demo mode/i);
      for (const shown of ['dark', 'light', 'hcDark', 'hcLight'] satisfies readonly Theme[]) {
        await chooseTheme(shown);
        await page.locator(`.monaco-workbench.${CLASSES[shown]}`).waitFor();
        await workbench.screenshot(`tree-demo-${shown}`);
      }
      // What screen readers were told last is kept elsewhere, and not seen.
      const seen = await page.locator('.part:visible, .notifications-toasts').allInnerTexts();
      const everything = seen.join('\n');
      assert.doesNotMatch(everything, /Shop|Failover|Numbers|6867b522/);
      await workbench.runCommand('Routee: Toggle Demo Mode');
      await routee.waitForRow(/^Shop, rejected/);
      assert.doesNotMatch(await routee.element.innerText(), /Demo mode/i);
    });
  });
}

/** As the list of themes names them. */
const LABELS: Record<Theme, string> = {
  dark: 'Dark 2026',
  light: 'Light 2026',
  hcDark: 'Dark High Contrast',
  hcLight: 'Light High Contrast',
};

/** By which VS Code tells style sheets what kind of theme it is. */
const CLASSES: Record<Theme, string> = {
  dark: 'vs-dark',
  light: 'vs',
  hcDark: 'hc-black',
  hcLight: 'hc-light',
};
