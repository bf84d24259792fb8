import assert from 'node:assert/strict';
import { window } from 'vscode';

import { runCommand } from '../../src/handlers.ts';
import { applicationsAt } from '../../src/core/applications/servers.ts';
import { ApplicationsTree } from '../../src/features/sidebar/applicationsTree.ts';
import { CommandBench } from './support/commandContext.ts';
import { eventually } from './support/eventually.ts';
import { closeEditors } from './support/editors.ts';

describe('Try It with a Sandbox', () => {
  let bench: CommandBench;

  beforeEach(async () => {
    bench = await CommandBench.start();
  });

  afterEach(async () => {
    await closeEditors();
    await bench.stop();
  });

  const run = (id: 'routee.trySandbox' | 'routee.editApplication'): Promise<void> =>
    runCommand(id, bench.context);
  const sandbox = (): NonNullable<CommandBench['store']['active']> => {
    const [application] = bench.store.applications.filter((one) => one.sandbox === true);
    assert.ok(application);
    return application;
  };
  const answer = (): string => bench.context.responses.recent[0]?.[1].text ?? '';

  /** Puts the cursor into the request with this text, and sends it. */
  async function send(text: string): Promise<void> {
    const editor = window.visibleTextEditors.find(({ document }) => document.getText().includes('@sandbox'));
    assert.ok(editor);
    const position = editor.document.positionAt(editor.document.getText().indexOf(text));
    if (text.startsWith('POST')) bench.messages.willPress('Send');
    await runCommand('routee.sendRequest', bench.context, {
      uri: editor.document.uri.toString(),
      offset: editor.document.offsetAt(position),
      line: editor.document.lineAt(position.line).text,
    });
  }

  it('leads from nothing to the balance and to a delivered SMS, and asks nobody else', async () => {
    await run('routee.trySandbox');
    assert.equal(sandbox().name, 'Sandbox');
    assert.equal(bench.store.active?.key, sandbox().key);
    assert.match(bench.messages.shown[0]?.text ?? '', /runs on this computer\. Nothing is sent to Routee/);
    await send('GET {{sandbox}}/accounts/me/balance');
    assert.match(answer(), /^\/\/ Sent as Sandbox: 200 in/m);
    const before = Number(/"balance": ([\d.]+)/.exec(answer())?.[1]);
    bench.messages.clear();
    await send('POST {{sandbox}}/sms\n');
    assert.match(bench.messages.shown[0]?.text ?? '', /^Send POST \/sms as Sandbox\?/);
    assert.match(bench.messages.shown[0]?.detail ?? '', /The sandbox runs on this computer\./);
    assert.match(answer(), /"status": "Queued"/);
    await eventually('the delivery', async () => {
      await send('POST {{sandbox}}/sms/tracking');
      return answer().includes('"Delivered"');
    });
    await send('GET {{sandbox}}/accounts/me/balance');
    assert.ok(Number(/"balance": ([\d.]+)/.exec(answer())?.[1]) < before, 'the balance falls');
    assert.deepEqual(bench.sandbox.requests, [], 'the server of the settings heard nothing');
  });

  it('says that it is the sandbox in its row, also in demo mode', async () => {
    await run('routee.trySandbox');
    const { settings, applications, shownTokens, clock, timers } = bench.context;
    const { Redaction } = await import('../../src/core/redaction/redaction.ts');
    for (const redaction of [undefined, new Redaction(bench.store)]) {
      applications.redaction = redaction;
      const links = { all: [], onDidChange: () => ({ dispose: () => undefined }) };
      const tree = new ApplicationsTree({
        applications,
        tokens: shownTokens,
        settings,
        clock,
        timers,
        links,
      });
      const [row] = tree.getChildren();
      assert.ok(row);
      const item = tree.getTreeItem(row);
      assert.equal(item.label, 'Sandbox');
      assert.match(String(item.description), / · on this computer$/);
      tree.dispose();
    }
  });

  it('is one, however often it is tried, and cannot be edited', async () => {
    await run('routee.trySandbox');
    await run('routee.trySandbox');
    assert.equal(bench.store.applications.length, 1);
    bench.messages.clear();
    await run('routee.editApplication');
    assert.match(bench.messages.only.text, /^You can't edit the sandbox/);
  });

  it('accepts no other application, and its tokens go nowhere else', async () => {
    await run('routee.trySandbox');
    const { authUrl = '', apiUrl = '' } = sandbox();
    const shop = await bench.add();
    const refused = await fetch(authUrl, {
      method: 'POST',
      headers: { Authorization: `Basic ${btoa(`${shop.id}:${shop.secret}`)}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    });
    assert.equal(refused.status, 401);
    const { applications } = bench.store;
    const at = applicationsAt(new URL(apiUrl).origin, applications, bench.context.settings);
    assert.deepEqual(
      at.map(({ name }) => name),
      ['Sandbox'],
    );
  });

  it('is back in the next window, as soon as something is asked of it', async () => {
    await run('routee.trySandbox');
    const stored = Object.fromEntries(bench.secrets.entries);
    const { apiUrl = '', key } = sandbox();
    await bench.stop();
    await eventually('the end of the server', () =>
      fetch(`${apiUrl}/sandbox`).then(
        () => false,
        () => true,
      ),
    );
    bench = await CommandBench.start({}, () => stored);
    await runCommand('routee.checkBalance', bench.context, { key });
    assert.match(bench.messages.shown.at(-1)?.text ?? '', /^Balance of Sandbox:/);
    assert.equal(sandbox().apiUrl, apiUrl);
  });
});
