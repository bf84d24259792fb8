import assert from 'node:assert/strict';

import { defaultApplication, startRouteeSandbox, type RouteeSandbox } from '../support/routeeSandbox.ts';
import { runSample } from '../support/samples/sampleRunner.ts';
import { shareWorkbench } from './support/shareWorkbench.ts';
import { addApplication, sandboxSettings } from './support/sandboxUser.ts';
import type { Workbench } from './support/workbench.ts';

const { id, secret } = defaultApplication;

describe('code samples', () => {
  let sandbox: RouteeSandbox;
  let workbench: Workbench;

  before(async () => {
    sandbox = await startRouteeSandbox();
    workbench = await shareWorkbench({
      settings: sandboxSettings(sandbox),
      workspaceFiles: {
        'requests.http': `@apiUrl = ${sandbox.apiUrl}

### Delivery state
GET {{apiUrl}}/sms/tracking/single/{{trackingId}}
Authorization: Bearer paste-a-token-here
Accept: application/json
`,
      },
    });
  });

  after(() => sandbox.close());

  const start = (): Promise<void> => workbench.runCommand('Routee: Generate Code…');

  it('are there for the request under the cursor, with a way back', async () => {
    const { quickInput, editor } = workbench;
    await editor.openFile('requests.http');
    await editor.setCursor(4);
    await start();
    await quickInput.waitFor('What should the code do?');
    assert.deepEqual((await quickInput.labels()).slice(0, 3), [
      'Request under the cursor',
      'Get a token',
      'Send an SMS',
    ]);
    await workbench.screenshot('samples-1-what');
    await quickInput.pick('Get a token');
    await quickInput.waitFor('Get a token: choose a language');
    await workbench.screenshot('samples-2-language');
    await quickInput.widget.locator('.quick-input-titlebar .codicon-quick-input-back').click();
    await quickInput.waitFor('What should the code do?');
    await quickInput.pick('Request under the cursor');
    await quickInput.waitFor('Request under the cursor: choose a language');
    await quickInput.pick('Java (OkHttp)');
    await quickInput.waitFor('Request under the cursor, Java (OkHttp): choose where the code goes');
    await workbench.screenshot('samples-3-where-to');
    await quickInput.pick('Open in a New Editor');
    const message = await workbench.notification(/Fill in the values that only your HTTP client has/);
    assert.match(
      await message.text(),
      /Fill in the values that only your HTTP client has: \{\{trackingId\}\}\./,
    );
    await workbench.page.locator('.tab.active', { hasText: 'Untitled' }).waitFor();
    const code = await editor.text();
    await workbench.screenshot('samples-4-java');
    assert.match(code, /public class RouteeSample/);
    assert.ok(code.includes(`.url("${sandbox.apiUrl}/sms/tracking/single/{{trackingId}}")`));
    assert.ok(!code.includes('paste-a-token-here'));
    await workbench.dismissNotifications();
  });

  it('run as they were copied, with the current token in them', async () => {
    const { quickInput } = workbench;
    await workbench.routee.open();
    await addApplication(workbench, { id, secret, name: 'Shop' });
    await workbench.dismissNotifications();
    await start();
    await quickInput.waitFor('What should the code do?');
    await quickInput.type('account balance');
    await quickInput.pick('Get the account balance');
    await quickInput.waitFor('choose a language');
    await quickInput.pick('JavaScript (fetch)');
    await quickInput.waitFor('Get the account balance, JavaScript (fetch): choose where the code goes');
    await workbench.screenshot('samples-5-token');
    await quickInput.type('with the current token');
    await quickInput.enter();
    const code = await workbench.waitForClipboard(/fetch\(/);
    const [live] = sandbox.liveTokens(id);
    assert.ok(live !== undefined && code.includes(`'Bearer ${live.value}'`), code);

    sandbox.resetCounts();
    const runner = {
      language: 'javascript-fetch',
      file: 'sample.js',
      commands: [[process.execPath, 'sample.js']],
    } as const;
    assert.match(await runSample(runner, code, {}), /balance: 20\.5/);
    assert.deepEqual(
      sandbox.requests.map(({ path, status }) => [path, status]),
      [['/accounts/me/balance', 200]],
    );
  });
});
