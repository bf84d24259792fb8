import assert from 'node:assert/strict';

import { ENGLISH, readTexts, translationOf } from '../../scripts/texts.ts';
import { defaultApplication, startRouteeSandbox, type RouteeSandbox } from '../support/routeeSandbox.ts';
import { eventually } from './support/eventually.ts';
import { launchWorkbench } from './support/launchWorkbench.ts';
import { sandboxSettings } from './support/sandboxUser.ts';
import type { Workbench } from './support/workbench.ts';

const texts = {
  ...readTexts(translationOf(ENGLISH.code, 'el')),
  ...readTexts(translationOf(ENGLISH.manifest, 'el')),
};

/** The Greek for a text of the code, or for a key of package.nls.json. */
function greek(key: string, ...values: readonly string[]): string {
  const text = texts[key];
  assert.ok(text !== undefined, `There is no text “${key}”.`);
  return text.replaceAll(/\{(\d)\}/g, (_, index: string) => values[Number(index)] ?? '');
}

/** The same as a pattern, where the values do not matter. */
function greekPattern(key: string): RegExp {
  const parts = greek(key, '\0', '\0', '\0').split('\0');
  return new RegExp(parts.map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)).join('.+'));
}

describe('a workbench in Greek', () => {
  let sandbox: RouteeSandbox;
  let workbench: Workbench;

  before(async () => {
    sandbox = await startRouteeSandbox();
    workbench = await launchWorkbench({
      language: 'el',
      settings: sandboxSettings(sandbox),
      workspaceFiles: { 'notes.txt': '' },
    });
  });

  after(async () => {
    await workbench.close();
    await sandbox.close();
  });

  it('greets a new user in Greek', async () => {
    await workbench.routee.open();
    const [first = ''] = greek('view.applications.welcome').split('\n');
    assert.match(first, /\p{Script=Greek}/u);
    await eventually('the welcome in Greek', async () => (await workbench.routee.welcome()).includes(first));
    await workbench.screenshot('greek-welcome');
  });

  it('asks in Greek for an application, and says what is wrong with what was typed', async () => {
    const { quickInput } = workbench;
    await workbench.runCommand(`Routee: ${greek('command.addApplication')}`);
    const id = greek(
      'Application ID. You can also paste id:secret, a Basic header, or a curl command to fill in both.',
    );
    await quickInput.answer(id, 'my id');
    await quickInput.waitFor(greek("An application ID can't contain spaces."));
    await workbench.screenshot('greek-wizard');
    await quickInput.type(defaultApplication.id);
    await quickInput.enter();
    await quickInput.answer(
      greek("Application secret. To see it, select the lock icon beside the application in Routee's portal."),
      defaultApplication.secret,
    );
    await quickInput.answer(greek('Name shown in the sidebar'), 'Κατάστημα');
    await quickInput.accept(
      greek('None selected: all scopes of the application. Type to add another scope.'),
    );
    const message = await workbench.notification(greekPattern('{0} was added. Token: {1}.'));
    assert.deepEqual(
      await message.buttons(),
      ['Insert', 'Copy', 'Check Balance'].map((button) => greek(button)),
    );
    await workbench.routee.waitForRow(greekPattern('expires {0}'));
    await workbench.screenshot('greek-added');
  });

  it('explains a failure in Greek, with a button', async () => {
    await workbench.dismissNotifications();
    sandbox.setSecret(defaultApplication.id, 'another secret');
    await workbench.runAction(greek('command.refreshToken'), greek('command.showActions'));
    const message = await workbench.notification(
      greekPattern('Routee rejected the application ID and secret.'),
    );
    assert.deepEqual(await message.buttons(), [greek('Edit Credentials')]);
    await workbench.routee.waitForRow(new RegExp(greek('rejected')));
    await workbench.screenshot('greek-rejected');
  });

  it('finds the requests to Routee by Greek words', async () => {
    const { quickInput } = workbench;
    await workbench.dismissNotifications();
    await workbench.runCommand(`Routee: ${greek('command.newRequest')}`);
    await quickInput.waitFor(greek('New Request to Routee'));
    await quickInput.type('υπολοίπου');
    const balance = greek('Get the account balance');
    await eventually('the request', async () => (await quickInput.widget.innerText()).includes(balance));
    await workbench.screenshot('greek-requests');
    await workbench.page.keyboard.press('Escape');
  });

  it('has Greek settings', async () => {
    await workbench.dismissNotifications();
    await workbench.runCommand('Preferences: Open User Settings');
    await workbench.page.keyboard.type('@ext:routee-auth.routee-auth');
    await workbench.page
      .locator('.settings-editor')
      .getByText(greek('setting.backgroundRefresh.always'))
      .or(workbench.page.locator('.settings-toc-container').getByText(greek('settings.privacy')))
      .first()
      .waitFor();
    await workbench.screenshot('greek-settings');
  });
});
