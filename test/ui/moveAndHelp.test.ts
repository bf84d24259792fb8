import assert from 'node:assert/strict';

import { defaultApplication, startRouteeSandbox, type RouteeSandbox } from '../support/routeeSandbox.ts';
import { eventually } from './support/eventually.ts';
import { shareWorkbench } from './support/shareWorkbench.ts';
import { sandboxSettings } from './support/sandboxUser.ts';
import { themes } from './support/themes.ts';
import type { Workbench } from './support/workbench.ts';

const { id, secret } = defaultApplication;
const ENV = `PORT=8080\nSHOP_ROUTEE_APPLICATION_ID=${id}\nSHOP_ROUTEE_APPLICATION_SECRET=${secret}\n# end\n`;

for (const theme of themes('light')) {
  describe(`moving here, and help when it fails (${theme})`, () => {
    let sandbox: RouteeSandbox;
    let workbench: Workbench;

    before(async () => {
      sandbox = await startRouteeSandbox();
      workbench = await shareWorkbench({
        settings: sandboxSettings(sandbox),
        theme,
        workspaceFiles: { '.env': ENV, 'index.js': '' },
      });
      await workbench.routee.open();
    });

    after(() => sandbox.close());

    it('imports from a .env file, and takes the secret out of it', async () => {
      const { quickInput, routee, editor } = workbench;
      await routee.waitForWelcome(/import applications from a file/);
      await routee.clickWelcomeLink('import applications from a file');
      await quickInput.waitFor('Import Routee Applications');
      await eventually('the file', async () => (await quickInput.labels()).includes('.env'));
      await quickInput.pick('.env');
      await quickInput.waitFor('Select the applications');
      await workbench.screenshot(`move-01-pick-${theme}`);
      assert.ok(!(await quickInput.widget.innerText()).includes(secret));
      await quickInput.enter();
      await routee.waitForRow(/^Shop, expires in/);
      const message = await workbench.notification(
        /Imported from \.env: Shop\. The secret is still in the file/,
      );
      await workbench.screenshot(`move-02-imported-${theme}`);
      await message.click('Remove from File');
      await workbench.notification(/Removed from \.env\. Undo restores it/);
      await eventually('the file without the secret', () => editor.read('.env') === ENV.replace(secret, ''));
      await workbench.screenshot(`move-03-removed-${theme}`);
      await workbench.dismissNotifications();
    });

    it('says that everything works', async () => {
      await workbench.runCommand('Routee: Diagnose');
      const message = await workbench.notification(/Everything works/);
      await workbench.rendered(/Everything works/);
      await workbench.screenshot(`help-01-diagnosis-${theme}`);
      await message.click('Copy');
      const text = await workbench.waitForClipboard(/^# Routee Diagnosis/);
      assert.equal(text.match(/^## \d\. .*: passed$/gm)?.length, 8);
      assert.ok(!text.includes(id) && !text.includes(secret));
      await workbench.dismissNotifications();
    });

    it('names the step that fails', async () => {
      sandbox.setSecret(id, 'another');
      await workbench.runCommand('Routee: Diagnose');
      const message = await workbench.notification(/The step "Credentials" failed/);
      await workbench.screenshot(`help-02-failed-step-${theme}`);
      await message.click('Copy');
      await workbench.waitForClipboard(/## 6\. Credentials: failed/);
      await workbench.dismissNotifications();
    });

    it('prepares a report, shows it, and sends nothing', async () => {
      await workbench.runAction('Report Issue…');
      const message = await workbench.notification(/Nothing has been sent/);
      await workbench.rendered(/Routee Auth: Issue/);
      await workbench.screenshot(`help-03-report-${theme}`);
      await message.click('Copy');
      const text = await workbench.waitForClipboard(/^# Routee Auth: Issue/);
      assert.match(text, /Diagnosis: settings passed, [^]*credentials failed/);
      assert.ok(!text.includes(id) && !text.includes(secret) && !text.includes('Shop'));
    });
  });
}
