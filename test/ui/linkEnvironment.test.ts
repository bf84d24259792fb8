import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';

import { startRouteeSandbox, type RouteeSandbox } from '../support/routeeSandbox.ts';
import { eventually } from './support/eventually.ts';
import { httpyacSend } from './support/httpyacSend.ts';
import { shareWorkbench } from './support/shareWorkbench.ts';
import { addApplication, sandboxSettings } from './support/sandboxUser.ts';
import { themes } from './support/themes.ts';
import type { Workbench } from './support/workbench.ts';

const brief = { id: 'brief', secret: 'S3cret', name: 'Brief' };
const ENV = '# Settings of this project\nREGION="eu"\n';

for (const theme of themes('dark')) {
  describe(`a linked environment file, in the ${theme} theme`, () => {
    let sandbox: RouteeSandbox;
    let workbench: Workbench;

    const shot = (name: string): Promise<void> => workbench.screenshot(`${theme}-link-${name}`);
    const token = (): string => sandbox.liveTokens('brief').at(-1)?.value ?? 'none';

    before(async () => {
      sandbox = await startRouteeSandbox();
      sandbox.addApplication({ ...brief, lifetimeSeconds: 5 });
      const balance = `GET ${sandbox.apiUrl}/accounts/me/balance`;
      workbench = await shareWorkbench({
        theme,
        settings: sandboxSettings(sandbox),
        workspaceFiles: {
          '.gitignore': 'node_modules/\n',
          '.env': ENV,
          'dotenv.http': `### Balance\n${balance}\nAuthorization: Bearer {{$dotenv ROUTEE_TOKEN}}\n`,
          'variable.http': `### Balance\n${balance}\nAuthorization: Bearer {{ROUTEE_TOKEN}}\n`,
          'new.http': `### Balance\n${balance}\n`,
        },
      });
      execFileSync('git', ['init', '--quiet'], { cwd: workbench.folders.workspaceDir });
      await workbench.routee.open();
      await addApplication(workbench, brief);
      await workbench.dismissNotifications();
    });

    after(() => sandbox.close());

    it('is chosen and named, and added to .gitignore', async () => {
      const { quickInput, editor } = workbench;
      await workbench.routee.chooseFromContextMenu(/^Brief/, 'Manage', 'Link Environment File…');
      await quickInput.waitFor('Which file should contain the current token?');
      await eventually('the files', async () => (await quickInput.labels()).includes('.env'));
      await shot('1-file');
      await quickInput.pick('.env');
      await quickInput.waitFor('Name of the variable');
      assert.equal(await quickInput.value(), 'ROUTEE_TOKEN');
      await quickInput.type('1-TOKEN');
      await quickInput.enter();
      await quickInput.waitFor("Use letters, digits, and underscores. Don't start with a digit.");
      await shot('2-name');
      await quickInput.type('ROUTEE_TOKEN');
      await quickInput.enter();
      const dialog = await workbench.dialog();
      assert.match(await dialog.text(), /Git doesn't ignore \.env\./);
      await shot('3-git');
      assert.equal(editor.read('.env'), ENV);
      await dialog.click('Add to .gitignore');
      const message = await workbench.notification(/\.env contains the token of Brief as ROUTEE_TOKEN/);
      assert.match(await message.text(), /Use it in requests as \{\{\$dotenv ROUTEE_TOKEN\}\}/);
      await shot('4-linked');
      assert.equal(editor.read('.gitignore'), 'node_modules/\n/.env\n');
      assert.match(
        editor.read('.env'),
        /^# Settings of this project\nREGION="eu"\nROUTEE_TOKEN=[\w-]{36}\n$/,
      );
      await workbench.dismissNotifications();
    });

    it('shows below its application', async () => {
      const { routee } = workbench;
      await routee.expand(/^Brief/);
      const row = await routee.waitForRow(/^Linked file/);
      assert.equal(row, 'Linked file .env, ROUTEE_TOKEN');
      assert.deepEqual(await routee.inlineActions(/^Linked file/), [
        'Open Linked File',
        'Unlink Environment File',
      ]);
      await shot('5-tree');
      assert.deepEqual(await routee.contextMenu(/^Linked file/), [
        'Open Linked File',
        'Unlink Environment File',
      ]);
      await shot('6-menu');
      await workbench.page.keyboard.press('Escape');
    });

    it('follows the token through two renewals, also while it is open', async () => {
      await workbench.routee.clickInlineAction(/^Linked file/, 'Open Linked File');
      await workbench.page.locator('.tab.active[data-resource-name=".env"]').waitFor();
      for (let renewal = 1; renewal <= 2; renewal++) {
        const before = workbench.editor.read('.env');
        await eventually('the next token in the file', () => {
          const now = workbench.editor.read('.env');
          return now !== before && now === `${ENV}ROUTEE_TOKEN=${token()}\n`;
        });
      }
      await shot('7-open');
      await eventually('the token in the editor', async () => {
        const lines = await workbench.page.locator('.editor-instance .view-line').allInnerTexts();
        return lines.join('\n').includes(token());
      });
      assert.equal(await workbench.page.locator('.tab.active.dirty').count(), 0);
    });

    for (const file of ['dotenv.http', 'variable.http']) {
      it(`is what the httpyac command-line client sends: ${file}`, async () => {
        await eventually('an answer of 200', async () => {
          const statuses = await httpyacSend(workbench.folders.workspaceDir, file);
          assert.deepEqual(statuses, [200]);
          return true;
        });
      });
    }

    it('is what Insert Token offers first', async () => {
      const { editor, quickInput } = workbench;
      await editor.openFile('new.http');
      await editor.setCursor(2, 3);
      await workbench.runCommand('Routee: Insert Token');
      await quickInput.waitFor('Insert a reference to the token, or the token itself?');
      const [first, detail, second] = await quickInput.labels();
      assert.equal(first, 'Reference: Bearer {{$dotenv ROUTEE_TOKEN}}');
      assert.match(detail ?? '', /^No token in the file: REST Client and httpYac/);
      assert.equal(second, 'Token itself');
      await shot('8-reference');
      await quickInput.enter();
      await workbench.page.locator('.tab.active.dirty').waitFor();
      await editor.waitForSaved('new.http', /\nAuthorization: Bearer \{\{\$dotenv ROUTEE_TOKEN\}\}\n$/);
      await eventually('an answer of 200', async () => {
        assert.deepEqual(await httpyacSend(workbench.folders.workspaceDir, 'new.http'), [200]);
        return true;
      });
    });

    it('is still linked after a reload', async () => {
      await workbench.reload();
      await workbench.routee.open();
      await workbench.routee.expand(/^Brief/);
      await workbench.routee.waitForRow(/^Linked file \.env/);
      const before = workbench.editor.read('.env');
      await eventually('the next token in the file', () => workbench.editor.read('.env') !== before);
    });

    it('has its bytes back after Unlink', async () => {
      await workbench.routee.clickInlineAction(/^Linked file/, 'Unlink Environment File');
      await workbench.notification(/\.env is no longer linked\. The value of ROUTEE_TOKEN was removed/);
      await shot('9-unlinked');
      assert.equal(workbench.editor.read('.env'), ENV);
      await workbench.routee.waitForNoRow(/^Linked file/);
      const before = sandbox.exchangeCount('brief');
      await eventually('two more renewals', () => sandbox.exchangeCount('brief') >= before + 2);
      assert.equal(workbench.editor.read('.env'), ENV);
    });
  });
}
