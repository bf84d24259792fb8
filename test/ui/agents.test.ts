import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { installVsix } from '../../scripts/host/installVsix.ts';
import { projectRoot } from '../../scripts/paths.ts';
import { packExtension } from '../support/packExtension.ts';
import { startRouteeSandbox, type RouteeSandbox } from '../support/routeeSandbox.ts';
import { eventually } from './support/eventually.ts';
import { launchWorkbench } from './support/launchWorkbench.ts';
import { changeLook, FOLLOW_THE_SYSTEM } from './support/looks.ts';
import { addApplication, sandboxSettings } from './support/sandboxUser.ts';
import type { Workbench } from './support/workbench.ts';

const shop = { id: 'shop', secret: 'S3cret', name: 'Shop' };

describe('agents', () => {
  let temporary: string;
  let sandbox: RouteeSandbox;
  let workbench: Workbench;

  before(async () => {
    temporary = mkdtempSync(path.join(tmpdir(), 'routee-agents-'));
    const extensionsDir = path.join(temporary, 'extensions');
    const asker = path.join(projectRoot, 'test/fixtures/toolAsker');
    await installVsix(extensionsDir, [await packExtension(asker, temporary)]);
    sandbox = await startRouteeSandbox({ applications: [shop] });
    workbench = await launchWorkbench({
      extensionsDir,
      settings: {
        ...sandboxSettings(sandbox),
        ...FOLLOW_THE_SYSTEM,
        'chat.disableAIFeatures': false,
        'routee.agents.allow': 'ask',
        'routee.gateway.enabled': true,
        'terminal.integrated.initialHint': false,
      },
    });
    await addApplication(workbench, shop);
    await workbench.dismissNotifications();
    await workbench.runCommand('View: Hide Secondary Side Bar').catch(() => undefined);
  });

  after(async () => {
    await workbench.close();
    await sandbox.close();
    rmSync(temporary, { recursive: true, force: true, maxRetries: 5 });
  });

  /** The calls of Routee's API, without those for tokens. */
  const calls = (): string[] =>
    sandbox.requests
      .filter(({ endpoint }) => endpoint === 'resource')
      .map(({ method, path: asked, status }) => `${method} ${asked} ${status ?? 'none'}`);

  async function answered(pattern: RegExp): Promise<void> {
    await workbench.notification(pattern);
    await workbench.dismissNotifications();
  }

  beforeEach(() => sandbox.resetCounts());

  it('read when the person has agreed in VS Code, and not otherwise', async () => {
    for (const command of ['Read the Balance', 'Track a Message']) {
      await workbench.runCommand(`Tool Asker: ${command}`);
      const dialog = await workbench.dialog();
      assert.match(await dialog.text(), /Read from Routee as Shop\?[^]*GET http:/);
      await workbench.screenshot(`agents-1-${command.slice(0, 4)}`);
      await dialog.click('Cancel');
      await answered(/No answer/);
    }
    assert.deepEqual(calls(), []);
    await workbench.runCommand('Tool Asker: Read the Balance');
    await (await workbench.dialog()).click('Yes');
    await answered(/Answer: 127\.0\.0\.1:\d+ has answered GET .*"balance": 20\.5/);
    await workbench.runCommand('Tool Asker: Track a Message');
    await (await workbench.dialog()).click('Yes');
    await answered(/Answer: .* with 404/);
    assert.deepEqual(calls(), ['GET /accounts/me/balance 200', 'GET /sms/tracking/single/unknown 404']);
  });

  it('send what the person has seen and agreed to, each time anew', async () => {
    for (const look of ['dark', 'light'] as const) {
      await changeLook(workbench.page, look);
      await workbench.runCommand('Tool Asker: Send an SMS');
      const dialog = await workbench.dialog();
      const text = await dialog.text();
      assert.match(text, /^Send POST \/sms as Shop\?/);
      for (const part of [
        ...[
          'Send an SMS',
          'To: +306900000000',
          'Your table is booked',
          'Requested by a chat tool in VS Code',
        ],
        'Costs money or sends something.',
      ]) {
        assert.ok(text.includes(part), part);
      }
      assert.deepEqual((await dialog.buttons()).sort(), ['Cancel', 'Send']);
      await workbench.screenshot(`agents-2-question-${look}`);
      await dialog.click('Cancel');
      await answered(/No answer: .*said no\. Nothing was sent/);
      assert.deepEqual(calls(), []);
    }
    await workbench.runCommand('Tool Asker: Send an SMS');
    await (await workbench.dialog()).click('Send');
    await answered(/Answer: .*"trackingId"/);
    assert.deepEqual(calls(), ['POST /sms 200']);
  });

  it('read with curl in a terminal, and ask before they send', async () => {
    const { page } = workbench;
    await workbench.runCommand('Terminal: Create New Terminal');
    await page.locator('.terminal-wrapper.active .xterm.focus').waitFor();
    await page.keyboard.type('curl -s $ROUTEE_URL/accounts/me/balance | tee balance\n');
    await eventually('the balance', () => workbench.editor.read('balance').includes('"balance":20.'));
    await page.keyboard.type(
      `curl -s -H 'Content-Type: application/json' -d '{"body":"Hi","to":"+306900000000","from":"Me"}' $ROUTEE_URL/sms > sms\n`,
    );
    const dialog = await workbench.dialog();
    assert.match(await dialog.text(), /To: \+306900000000[^]*Requested by a program on this computer/);
    await workbench.screenshot('agents-3-program');
    await dialog.click('Cancel');
    await eventually('the refusal', () => workbench.editor.read('sms').includes('said no'));
    await workbench.screenshot('agents-4-terminal');
    assert.deepEqual(calls(), ['GET /accounts/me/balance 200']);
  });

  it('are connected by a command, which says that a secret was copied', async () => {
    await workbench.runCommand('Routee: Connect an Agent…');
    await workbench.quickInput.waitFor('Connect an Agent');
    await workbench.screenshot('agents-5-connect');
    await workbench.quickInput.pick('Codex');
    const message = await workbench.notification(/^Copied\. The configuration contains a secret/);
    await workbench.screenshot('agents-6-connected');
    await message.dismiss();
    const copied = await workbench.waitForClipboard(/mcp/);
    assert.match(copied, /^\[mcp_servers\.routee\]\nurl = "http:\/\/127\.0\.0\.1:\d+\/[\da-f]{64}\/mcp"\n$/);
  });
});
