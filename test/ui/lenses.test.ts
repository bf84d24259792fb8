import assert from 'node:assert/strict';

import { defaultApplication, startRouteeSandbox, type RouteeSandbox } from '../support/routeeSandbox.ts';
import { CodeLenses } from './support/codeLenses.ts';
import { eventually } from './support/eventually.ts';
import { httpyacSend } from './support/httpyacSend.ts';
import { shareWorkbench } from './support/shareWorkbench.ts';
import { addApplication, sandboxSettings } from './support/sandboxUser.ts';
import { themes } from './support/themes.ts';
import type { Workbench } from './support/workbench.ts';

const shop = { ...defaultApplication, name: 'Shop' };
// Enough that a slow machine sees it count.
const LIFETIME_S = 20;

for (const theme of themes('light')) {
  describe(`tokens in a file of requests, from insertion to update, in the ${theme} theme`, () => {
    let sandbox: RouteeSandbox;
    let workbench: Workbench;
    let lenses: CodeLenses;

    const shot = (name: string): Promise<void> => workbench.screenshot(`${theme}-lenses-${name}`);
    const token = (): string => sandbox.liveTokens(shop.id).at(-1)?.value ?? 'none';

    before(async () => {
      sandbox = await startRouteeSandbox({ lifetimeSeconds: LIFETIME_S, policy: 'newEachTime' });
      const balance = `GET ${sandbox.apiUrl}/accounts/me/balance`;
      workbench = await shareWorkbench({
        theme,
        settings: {
          ...sandboxSettings(sandbox),
          'routee.backgroundRefresh': 'onDemand',
          'routee.http.updateTokens': 'onSave',
        },
        workspaceFiles: {
          'variable.http': `### Balance\n${balance}\nAccept: application/json\n\n### Once more\n${balance}\n`,
          'header.http': `### Balance\n${balance}\n`,
          'notes.txt': '\n',
        },
      });
      lenses = new CodeLenses(workbench.page);
      await workbench.routee.open();
      await addApplication(workbench, shop);
      await workbench.dismissNotifications();
    });

    after(() => sandbox.close());

    it('inserts the token as a variable that the request uses', async () => {
      await workbench.editor.openFile('variable.http');
      assert.deepEqual(await lenses.texts(), []);
      await workbench.editor.setCursor(2);
      await workbench.runCommand('Routee: Insert Token as Variable');
      await lenses.waitFor(/^Routee: Shop, expires in \d+ s \| Update \| Copy$/);
      assert.match(
        await workbench.editor.text(),
        new RegExp(
          `^@routeeToken = ${token()}\\n\\n### Balance\\n.*\\n.*\\nAuthorization: Bearer {{routeeToken}}\\n`,
        ),
      );
    });

    it('counts the life of the token down, to its end and beyond', async () => {
      const seconds = async (): Promise<number> =>
        Number(/in (\d+) s/.exec(await lenses.waitFor(/expires in \d+ s/))?.[1]);
      const first = await seconds();
      await eventually('less', async () => (await seconds()) < first);
      await shot('01-counting-down');
      await lenses.waitFor(/^Routee: Shop, expired \d+ s ago \| Update$/);
      await shot('02-expired');
    });

    it('puts a new token in place of the old one with a click on Update', async () => {
      sandbox.configure({ lifetimeSeconds: 3600 });
      await lenses.click('Update');
      await lenses.waitFor(/^Routee: Shop, expires in 59 min \| Update \| Copy$/);
      const text = await workbench.editor.saveAndRead('variable.http');
      assert.ok(text.startsWith(`@routeeToken = ${token()}\n`));
      await shot('03-updated');
      assert.deepEqual(await httpyacSend(workbench.folders.workspaceDir, 'variable.http'), [200, 401]);
    });

    it('copies the current token', async () => {
      await lenses.click('Copy');
      assert.equal(await workbench.waitForClipboard(/^[0-9a-f-]{36}$/), token());
    });

    it('puts the current token into a file that is saved', async () => {
      await workbench.editor.openFile('header.http');
      await workbench.editor.setCursor(2);
      await workbench.runCommand('Routee: Insert Token');
      await lenses.waitFor(/^Routee: Shop, expires in 5\d min/);
      const old = await workbench.editor.saveAndRead('header.http');
      await workbench.runAction('Refresh Token');
      await workbench.notification(/New token for Shop/);
      await workbench.dismissNotifications();
      await workbench.editor.setCursor(1, 12);
      await workbench.editor.type(' now');
      assert.ok(!old.includes(token()));
      await workbench.editor.save();
      await eventually('the new token on disk', () => {
        const saved = workbench.editor.read('header.http');
        return saved.includes(' now\n') && saved.includes(`Authorization: Bearer ${token()}\n`);
      });
      await shot('04-saved');
      assert.deepEqual(await httpyacSend(workbench.folders.workspaceDir, 'header.http'), [200]);
    });

    it('updates all tokens of a file at once', async () => {
      await workbench.editor.openFile('variable.http');
      await workbench.runCommand('Routee: Update Tokens in This File');
      await workbench.statusBarItem(/Updated 1 token/).waitFor();
      assert.ok((await workbench.editor.text()).startsWith(`@routeeToken = ${token()}\n`));
      await workbench.editor.undo();
      assert.ok(!(await workbench.editor.text()).includes(token()), 'one step');
    });

    it('offers the update and the variable only where there can be either', async () => {
      const commands = ['Routee: Update Tokens in This File', 'Routee: Insert Token as Variable'];
      for (const command of commands) {
        assert.ok((await workbench.paletteTitles(command)).includes(command));
      }
      await workbench.editor.openFile('notes.txt');
      for (const command of commands) {
        await workbench.openPalette(command);
        await eventually('the command to be gone', async () => {
          const titles = await workbench.quickInput.labels();
          return titles.length > 0 && !titles.includes(command);
        });
        await workbench.quickInput.cancel();
      }
    });

    it('says that the application was removed', async () => {
      await workbench.editor.openFile('header.http');
      await workbench.routee.chooseFromContextMenu(/^Shop/, 'Manage', 'Remove Application');
      await (await workbench.dialog()).click('Remove');
      await lenses.waitFor(/^Routee: application removed, expires in 5\d min \| /);
      await shot('06-removed');
    });
  });
}
