import assert from 'node:assert/strict';

import { defaultApplication, startRouteeSandbox, type RouteeSandbox } from '../support/routeeSandbox.ts';
import { accessibilityProblems, iconContrasts } from './support/accessibility.ts';
import { shareWorkbench } from './support/shareWorkbench.ts';
import { changeLook, FOLLOW_THE_SYSTEM, LOOKS, type Look } from './support/looks.ts';
import { addApplication, sandboxSettings } from './support/sandboxUser.ts';
import type { Workbench } from './support/workbench.ts';

/** WCAG 2.2, 1.4.11, for what is no text. */
const ICON_CONTRAST = 3;
const VIEW = '.part.sidebar .pane-body';

describe('every surface, in every look, for everyone', () => {
  let sandbox: RouteeSandbox;
  let workbench: Workbench;

  before(async () => {
    sandbox = await startRouteeSandbox();
    sandbox.addApplication({ id: 'c'.repeat(24), secret: 'Long', lifetimeSeconds: 631_139_040 });
    workbench = await shareWorkbench({
      settings: { ...sandboxSettings(sandbox), ...FOLLOW_THE_SYSTEM },
      workspaceFiles: { 'first.http': `### Balance\nGET ${sandbox.apiUrl}/accounts/me/balance\n` },
    });
    await workbench.routee.open();
  });

  after(() => sandbox.close());

  /** Takes a picture of what is open in each look, and lets a checker look at the part at `selector`. */
  async function inEveryLook(name: string, selector: string, icons?: string): Promise<void> {
    const problems: string[] = [];
    for (const look of Object.keys(LOOKS) as Look[]) {
      await changeLook(workbench.page, look);
      await workbench.screenshot(`surface-${name}-${look}`);
      for (const problem of await accessibilityProblems(workbench.page, selector)) {
        problems.push(`${look}: ${problem}`);
      }
      if (icons !== undefined) {
        const contrasts = await iconContrasts(workbench.page, icons);
        assert.ok(contrasts.length > 0, `no icon at ${icons}`);
        problems.push(
          ...contrasts
            .filter((contrast) => contrast < ICON_CONTRAST)
            .map((contrast) => `${look}: an icon with a contrast of ${contrast.toFixed(2)}`),
        );
      }
    }
    assert.deepEqual(problems, []);
  }

  it('the view of a new user', async () => {
    await workbench.routee.waitForWelcome(/Add a Routee application/);
    await inEveryLook('welcome', VIEW, '.part.activitybar .action-label[aria-label^="Routee"]');
  });

  it('a question', async () => {
    await workbench.runCommand('Routee: Add Application');
    await workbench.quickInput.waitFor('Application ID');
    await inEveryLook('question', '.quick-input-widget');
    await workbench.quickInput.cancel();
  });

  it('a message', async () => {
    await addApplication(workbench, { id: 'c'.repeat(24), secret: 'Long', name: 'Failover' });
    await workbench.dismissNotifications();
    await addApplication(workbench, { ...defaultApplication, name: 'Shop' });
    await inEveryLook('message', '.notifications-toasts');
    await workbench.dismissNotifications();
  });

  it('applications, with what they may do and what is wrong with them', async () => {
    sandbox.setSecret('c'.repeat(24), 'changed at Routee');
    await workbench.routee.chooseFromContextMenu(/^Failover/, 'Manage', 'Refresh Token');
    await workbench.routee.waitForRow(/^Failover, rejected/);
    await workbench.dismissNotifications();
    await workbench.routee.expand(/^Shop/);
    await workbench.routee.waitForRow(/^Scopes/);
    await workbench.routee.expand(/^Scopes/);
    await inEveryLook('tree', VIEW, `${VIEW} .custom-view-tree-node-item-icon`);
  });

  it('lines above requests', async () => {
    await workbench.editor.openFile('first.http');
    await workbench.editor.setCursor(2);
    await workbench.runCommand('Routee: Insert Token');
    await workbench.page.locator('.codelens-decoration', { hasText: 'Shop' }).first().waitFor();
    await inEveryLook('lenses', '.codelens-decoration');
  });

  it('the item of the status bar', async () => {
    await workbench.statusBarItem(/Shop: /).waitFor();
    await inEveryLook('status-bar', '.part.statusbar [id^="routee-auth"]');
  });

  it('the first steps', async () => {
    await workbench.page.setViewportSize({ width: 1600, height: 900 });
    await workbench.runCommand('Welcome: Open Walkthrough...');
    await workbench.quickInput.pick('Get Started with Routee');
    await workbench.page.locator('.gettingStartedContainer .step-title').first().waitFor();
    await inEveryLook('walkthrough', '.gettingStartedContainer .gettingStartedSlideDetails');
  });
});
