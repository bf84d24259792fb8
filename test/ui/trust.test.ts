import assert from 'node:assert/strict';
import path from 'node:path';

import { filesHolding } from '../support/filesHolding.ts';
import {
  defaultApplication,
  faults,
  startRouteeSandbox,
  type RouteeSandbox,
} from '../support/routeeSandbox.ts';
import { launchWorkbench } from './support/launchWorkbench.ts';
import { addApplication, sandboxSettings } from './support/sandboxUser.ts';
import type { Workbench } from './support/workbench.ts';

const { id, secret } = defaultApplication;

describe('what the extension leaves behind', () => {
  let sandbox: RouteeSandbox;
  let workbench: Workbench;

  before(async () => {
    sandbox = await startRouteeSandbox();
    workbench = await launchWorkbench({
      settings: sandboxSettings(sandbox),
      workspaceFiles: { 'notes.txt': 'nothing yet\n' },
    });
  });

  after(async () => {
    await workbench.close();
    await sandbox.close();
  });

  it('is no secret and no token in any file, log, setting or on the screen', async () => {
    await workbench.routee.open();
    await addApplication(workbench, { id, secret, name: 'Canary' });
    await workbench.runCommand('Routee: Get Token');
    await workbench.notification(/Current token for Canary/);
    await workbench.runAction('Refresh Token');
    await workbench.notification(/same token/);
    await workbench.runAction('Copy Authorization Header');
    const [token] = sandbox.liveTokens(id);
    assert.ok(token !== undefined);
    assert.equal(await workbench.waitForClipboard(/^Authorization/), `Authorization: Bearer ${token.value}`);

    // A server that echoes what it was sent, and every kind of failure, must not bring it into the log either.
    const basic = Buffer.from(`${id}:${secret}`).toString('base64');
    const echo = JSON.stringify({
      error: 'server_error',
      error_description: `${secret} ${basic} ${token.value}`,
    });
    for (const fault of [
      { kind: 'answer', status: 500, body: echo } as const,
      faults.emptyObject,
      faults.destroy,
    ]) {
      sandbox.setFault(fault);
      await workbench.runAction('Refresh Token');
      await workbench.notification(/Canary: /);
      await workbench.dismissNotifications();
    }
    sandbox.setFault(undefined);
    await workbench.runAction('Show Log');
    await workbench.screenshot('trust-log');

    const { userDataDir, serverDataDir, workspaceDir } = workbench.folders;
    const texts = [secret, basic, basic.replace(/=+$/, ''), token.value];
    for (const folder of [userDataDir, serverDataDir, workspaceDir]) {
      assert.deepEqual(filesHolding(folder, texts), [], folder);
    }
    const logs = filesHolding(path.join(userDataDir, 'logs'), ['Canary: ']);
    assert.ok(logs.length > 0, 'the log was not found, so the search above proves nothing');
    const page = await workbench.page.content();
    assert.deepEqual(
      texts.filter((text) => page.includes(text)),
      [],
    );
  });

  it('is nothing at all after Forget Everything', async () => {
    await workbench.runCommand('Routee: Forget Everything');
    const dialog = await workbench.dialog();
    assert.match(await dialog.text(), /One application with its ID, secret, and token/);
    await dialog.click('Forget Everything');
    await workbench.notification(/has forgotten all applications and tokens/);
    await workbench.routee.waitForWelcome(/Add a Routee application/);
    await workbench.reload();
    await workbench.routee.open();
    await workbench.routee.waitForWelcome(/Add a Routee application/);
  });
});
