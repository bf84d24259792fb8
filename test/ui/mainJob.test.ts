import assert from 'node:assert/strict';

import { defaultApplication, startRouteeSandbox, type RouteeSandbox } from '../support/routeeSandbox.ts';
import { httpyacSend } from './support/httpyacSend.ts';
import { eventually } from './support/eventually.ts';
import { changeLook, FOLLOW_THE_SYSTEM } from './support/looks.ts';
import { shareWorkbench } from './support/shareWorkbench.ts';
import { sandboxSettings } from './support/sandboxUser.ts';
import type { Workbench } from './support/workbench.ts';

const { id, secret } = defaultApplication;
const NAME = 'Shop';

describe('the main job, by keyboard and mouse', () => {
  let sandbox: RouteeSandbox;
  let workbench: Workbench;
  let token: string;

  async function shot(name: string): Promise<void> {
    for (const look of ['dark', 'light'] as const) {
      await changeLook(workbench.page, look);
      await workbench.screenshot(`${look}-${name}`);
    }
  }

  before(async () => {
    sandbox = await startRouteeSandbox();
    const balance = `GET ${sandbox.apiUrl}/accounts/me/balance`;
    workbench = await shareWorkbench({
      settings: { ...sandboxSettings(sandbox), ...FOLLOW_THE_SYSTEM },
      workspaceFiles: {
        'notes.txt': 'token: \n',
        'plain.txt': 'first\nsecond\n',
        'bare.http': `### Balance\r\n${balance}\r\nAccept: application/json\r\n\r\n### Health\r\nGET ${sandbox.apiUrl}/failover-otp/health\r\n`,
        'filled.http': `### Balance\n${balance}\nauthorization: Bearer old\nAccept: application/json\n`,
      },
    });
  });

  after(() => sandbox.close());

  it('offers its commands in the palette', async () => {
    const titles = await workbench.paletteTitles('Routee: Get Token');
    assert.ok(titles.includes('Routee: Get Token'), titles.join(', '));
  });

  it('runs in the Node host beside the workspace though it could in the browser', async () => {
    await eventually('the start of the extension', () => {
      return workbench.startedInNodeHost('routee-auth.routee-auth').length === 1;
    });
  });

  it('leaves the editor to the user', async () => {
    await workbench.editor.openFile('plain.txt');
    await workbench.editor.setCursor(2, 7);
    await workbench.editor.type('!');
    await workbench.editor.waitForSaved('plain.txt', 'first\nsecond!\n');
    await shot('00-editor');
  });

  it('welcomes a new user with what to do first', async () => {
    await workbench.routee.open();
    await workbench.routee.waitForWelcome(/Add a Routee application/);
    await shot('01-welcome');
  });

  it('says why a wrong secret is refused, and keeps what was typed', async () => {
    const { quickInput } = workbench;
    await workbench.routee.clickWelcomeButton('Add Application');
    await quickInput.answer('Application ID', `  ${id} `);
    await quickInput.waitFor('Application secret');
    assert.equal(await quickInput.isPassword(), true);
    await quickInput.answer('Application secret', 'wrong');
    await quickInput.waitFor('Name shown in the sidebar');
    assert.match(await quickInput.value(), /17c7/);
    await quickInput.answer('Name shown in the sidebar', NAME);
    await quickInput.waitFor('None selected');
    await shot('02-scopes');
    await quickInput.enter();
    await quickInput.waitFor(/Routee rejected the application ID and secret.*"Bad credentials"/);
    assert.equal(await quickInput.value(), 'wrong');
    assert.equal(await quickInput.isPassword(), true);
    await shot('03-rejected');
  });

  it('adds the application once the secret is right, with one more exchange', async () => {
    const { quickInput } = workbench;
    await quickInput.type(secret);
    await quickInput.enter();
    await quickInput.waitFor('Name shown in the sidebar');
    assert.equal(await quickInput.value(), NAME);
    await quickInput.enter();
    await quickInput.accept('None selected');
    const added = await workbench.notification(/Shop was added\. Token: expires in \d+ min/);
    assert.deepEqual(await added.buttons(), ['Insert', 'Copy', 'Check Balance']);
    await shot('04-added');
    assert.equal(sandbox.exchangeCount(), 2);
    const [live, ...more] = sandbox.liveTokens(id);
    assert.ok(live !== undefined && more.length === 0);
    token = live.value;
    await workbench.dismissNotifications();
  });

  it('gets a token: the fresh one, without asking Routee again', async () => {
    await workbench.runCommand('Routee: Get Token');
    const message = await workbench.notification(/Current token for Shop, expires in 59 min/);
    assert.ok(!(await message.text()).includes(token));
    await shot('05-get-token');
    await message.click('Copy');
    assert.equal(await workbench.waitForClipboard(/^[0-9a-f-]{36}$/), token);
    assert.equal(sandbox.exchangeCount(), 2);
  });

  it('shows the application with the life of its token', async () => {
    const row = await workbench.routee.waitForRow(/^Shop/);
    assert.match(row, /^Shop, expires in 5\d min, active/);
    assert.match(await workbench.statusBarItem(/Shop: /).innerText(), /Shop: 5\d min/);
    assert.equal(await workbench.statusBarKind(/Shop: /), 'standard');
    await workbench.routee.expand(/^Shop/);
    await workbench.routee.waitForRow(/^Expires in/);
    await workbench.routee.waitForRow(/^Scopes/);
    assert.deepEqual(await workbench.routee.inlineActions(/^Shop/), [
      'Copy Token',
      'Insert Token',
      'Refresh Token',
    ]);
    await shot('06-tree');
    const tooltip = await workbench.tooltip(workbench.routee.row(/^Shop/).locator('.label-name'));
    assert.match(tooltip, new RegExp(`Application ID: ${id}`));
    assert.match(tooltip, /Issued: .*(?:ago|just\snow)/);
    assert.match(tooltip, /Next refresh: /);
    assert.ok(!tooltip.includes(token) && !tooltip.includes(secret));
    await shot('07-tooltip');
    const menu = await workbench.routee.contextMenu(/^Shop/);
    assert.deepEqual(menu, [
      'Get Token',
      'Copy Token',
      'Insert Token',
      'New Request…',
      'Check Account Balance',
      'Manage',
    ]);
    await workbench.routee.openSubmenu('Manage');
    await shot('08-context-menu');
    await workbench.page.keyboard.press('Escape');
    await workbench.page.keyboard.press('Escape');
  });

  it('inserts the token at the cursor of a plain file, as one undo step', async () => {
    const { editor } = workbench;
    await editor.openFile('notes.txt');
    await editor.setCursor(1, 8);
    await workbench.runCommand('Routee: Insert Token');
    await shot('09-inserted-plain');
    await editor.waitForSaved('notes.txt', `token: ${token}\n`);
    await editor.undo();
    await editor.waitForSaved('notes.txt', 'token: \n');
  });

  it('adds an Authorization header to the request under the cursor', async () => {
    const { editor } = workbench;
    await editor.openFile('bare.http');
    await editor.setCursor(2, 3);
    await workbench.runCommand('Routee: Insert Token');
    await shot('10-inserted-http');
    const balance = `GET ${sandbox.apiUrl}/accounts/me/balance`;
    await editor.waitForSaved(
      'bare.http',
      `### Balance\r\n${balance}\r\nAccept: application/json\r\nAuthorization: Bearer ${token}\r\n\r\n### Health\r\nGET ${sandbox.apiUrl}/failover-otp/health\r\n`,
    );
  });

  it('replaces the value of the Authorization header that is there', async () => {
    const { editor } = workbench;
    await editor.openFile('filled.http');
    await editor.setCursor(4, 1);
    await workbench.runCommand('Routee: Insert Token');
    await shot('11-replaced-http');
    await editor.waitForSaved(
      'filled.http',
      `### Balance\nGET ${sandbox.apiUrl}/accounts/me/balance\nauthorization: Bearer ${token}\nAccept: application/json\n`,
    );
  });

  it('makes files that the httpyac command-line client sends with success', async () => {
    for (const file of ['bare.http', 'filled.http']) {
      const statuses = await httpyacSend(workbench.folders.workspaceDir, file);
      assert.ok(
        statuses.length > 0 && statuses.every((status) => status === 200),
        `${file}: ${statuses.join(', ')}`,
      );
    }
    const balance = sandbox.requests.filter(({ path }) => path === '/accounts/me/balance');
    assert.deepEqual(
      balance.map(({ authorization, status }) => [authorization, status]),
      [
        [`Bearer ${token}`, 200],
        [`Bearer ${token}`, 200],
      ],
    );
  });

  it('says that Routee hands back the same token when it is refreshed early', async () => {
    await workbench.routee.clickInlineAction(/^Shop/, 'Refresh Token');
    await workbench.notification(/Routee returned the same token for Shop, expires in 5\d min/);
    await shot('12-same-token');
    assert.equal(sandbox.exchangeCount(), 3);
    await workbench.dismissNotifications();
  });

  it('has the same token after a reload of the window, without a new exchange', async () => {
    await workbench.reload();
    await workbench.routee.open();
    await workbench.routee.waitForRow(/^Shop, expires in 5\d min, active/);
    await workbench.runCommand('Routee: Copy Token');
    assert.equal(await workbench.waitForClipboard(/^[0-9a-f-]{36}$/), token);
    assert.equal(sandbox.exchangeCount(), 3);
    await shot('13-reloaded');
  });

  it('shows what can be done at a click on the status bar', async () => {
    await workbench.statusBarItem(/Shop: /).click();
    await workbench.quickInput.waitFor('Routee Auth');
    assert.ok((await workbench.quickInput.labels()).some((label) => label.includes('Copy Token')));
    await shot('14-actions');
    await workbench.quickInput.cancel();
  });

  it('leaves the focus to the only row, whatever key is about it', async () => {
    const { routee, page, quickInput } = workbench;
    const row = routee.row(/^Shop/);
    const isExpanded = (value: string) =>
      eventually(
        'the row to fold or unfold',
        async () => (await row.getAttribute('aria-expanded')) === value,
      );
    await row.click();
    await page.keyboard.press('ArrowLeft');
    await isExpanded('false');
    await page.keyboard.press('F2');
    await quickInput.waitFor('Edit Shop');
    await quickInput.cancel();
    await page.keyboard.press('ArrowRight');
    await isExpanded('true');
    await page.keyboard.press('ArrowLeft');
    await isExpanded('false');
  });

  it('removes the application after a question that says what is deleted', async () => {
    await workbench.routee.chooseFromContextMenu(/^Shop/, 'Manage', 'Remove Application');
    const dialog = await workbench.dialog();
    assert.match(await dialog.text(), /Remove Shop\?[^]*This deletes its ID, secret, and token/);
    await shot('15-remove');
    await dialog.click('Remove');
    await workbench.routee.waitForNoRow(/^Shop/);
    await workbench.routee.waitForWelcome(/Add a Routee application/);
    await workbench.reload();
    await workbench.routee.open();
    await workbench.routee.waitForWelcome(/Add a Routee application/);
  });
});
