import assert from 'node:assert/strict';

import { ENGLISH, LANGUAGES, readTexts, translationOf } from '../../scripts/texts.ts';
import { defaultApplication, startRouteeSandbox, type RouteeSandbox } from '../support/routeeSandbox.ts';
import { eventually } from './support/eventually.ts';
import { launchWorkbench, setLanguage } from './support/launchWorkbench.ts';
import { sandboxSettings } from './support/sandboxUser.ts';
import type { Workbench } from './support/workbench.ts';
import { FORGET_EVERYTHING } from './support/workbenchSettings.ts';

/** What a person types to find the balance. */
const SEARCHED = { de: 'Kontostand', el: 'υπολοίπου', es: 'saldo', fr: 'solde' } as const;

describe('the main job', () => {
  let sandbox: RouteeSandbox;
  /** To load it in the next language takes half as long as to start another one. */
  let workbench: Workbench;

  before(async () => {
    sandbox = await startRouteeSandbox();
    workbench = await launchWorkbench({
      language: LANGUAGES[0],
      settings: sandboxSettings(sandbox),
      workspaceFiles: { 'notes.txt': '' },
    });
  });

  after(async () => {
    await workbench.close();
    await sandbox.close();
  });

  for (const language of LANGUAGES) {
    const texts = {
      ...readTexts(translationOf(ENGLISH.code, language)),
      ...readTexts(translationOf(ENGLISH.manifest, language)),
    };

    /** The translation of a text of the code, or of a key of package.nls.json. */
    function local(key: string, ...values: readonly string[]): string {
      const text = texts[key];
      assert.ok(text !== undefined, `There is no text “${key}”.`);
      return text.replaceAll(/\{(\d)\}/g, (_, index: string) => values[Number(index)] ?? '');
    }

    /** The same as a pattern, where the values do not matter. */
    function localPattern(key: string): RegExp {
      const parts = local(key, '\0', '\0', '\0').split('\0');
      return new RegExp(
        parts.map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)).join('.+'),
      );
    }

    describe(`in ${language}`, () => {
      before(async () => {
        if (language === LANGUAGES[0]) return;
        setLanguage(workbench.folders.userDataDir, language);
        await workbench.reload();
      });

      after(async () => {
        sandbox.setSecret(defaultApplication.id, defaultApplication.secret);
        await workbench.page.keyboard.press(FORGET_EVERYTHING);
        await (await workbench.dialog()).click(local('Forget Everything'));
        await workbench.notification(localPattern('Routee Auth has forgotten all applications and tokens.'));
      });

      it('greets a new user', async () => {
        await workbench.routee.open();
        const [first = ''] = local('view.applications.welcome').split('\n');
        assert.ok(!first.startsWith('Add '));
        await eventually('the welcome', async () => (await workbench.routee.welcome()).includes(first));
        await workbench.screenshot(`${language}-welcome`);
      });

      it('asks for an application, and says what is wrong with what was typed', async () => {
        const { quickInput } = workbench;
        await workbench.runCommand(`Routee: ${local('command.addApplication')}`);
        const id = local(
          'Application ID. You can also paste id:secret, a Basic header, or a curl command to fill in both.',
        );
        await quickInput.answer(id, 'my id');
        await quickInput.waitFor(local("An application ID can't contain spaces."));
        await workbench.screenshot(`${language}-wizard`);
        await quickInput.type(defaultApplication.id);
        await quickInput.enter();
        await quickInput.answer(
          local(
            "Application secret. To see it, select the lock icon beside the application in Routee's portal.",
          ),
          defaultApplication.secret,
        );
        await quickInput.answer(local('Name shown in the sidebar'), 'Shop');
        await quickInput.accept(
          local('None selected: all scopes of the application. Type to add another scope.'),
        );
        const message = await workbench.notification(localPattern('{0} was added. Token: {1}.'));
        assert.deepEqual(
          await message.buttons(),
          ['Insert', 'Copy', 'Check Balance'].map((button) => local(button)),
        );
        await workbench.routee.waitForRow(localPattern('expires {0}'));
        await workbench.screenshot(`${language}-added`);
      });

      it('explains a failure, with a button', async () => {
        await workbench.dismissNotifications();
        sandbox.setSecret(defaultApplication.id, 'another secret');
        await workbench.runAction(local('command.refreshToken'), local('command.showActions'));
        const message = await workbench.notification(
          localPattern('Routee rejected the application ID and secret.'),
        );
        assert.deepEqual(await message.buttons(), [local('Edit Credentials')]);
        await workbench.routee.waitForRow(new RegExp(local('rejected')));
        await workbench.screenshot(`${language}-rejected`);
      });

      it('finds the requests to Routee by words of the language', async () => {
        const { quickInput } = workbench;
        await workbench.dismissNotifications();
        await workbench.runCommand(`Routee: ${local('command.newRequest')}`);
        await quickInput.waitFor(local('New Request to Routee'));
        await quickInput.type(SEARCHED[language]);
        const balance = local('Get the account balance');
        await eventually('the request', async () => (await quickInput.widget.innerText()).includes(balance));
        await workbench.screenshot(`${language}-requests`);
        await workbench.page.keyboard.press('Escape');
      });

      it('has translated settings', async () => {
        await workbench.dismissNotifications();
        await workbench.runCommand('Preferences: Open User Settings');
        // What was searched for in the last language is still there.
        await workbench.page.keyboard.press('ControlOrMeta+a');
        await workbench.page.keyboard.type('@ext:routee-auth.routee-auth');
        await workbench.page
          .locator('.settings-editor')
          .getByText(local('setting.backgroundRefresh.always'))
          .or(workbench.page.locator('.settings-toc-container').getByText(local('settings.privacy')))
          .first()
          .waitFor();
        await workbench.screenshot(`${language}-settings`);
      });
    });
  }
});
