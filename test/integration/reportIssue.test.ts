import assert from 'node:assert/strict';
import { extensions, TabInputWebview, window, workspace } from 'vscode';

import { runCommand } from '../../src/handlers.ts';
import { CommandBench } from './support/commandContext.ts';
import { closeEditors } from './support/editors.ts';
import { eventually } from './support/eventually.ts';

describe('Report Issue', () => {
  let bench: CommandBench;

  beforeEach(async () => {
    bench = await CommandBench.start();
  });

  afterEach(async () => {
    await closeEditors();
    await bench.stop();
  });

  it('shows all of it, with nothing private in it, in a document that cannot be edited', async () => {
    const { id, secret } = await bench.add({ name: 'Web Shop' });
    const { key } = bench.store.applications[0] ?? { key: '' };
    await bench.context.tokens.getToken(key);
    const token = bench.token();
    const { homedir, userInfo } = process.getBuiltinModule('node:os');
    bench.context.log.warn(`${homedir()}/x of Web Shop: ${token} ${secret} ${id} ${userInfo().username}`);
    bench.context.log.warn('```');
    // Only what is in this window's memory: the bench looks for secrets in its own log.
    bench.logged.length = 0;
    await runCommand('routee.reportIssue', bench.context, undefined);
    const document = await eventually('the report', () => {
      const [[uri] = assert.fail()] = bench.context.reports.recent;
      return workspace.textDocuments.find((one) => one.uri.toString() === uri.toString());
    });
    assert.equal(workspace.fs.isWritableFileSystem('routee-report') ?? false, false);
    const text = document.getText();
    assert.match(text, /^# Routee Auth: Issue\n\nNothing of this has been sent\. Copy it/);
    const version = (extensions.getExtension('routee-auth.routee-auth')?.packageJSON as { version: string })
      .version;
    assert.ok(text.includes(`- Routee Auth ${version}\n`));
    assert.match(text, /\[warn\] ~\/x of Application 1: ••• ••• ••• •••\n/);
    for (const hidden of [id, secret, token, 'Web Shop']) assert.ok(!text.includes(hidden), hidden);
    assert.match(text, /```text\n[^`]*\[warn\] '''\n```\n$/, 'the log has left its block');
    assert.equal(bench.messages.only.text, 'Nothing has been sent. Copy the report, and add what happened.');
    assert.deepEqual(bench.messages.only.buttons, ['Copy', 'Show']);
    const tab = window.tabGroups.activeTabGroup.activeTab;
    assert.ok(tab?.input instanceof TabInputWebview && tab.label.includes('Routee Issue.md'), 'rendered');
  });
});
