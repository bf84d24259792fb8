import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { installVsix } from '../../scripts/host/installVsix.ts';
import { packHttpyac } from '../support/httpyacStandIn/packHttpyac.ts';
import { startRouteeSandbox, type RouteeSandbox } from '../support/routeeSandbox.ts';
import { eventually } from './support/eventually.ts';
import { launchWorkbench } from './support/launchWorkbench.ts';
import { addApplication, sandboxSettings } from './support/sandboxUser.ts';
import type { Workbench } from './support/workbench.ts';

const brief = { id: 'brief', secret: 'S3cret', name: 'Brief' };

describe('tokens exposed to httpYac’s extension', () => {
  let temporary: string;
  let sandbox: RouteeSandbox;
  let workbench: Workbench;

  before(async () => {
    temporary = mkdtempSync(path.join(tmpdir(), 'routee-httpyac-'));
    const extensionsDir = path.join(temporary, 'extensions');
    await installVsix(extensionsDir, [await packHttpyac(temporary)]);
    sandbox = await startRouteeSandbox();
    sandbox.addApplication({ ...brief, lifetimeSeconds: 5 });
    const balance = `GET ${sandbox.apiUrl}/accounts/me/balance`;
    workbench = await launchWorkbench({
      extensionsDir,
      settings: { ...sandboxSettings(sandbox), 'httpyac.responseViewMode': 'none' },
      workspaceFiles: {
        'process.http': `${balance}\nAuthorization: Bearer {{$processEnv ROUTEE_TOKEN}}\n`,
        'named.http': `${balance}\nAuthorization: Bearer {{$processEnv ROUTEE_TOKEN_BRIEF}}\n`,
        'new.http': `${balance}\n`,
      },
    });
    await workbench.routee.open();
    await addApplication(workbench, brief);
    await workbench.dismissNotifications();
  });

  after(async () => {
    await workbench.close();
    await sandbox.close();
    rmSync(temporary, { recursive: true, force: true, maxRetries: 5 });
  });

  /** Sends the request of a file with httpYac, and gives what the server saw and answered. */
  async function send(
    file: string,
  ): Promise<{ authorization: string | undefined; status: number | undefined }> {
    await workbench.editor.openFile(file);
    await workbench.editor.setCursor(1, 1);
    const before = sandbox.requests.length;
    await workbench.runCommand('httpYac: Send');
    return eventually('the request', () => {
      const request = sandbox.requests.slice(before).find((one) => one.path === '/accounts/me/balance');
      return request && { authorization: request.authorization, status: request.status };
    });
  }

  /** Ticks the setting in the settings editor, or unticks it. */
  async function tick(checked: 'true' | 'false'): Promise<void> {
    const { page } = workbench;
    await workbench.runCommand('Preferences: Open Settings (UI)');
    await page.locator('.settings-editor .suggest-input-container').click();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('routee.http.exposeToClients');
    const box = page
      .locator('.settings-editor .setting-item-bool', { hasText: 'Expose To Clients' })
      .locator('.setting-value-checkbox');
    await eventually(`the box to be ${checked}`, async () => {
      if ((await box.count()) !== 1) return false;
      if ((await box.getAttribute('aria-checked')) !== checked) await box.click();
      return (await box.getAttribute('aria-checked')) === checked;
    });
    // The editor writes it a moment later, and not at all if it is closed before that.
    const file = path.join(workbench.folders.userDataDir, 'User', 'settings.json');
    const isSet = (text: string): boolean => text.includes('"routee.http.exposeToClients": true');
    await eventually('the settings to be written', () => {
      return isSet(readFileSync(file, 'utf8')) === (checked === 'true');
    });
    await workbench.screenshot(`expose-setting-${checked}`);
    await page.keyboard.press('Escape');
    await page.locator('.settings-editor').waitFor({ state: 'hidden' });
  }

  it('sends nothing of ours while the setting is off', async () => {
    assert.equal((await send('process.http')).status, 401);
  });

  it('sends the current token once it is on, also after a renewal', async () => {
    await tick('true');
    for (const file of ['process.http', 'named.http']) {
      const first = await eventually(
        `an answer of 200 to ${file}`,
        async () => {
          const { authorization, status } = await send(file);
          return status === 200 && authorization;
        },
        60_000,
      );
      assert.match(first, /^Bearer [\w-]{36}$/);
      await eventually(
        'the next token',
        async () => {
          const { authorization, status } = await send(file);
          return status === 200 && authorization !== first;
        },
        60_000,
      );
    }
  });

  it('offers the variable first when a token is inserted', async () => {
    await workbench.editor.openFile('new.http');
    await workbench.editor.setCursor(1, 3);
    await workbench.runCommand('Routee: Insert Token');
    await workbench.quickInput.waitFor('Insert a reference to the token, or the token itself?');
    await workbench.screenshot('expose-1-reference');
    await workbench.quickInput.enter();
    await workbench.page.locator('.tab.active.dirty').waitFor();
    await workbench.screenshot('expose-2-inserted');
    await workbench.editor.waitForSaved(
      'new.http',
      /\nAuthorization: Bearer \{\{\$processEnv ROUTEE_TOKEN\}\}\n?$/,
    );
    // Right between two tokens the answer is 401.
    await eventually('an answer of 200', async () => (await send('new.http')).status === 200, 60_000);
  });

  it('sends nothing of ours any more when it is off again', async () => {
    await tick('false');
    await eventually('no token', async () => (await send('process.http')).status === 401, 60_000);
  });
});
