import assert from 'node:assert/strict';
import { env, workspace } from 'vscode';

import { runCommand } from '../../src/handlers.ts';
import { CommandBench } from './support/commandContext.ts';
import { closeEditors } from './support/editors.ts';
import { eventually } from './support/eventually.ts';

describe('Diagnose', () => {
  let bench: CommandBench;

  beforeEach(async () => {
    bench = await CommandBench.start();
  });

  afterEach(async () => {
    await closeEditors();
    await bench.stop();
  });

  const run = (): Promise<void> => runCommand('routee.diagnose', bench.context, undefined);
  const report = async (): Promise<string> => {
    const [[newest] = assert.fail()] = bench.context.reports.recent;
    const document = await eventually('the report', () => {
      return workspace.textDocuments.find(({ uri }) => uri.toString() === newest.toString());
    });
    return document.getText();
  };

  it('shows that everything works, in a document that cannot be edited, and copies it', async () => {
    const { id, secret } = await bench.add();
    bench.messages.willPress('Copy');
    await run();
    const text = await report();
    assert.match(text, /^# Routee Diagnosis\n\nEverything works/);
    assert.match(text, /- Application: Shop \(5756…17c7\)/);
    assert.match(text, /accepts connections without TLS, because it's on this computer/);
    assert.equal(text.match(/^## \d\. .*: passed$/gm)?.length, 8);
    for (const hidden of [id, secret, bench.token(), '20.5']) assert.ok(!text.includes(hidden), hidden);
    assert.equal(bench.messages.only.kind, 'information');
    assert.deepEqual(bench.messages.only.buttons, ['Copy', 'Show']);
    assert.equal(workspace.fs.isWritableFileSystem('routee-report') ?? false, false);
    assert.equal(
      await eventually('the copy', async () => (await env.clipboard.readText()) === text && text),
      text,
    );
    assert.deepEqual(
      bench.sandbox.requests.map(({ method, path }) => `${method} ${path}`),
      ['GET /', 'POST /oauth/token', 'GET /accounts/me/balance'],
    );
  });

  it('says that credentials are wrong, and does not try them a second time', async () => {
    await bench.add({ secret: 'wrong' });
    await run();
    assert.match(await report(), /## 6\. Credentials: failed\n\n- Shop: /);
    assert.match(
      bench.messages.only.text,
      /^The step "Credentials" failed: Shop: .*Compare the ID and secret/,
    );
    assert.equal(bench.messages.only.kind, 'warning');
    await run();
    assert.match(await report(), /Shop wasn't tried again/);
    assert.equal(bench.sandbox.exchangeCount(), 1);
  });

  it('says that nobody answers', async () => {
    await bench.add();
    const context = {
      ...bench.context,
      settings: {
        ...bench.context.settings,
        authUrl: 'http://127.0.0.1:1/x',
        apiUrl: 'http://127.0.0.1:1',
      },
    };
    await runCommand('routee.diagnose', context, undefined);
    assert.match(await report(), /## 3\. Secure connection \(TLS\): failed[^]*## 6\. Credentials: skipped/);
    assert.match(bench.messages.only.text, /127\.0\.0\.1:1 doesn't accept connections/);
  });
});
