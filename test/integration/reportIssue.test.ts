import assert from 'node:assert/strict';
import { commands, env, extensions, window } from 'vscode';

import { runCommand } from '../../src/commands/handlers.ts';
import { offerReport } from '../../src/commands/reportIssue.ts';
import { CommandBench } from './support/commandContext.ts';
import { closeEditors } from './support/editors.ts';
import { eventually } from './support/eventually.ts';
import { replaceMember } from './support/replaceMember.ts';

const TRACKER = { bugs: { url: 'https://example.org/issues' } };

describe('Report Issue', () => {
  let bench: CommandBench;

  beforeEach(async () => {
    bench = await CommandBench.start();
  });

  afterEach(async () => {
    await closeEditors();
    await bench.stop();
  });

  const report = async (): Promise<string> => {
    const document = await eventually('the report', () => {
      const editor = window.activeTextEditor;
      return editor?.document.uri.scheme === 'routee-report' ? editor.document : undefined;
    });
    return document.getText();
  };

  it('shows all that would be sent, with nothing private in it, and copies it', async () => {
    const { id, secret } = await bench.add({ name: 'Web Shop' });
    const { key } = bench.store.applications[0] ?? { key: '' };
    await bench.context.tokens.getToken(key);
    const token = bench.token();
    const { homedir, userInfo } = process.getBuiltinModule('node:os');
    bench.context.log.warn(`${homedir()}/x of Web Shop: ${token} ${secret} ${id} ${userInfo().username}`);
    // Only what is in this window's memory: the bench looks for secrets in its own log.
    bench.logged.length = 0;
    bench.messages.willPress('Copy Text');
    await runCommand('routee.reportIssue', bench.context, undefined);
    const text = await report();
    assert.match(text, /^# Routee Auth: Issue\n\n### What happened/);
    const version = (extensions.getExtension('routee-auth.routee-auth')?.packageJSON as { version: string })
      .version;
    assert.ok(text.includes(`- Routee Auth ${version}\n`));
    assert.match(
      text,
      /- routee\.authUrl: default\n[^]*- applications: 1\n- tokens: 1 valid\n- unreadable records: 0\n/,
    );
    assert.match(text, /\[warn\] ~\/x of Application 1: ••• ••• ••• •••\n/);
    for (const hidden of [id, secret, token, 'Web Shop']) assert.ok(!text.includes(hidden), hidden);
    assert.match(
      bench.messages.only.text,
      /nothing has been sent\. Routee Auth has no public issue tracker yet/,
    );
    assert.deepEqual(bench.messages.only.buttons, ['Copy Text']);
    await eventually('the copy', async () => (await env.clipboard.readText()) === text);
  });

  it('hands the two parts to VS Code once package.json names a tracker', async () => {
    const handed: unknown[] = [];
    const put = replaceMember(commands, 'executeCommand', (...call: unknown[]) => {
      handed.push(call);
      return Promise.resolve();
    });
    bench.messages.willPress('Open Issue Reporter');
    await offerReport(bench.context, TRACKER);
    const call = await eventually('the issue reporter', () => handed[0]);
    put();
    const [command, args] = call as [string, { extensionId: string; issueBody: string; data: string }];
    assert.equal(command, 'workbench.action.openIssueReporter');
    assert.equal(args.extensionId, 'routee-auth.routee-auth');
    const text = await report();
    assert.ok(text.includes(args.issueBody) && text.endsWith(args.data));
  });

  it('copies the report where the issue reporter does not open', async () => {
    const put = replaceMember(commands, 'executeCommand', () => Promise.reject(new Error('no such command')));
    bench.messages.willPress('Open Issue Reporter');
    await offerReport(bench.context, TRACKER);
    await eventually('the sentence', () => bench.messages.shown.length === 2);
    put();
    assert.match(
      bench.messages.shown[1]?.text ?? '',
      /could not be opened here\. The report is in the clipboard/,
    );
    assert.equal(await env.clipboard.readText(), await report());
  });
});
