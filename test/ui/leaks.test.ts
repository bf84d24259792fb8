import assert from 'node:assert/strict';

import { SAMPLE_TOKENS } from '../../src/features/leakWarnings/model/findMarks.ts';
import { defaultApplication, startRouteeSandbox, type RouteeSandbox } from '../support/routeeSandbox.ts';
import { eventually } from './support/eventually.ts';
import { shareWorkbench } from './support/shareWorkbench.ts';
import type { MessageBox } from './support/messageBox.ts';
import { addApplication, sandboxSettings } from './support/sandboxUser.ts';
import { themes } from './support/themes.ts';
import type { Workbench } from './support/workbench.ts';

const { id, secret } = defaultApplication;
const REFER = 'Use an Environment Variable Instead';
const UNDO = 'Undo';
const KEEP = 'Keep Token';
const REQUEST = '### Balance\nGET https://connect.routee.net/accounts/me/balance\n';
const names = ['refer.http', 'undo.http', 'keep.http', 'dismiss.http', 'fix.http', 'notes.txt'];

/** Whether the browser keeps the text for this extension: the workbench writes there every few seconds. */
function storedInBrowser(workbench: Workbench, text: string): Promise<boolean> {
  return workbench.page.evaluate<boolean>(`(async () => {
    const result = (request) => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    for (const { name } of await indexedDB.databases()) {
      const database = await result(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const value = await result(database.transaction(store).objectStore(store).get('routee-auth.routee-auth'));
        if (typeof value === 'string' && value.includes(${JSON.stringify(text)})) return true;
      }
      database.close();
    }
    return false;
  })()`);
}

for (const theme of themes('dark')) {
  describe(`a token that Git would publish, in the ${theme} theme`, () => {
    let sandbox: RouteeSandbox;
    let workbench: Workbench;
    let token: string;

    const shot = (name: string): Promise<void> => workbench.screenshot(`${theme}-leak-${name}`);
    const squiggles = (kind: 'info' | 'hint') =>
      workbench.page.locator(`.monaco-editor .squiggly-${kind}:visible`);
    const inserted = (): string => `${REQUEST}Authorization: Bearer ${token}\n`;

    async function insertInto(name: string): Promise<void> {
      await workbench.editor.openFile(name);
      await workbench.editor.setCursor(2);
      await workbench.runCommand('Routee: Insert Token');
    }

    const warning = (name: string): Promise<MessageBox> =>
      workbench.notification(new RegExp(`Git tracks ${name.replace('.', '\\.')}`));

    async function assertText(name: string, expected: string): Promise<void> {
      await workbench.editor.save();
      // The file may be read while it is being written.
      await eventually(`${name} as expected`, () => {
        assert.equal(workbench.editor.read(name), expected);
        return true;
      });
    }

    /** What the light bulb offers where the cursor is; the fix with the title is taken. */
    async function quickFix(title?: string): Promise<string[]> {
      const { page } = workbench;
      const items = page.locator('.action-widget:visible .monaco-list-row.action');
      // The list closes when the window draws something else just then.
      await eventually('the list of quick fixes', async () => {
        await page.keyboard.press('Control+.');
        await items.first().waitFor({ timeout: 3000 });
        return true;
      });
      const titles = (await items.allInnerTexts()).map((text) => text.trim());
      if (title === undefined) return titles;
      await items.filter({ hasText: title }).first().click();
      return titles;
    }

    before(async () => {
      sandbox = await startRouteeSandbox();
      workbench = await shareWorkbench({
        theme,
        // So that an ignored file can be opened by its name.
        settings: { ...sandboxSettings(sandbox), 'search.useIgnoreFiles': false },
        workspaceFiles: {
          ...Object.fromEntries(names.map((name) => [name, REQUEST])),
          'notes.txt': 'token: \n',
          '.gitignore': 'ignored.http\n',
          'ignored.http': REQUEST,
          'new.http': REQUEST,
          'sample.http': `${REQUEST}Authorization: Bearer ${SAMPLE_TOKENS[0]}\n`,
        },
        committedFiles: ['.gitignore', 'sample.http', ...names],
      });
      await addApplication(workbench, { id, secret, name: 'Shop' });
      await workbench.dismissNotifications();
      [token = ''] = sandbox.liveTokens(id).map(({ value }) => value);
      assert.notEqual(token, '');
    });

    after(() => sandbox.close());

    it('is warned of after the insertion, and replaced by a variable', async () => {
      await insertInto('refer.http');
      const message = await warning('refer.http');
      assert.match(
        await message.text(),
        /Your next commit would publish the token of Shop \(expires in 5\d min\) to anyone who can read the repository\./,
      );
      assert.deepEqual(await message.buttons(), [REFER, UNDO, KEEP]);
      await shot('01-warning');
      await message.click(REFER);
      const explained = await workbench.notification(
        /refer\.http now reads the token from the variable ROUTEE_TOKEN/,
      );
      await shot('02-variable');
      await assertText('refer.http', `${REQUEST}Authorization: Bearer {{$dotenv ROUTEE_TOKEN}}\n`);
      assert.deepEqual(await explained.buttons(), ['Link Environment File…']);
    });

    it('is taken out again by Undo, without what was typed after it', async () => {
      await insertInto('undo.http');
      await (await warning('undo.http')).click(UNDO);
      await eventually('a clean editor', () => workbench.page.locator('.tab.active:not(.dirty)').isVisible());
      await assertText('undo.http', REQUEST);

      await insertInto('undo.http');
      const message = await warning('undo.http');
      await workbench.editor.setCursor(1, 12);
      await workbench.editor.type('!');
      await message.click(UNDO);
      await eventually(
        'the text without the token',
        async () => !(await workbench.editor.text()).includes(token),
      );
      await assertText('undo.http', REQUEST.replace('Balance', 'Balance!'));
    });

    it('stays if the user wants it, who is asked no more, not even tomorrow', async () => {
      await insertInto('keep.http');
      await (await warning('keep.http')).click(KEEP);
      await assertText('keep.http', inserted());
      await eventually('the answer to be stored', () => storedInBrowser(workbench, 'keep.http'));
      await workbench.reload();
      await workbench.statusBarItem(/Shop: /).waitFor();
      await workbench.editor.openFile('keep.http');
      await workbench.editor.setCursor(3, 23);
      await workbench.page.keyboard.press('Shift+End');
      await workbench.page.keyboard.press('Delete');
      await workbench.runCommand('Routee: Insert Token');
      await eventually('the token', async () => (await workbench.editor.text()).includes(token));
      // A warning that comes is there by the time that of another file is.
      await insertInto('dismiss.http');
      const message = await warning('dismiss.http');
      assert.deepEqual(
        (await workbench.notificationTexts()).filter((text) => text.includes('keep.http')),
        [],
      );
      await message.dismiss();
    });

    it('is no matter in a file that Git ignores or does not know', async () => {
      for (const name of ['ignored.http', 'new.http']) {
        await insertInto(name);
        await eventually('the token', async () => (await workbench.editor.text()).includes(token));
        await assertText(name, inserted());
      }
      await insertInto('fix.http');
      await warning('fix.http');
      const texts = await workbench.notificationTexts();
      assert.deepEqual(
        texts.filter((text) => /ignored|new/.test(text)),
        [],
      );
      await workbench.dismissNotifications();
    });

    it('is marked in the file, with the reason and quick fixes', async () => {
      await workbench.editor.openFile('fix.http');
      await squiggles('info').first().waitFor();
      await workbench.editor.setCursor(3, 25);
      await workbench.runCommand('Show or Focus Hover');
      const shown = workbench.page.locator('.monaco-hover:visible', { hasText: 'Live token' });
      const hover = await shown.first().innerText();
      assert.match(
        hover,
        /Live token of Shop in a file that Git tracks\. Anyone who can read the repository can use it until .+\./,
      );
      assert.match(hover, /Routee\(leaked-token\)/);
      assert.ok(!hover.includes(token));
      await shot('03-mark');
      await workbench.page.keyboard.press('Escape');
      await workbench.editor.setCursor(3, 25);
      assert.deepEqual(await quickFix(), ['Replace with a Variable Reference', 'Remove the Token']);
      await shot('04-fixes');
      await workbench.page.keyboard.press('Escape');
      await quickFix('Replace with a Variable Reference');
      await workbench.notification(/fix\.http now reads the token from the variable/);
      await squiggles('info').waitFor({ state: 'hidden' });
      await workbench.editor.undo();
      await squiggles('info').first().waitFor();
      await workbench.editor.setCursor(3, 25);
      await quickFix('Remove the Token');
      await squiggles('info').waitFor({ state: 'hidden' });
      await assertText('fix.http', `${REQUEST}Authorization: Bearer \n`);
      await workbench.dismissNotifications();
    });

    it('is marked in the Problems view', async () => {
      await workbench.editor.openFile('keep.http');
      await squiggles('info').first().waitFor();
      await workbench.runCommand('Problems: Focus on Problems View');
      const row = workbench.page.locator('.markers-panel .monaco-list-row', {
        hasText: 'Live token of Shop',
      });
      await row.first().waitFor();
      await shot('05-problems');
    });

    it('is another one for a sample of the documentation: a hint leads to a variable', async () => {
      await workbench.editor.openFile('sample.http');
      await squiggles('hint').first().waitFor();
      await workbench.editor.setCursor(3, 25);
      assert.deepEqual(await quickFix(), ['Replace with a Variable Reference', 'Remove the Token']);
      await shot('06-sample');
      await workbench.page.keyboard.press('Escape');
      await quickFix('Replace with a Variable Reference');
      await workbench.notification(/sample\.http now reads the token from the variable/);
      await assertText('sample.http', `${REQUEST}Authorization: Bearer {{$dotenv ROUTEE_TOKEN}}\n`);
    });
  });
}
