import assert from 'node:assert/strict';
import { chmodSync } from 'node:fs';
import { commands, env, Uri, ViewColumn, window, workspace } from 'vscode';

import { runCommand } from '../../src/handlers.ts';
import { insertEdits } from '../../src/features/insertToken/insertEdits.ts';
import { insertToken } from '../../src/features/insertToken/insertToken.ts';
import { eventually } from './support/eventually.ts';
import { CommandBench } from './support/commandContext.ts';
import { closeEditors, openFile, show } from './support/editors.ts';

const SCHEME = 'routee-test';
const COPY = ['Copy Token'];

describe('Insert Token where nothing can be inserted', () => {
  let bench: CommandBench;

  beforeEach(async () => {
    bench = await CommandBench.start();
    await env.clipboard.writeText('before');
  });

  afterEach(async () => {
    await closeEditors();
    await bench.stop();
  });

  for (const [name, content] of [
    ['notes.txt', 'text\n'],
    ['requests.http', 'GET /a\n'],
    ['filled.http', 'GET /a\nAuthorization: Bearer old\n'],
  ] as const) {
    it(`leaves a document without a file as it is, and offers a copy: ${name}`, async () => {
      await bench.add();
      const provider = workspace.registerTextDocumentContentProvider(SCHEME, {
        provideTextDocumentContent: () => content,
      });
      try {
        const uri = Uri.from({ scheme: SCHEME, path: `/${name}` });
        const { document } = await show(await workspace.openTextDocument(uri));
        const { version } = document;
        await insertToken(bench.context, undefined);
        assert.equal(document.version, version);
        assert.equal(document.getText(), content);
        const { kind, text, buttons } = bench.messages.only;
        assert.deepEqual({ kind, buttons }, { kind: 'warning', buttons: COPY });
        assert.equal(text, `Can't change /${name}.`);
      } finally {
        provider.dispose();
      }
    });

    it(`leaves a file that is read-only in this session as it is, and offers a copy: ${name}`, async () => {
      await bench.add();
      const { document } = await openFile(name, content + '‸');
      await commands.executeCommand('workbench.action.files.setActiveEditorReadonlyInSession');
      try {
        const { version } = document;
        await insertToken(bench.context, undefined);
        assert.equal(document.version, version);
        assert.equal(document.getText(), content);
        assert.deepEqual(bench.messages.only.buttons, COPY);
      } finally {
        await commands.executeCommand('workbench.action.files.setActiveEditorWriteableInSession');
      }
      bench.messages.clear();
      await insertToken(bench.context, undefined);
      assert.notEqual(document.getText(), content, 'once it may be written again, it is');
      assert.deepEqual(bench.messages.shown, []);
    });
  }

  it('does not claim that a read-only file cannot be changed when the token is there already', async () => {
    await bench.add();
    const { document } = await openFile('requests.http', 'GET /a‸\n');
    await insertToken(bench.context, undefined);
    await document.save();
    chmodSync(document.uri.fsPath, 0o444);
    await commands.executeCommand('workbench.action.files.setActiveEditorReadonlyInSession');
    try {
      await insertToken(bench.context, undefined);
      assert.deepEqual(bench.messages.shown, []);
      assert.deepEqual(bench.messages.statusTexts, ['$(check) Already up to date']);
    } finally {
      await commands.executeCommand('workbench.action.files.setActiveEditorWriteableInSession');
    }
  });

  it('says that no editor is open and offers a copy, before any request', async () => {
    await bench.add();
    await closeEditors();
    assert.equal(window.activeTextEditor, undefined);
    await insertToken(bench.context, undefined);
    const { kind, text, buttons } = bench.messages.only;
    assert.equal(kind, 'warning');
    assert.match(text, /^No editor is open/);
    assert.deepEqual(buttons, COPY);
    assert.equal(bench.sandbox.exchangeCount(), 0);
  });

  it('copies nothing by itself', async () => {
    await bench.add();
    await closeEditors();
    await insertToken(bench.context, undefined);
    assert.equal(await env.clipboard.readText(), 'before');
  });

  it('offers a copy when the editor was closed while the token was on its way', async () => {
    await bench.add();
    const { promise, resolve } = Promise.withResolvers<undefined>();
    bench.sandbox.failNext(1, { kind: 'hold', until: promise });
    const { document } = await openFile('notes.txt', 'token: ‸\n');
    const done = runCommand('routee.insertToken', bench.context, undefined);
    await bench.sandbox.waitForRequests(1);
    await closeEditors();
    await eventually('the closed document', () => window.visibleTextEditors.length === 0);
    resolve(undefined);
    await done;
    assert.equal(document.isDirty, false);
    assert.match(bench.messages.only.text, /^\S+notes\.txt is no longer the active editor\./);
    assert.deepEqual(bench.messages.only.buttons, COPY);
  });

  it('offers a copy when the editor goes away at that very moment', async () => {
    const application = await bench.add();
    const { token } = await bench.context.tokens.getToken(application.key);
    const editor = await openFile('notes.txt', '‸');
    const edits = [{ start: 0, end: 0, text: token.accessToken }];
    await closeEditors();
    await eventually('the closed document', () => window.visibleTextEditors.length === 0);
    await insertEdits(bench.context, editor, edits, { application, token });
    assert.equal(editor.document.getText(), '');
    assert.match(bench.messages.only.text, /^\S+notes\.txt is no longer the active editor\./);
    assert.deepEqual(bench.messages.only.buttons, COPY);
  });

  it('never inserts into another file that has come to the front meanwhile', async () => {
    await bench.add();
    const { promise, resolve } = Promise.withResolvers<undefined>();
    bench.sandbox.failNext(1, { kind: 'hold', until: promise });
    const meant = await openFile('meant.txt', '‸');
    const done = runCommand('routee.insertToken', bench.context, undefined);
    await bench.sandbox.waitForRequests(1);
    const other = await openFile('other.txt', 'other ‸');
    await eventually('the hidden editor', () => window.visibleTextEditors.length === 1);
    resolve(undefined);
    await done;
    assert.deepEqual([meant.document.getText(), other.document.getText()], ['', 'other ']);
    assert.match(bench.messages.only.text, /^\S+meant\.txt is no longer the active editor\./);
  });

  it('inserts into the file that was meant while it is still visible beside another', async () => {
    await bench.add();
    const { promise, resolve } = Promise.withResolvers<undefined>();
    bench.sandbox.failNext(1, { kind: 'hold', until: promise });
    const meant = await openFile('meant.txt', '‸');
    const done = runCommand('routee.insertToken', bench.context, undefined);
    await bench.sandbox.waitForRequests(1);
    const other = await workspace.openTextDocument({ content: 'other' });
    await window.showTextDocument(other, { viewColumn: ViewColumn.Beside });
    resolve(undefined);
    await done;
    assert.deepEqual([meant.document.getText(), other.getText()], [bench.token(), 'other']);
    assert.deepEqual(bench.messages.shown, []);
  });

  it('takes a log that has the focus for no editor', async () => {
    await bench.add();
    const { document } = await openFile('notes.txt', 'token: ‸');
    bench.context.log.show();
    await eventually('the focused log', () => window.activeTextEditor?.document.uri.scheme === 'output');
    await insertToken(bench.context, undefined);
    assert.equal(document.getText(), `token: ${bench.token()}`);
    assert.deepEqual(bench.messages.shown, []);
  });

  it('does not hand out another token when the application of a message is gone', async () => {
    await bench.add();
    const { document } = await openFile('notes.txt', 'token: ‸');
    await runCommand('routee.insertToken', bench.context, { key: 'gone' });
    assert.equal(document.getText(), 'token: ');
    assert.equal(bench.sandbox.requests.length, 0);
  });
});
