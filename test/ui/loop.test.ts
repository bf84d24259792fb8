import assert from 'node:assert/strict';

import type { Locator } from 'playwright-core';

import { FAILING_NUMBER } from '../../src/features/sandbox/model/delivery.ts';
import { defaultApplication, startRouteeSandbox, type RouteeSandbox } from '../support/routeeSandbox.ts';
import { CodeLenses } from './support/codeLenses.ts';
import { eventually } from './support/eventually.ts';
import { changeLook, FOLLOW_THE_SYSTEM, type Look } from './support/looks.ts';
import { addApplication, sandboxSettings } from './support/sandboxUser.ts';
import { shareWorkbench } from './support/shareWorkbench.ts';
import type { Workbench } from './support/workbench.ts';

const { id, secret } = defaultApplication;
const NUMBER = '+306900000000';
const request = (name: string, to: string): string =>
  `### ${name}\nPOST {{api}}/sms\nContent-Type: application/json\n\n{ "body": "Hello", "to": "${to}", "from": "Test" }\n`;

describe('from the price to the delivery', () => {
  let sandbox: RouteeSandbox;
  let workbench: Workbench;

  before(async () => {
    sandbox = await startRouteeSandbox();
    const api = `@api = ${sandbox.apiUrl}\n\n`;
    workbench = await shareWorkbench({
      settings: { ...sandboxSettings(sandbox), ...FOLLOW_THE_SYSTEM },
      workspaceFiles: {
        'arrives.http': api + request('Arrives', NUMBER),
        'fails.http': api + request('Fails', FAILING_NUMBER),
        'body.http': `${api}### Wrong\nPOST {{api}}/sms\nContent-Type: application/json\n\n{\n  "body": "Hello",\n  "to": "${NUMBER}",\n  "from": "A much too long name"\n}\n`,
      },
    });
    await changeLook(workbench.page, 'dark');
    await addApplication(workbench, { id, secret, name: 'Shop' });
    await workbench.dismissNotifications();
  });

  after(() => sandbox.close());

  /** Pictures in all looks of what is on the screen. */
  async function shots(name: string): Promise<void> {
    const looks: readonly Look[] = ['light', 'hc-black', 'dark'];
    for (const look of looks) {
      await changeLook(workbench.page, look);
      await workbench.screenshot(`loop-${name}-${look}`);
    }
  }
  const lenses = (): CodeLenses => new CodeLenses(workbench.page);

  /** Clicks on a lens until something comes: VS Code draws those of a file from before, which do nothing yet. */
  async function press(title: string, result: Locator): Promise<void> {
    await eventually(`what ${title} does`, async () => {
      await lenses().click(title);
      return result
        .first()
        .waitFor({ timeout: 5000 })
        .then(
          () => true,
          () => false,
        );
    });
  }

  async function send(file: string): Promise<void> {
    await workbench.runCommand('View: Close All Editors');
    await workbench.editor.openFile(file);
    await lenses().waitFor(/Send with Routee/);
    await press('Send with Routee', workbench.page.locator('.monaco-dialog-box:visible'));
  }
  const track = (): Promise<void> =>
    press('Track Delivery', workbench.page.locator('.notification-list-item:visible'));

  it('the question shows the recipient, the parts, the price and the balance', async () => {
    await send('arrives.http');
    const question = await workbench.dialog();
    assert.match(
      await question.text(),
      /Send POST \/sms as Shop\?[^]*To: \+306900000000\s+1 part, about €0\.045 · balance €20\.50\s/,
    );
    await shots('1-question');
    await question.click('Send');
  });

  it('the title of the response tracks it until it is delivered', async () => {
    const { page } = workbench;
    const button = page.locator('.editor-actions .action-label[aria-label^="Track Delivery"]').first();
    await page.locator('.tab[data-resource-name^="POST"]').first().click();
    await button.waitFor();
    await shots('2-response');
    await button.click();
    await workbench.notification(/^.*Delivered in 3 s · €0\.045 · GR Sandbox Mobile/);
    await shots('3-delivered');
    await workbench.dismissNotifications();
  });

  it('the line above the request still does after a reload of the window', async () => {
    await workbench.reload();
    // The lines are drawn anew once the applications are known.
    await workbench.statusBarItem(/Shop/).waitFor();
    await workbench.runCommand('View: Close All Editors');
    await workbench.editor.openFile('arrives.http');
    await lenses().waitFor(/Send with Routee.*Track Delivery/);
    await track();
    await workbench.notification(/Delivered in 3 s · €0\.045 · GR Sandbox Mobile/);
    await workbench.dismissNotifications();
  });

  it('a number that cannot be reached is said to be one, in words', async () => {
    await send('fails.http');
    await (await workbench.dialog()).click('Send');
    await lenses().waitFor(/Track Delivery/);
    await track();
    await workbench.notification(/Undelivered: The number is unknown and might no longer exist · €0\.045/);
    await shots('4-undelivered');
    await workbench.dismissNotifications();
  });

  it('tracking ends when it is cancelled', async () => {
    sandbox.setFault({ kind: 'answer', status: 200, body: [{ status: { status: 'Queued' } }] }, 'resource');
    sandbox.resetCounts();
    await track();
    const progress = await workbench.notification(/Tracking the delivery as Shop.*Queued/);
    await shots('5-tracking');
    await progress.click('Cancel');
    await progress.element.waitFor({ state: 'hidden' });
    sandbox.setFault(undefined, 'resource');
    const asked = sandbox.requests.length;
    await track();
    await workbench.notification(/Undelivered: The number is unknown/);
    const paths = sandbox.requests.slice(asked).map(({ path }) => path);
    assert.deepEqual(paths.filter((path) => path.startsWith('/sms/tracking')).length, 1);
    await workbench.dismissNotifications();
  });

  it('a body that cannot be right is marked before it is sent, explained and completed', async () => {
    const { editor, page } = workbench;
    await editor.openFile('body.http');
    await page.locator('.editor-instance .squiggly-warning').first().waitFor();
    const hover = page.locator('.monaco-hover:visible').last();
    const hoverAt = async (column: number, expected: string): Promise<void> => {
      await editor.setCursor(10, column);
      await page.keyboard.press('ControlOrMeta+k');
      await page.keyboard.press('ControlOrMeta+i');
      await eventually(expected, async () => (await hover.innerText()).includes(expected));
    };
    await hoverAt(5, 'Sender: a number');
    await shots('6-hover');
    await page.keyboard.press('Escape');
    await hoverAt(14, '"from" has the wrong format');
    await shots('7-warning');
    await page.keyboard.press('Escape');
    await page.keyboard.press('End');
    await page.keyboard.type(',\n"t');
    const widget = page.locator('.suggest-widget:visible');
    await eventually('the parameters', async () => (await widget.innerText()).includes('ttl'));
    await shots('8-completion');
    await page.keyboard.press('Escape');
  });
});
