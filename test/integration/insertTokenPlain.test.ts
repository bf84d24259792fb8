import assert from 'node:assert/strict';
import { window } from 'vscode';

import { insertToken } from '../../src/features/insertToken/insertToken.ts';
import { eventually } from './support/eventually.ts';
import { CommandBench } from './support/commandContext.ts';
import { assertOneUndoStep, closeEditors, openFile, openUntitled } from './support/editors.ts';

describe('Insert Token into any other file', () => {
  let bench: CommandBench;

  beforeEach(async () => {
    bench = await CommandBench.start();
  });

  afterEach(async () => {
    await closeEditors();
    await bench.stop();
  });

  it('puts the token at every cursor and in place of every selection, in one undo step', async () => {
    await bench.add();
    const { document } = await openFile('notes.txt', 'a ‸ b\n«one» two\n«three\nfour»\nend‸');
    const before = document.getText();
    await insertToken(bench.context, undefined);
    const token = bench.token();
    assert.equal(document.getText(), `a ${token} b\n${token} two\n${token}\nend${token}`);
    assert.deepEqual(bench.messages.shown, []);
    await assertOneUndoStep(document, before);
  });

  it('writes the token alone, wherever a header may stand', async () => {
    await bench.add();
    const { document } = await openUntitled('plaintext', 'GET /a\nAuthorization: Bearer «old»\n');
    await insertToken(bench.context, undefined);
    assert.equal(document.getText(), `GET /a\nAuthorization: Bearer ${bench.token()}\n`);
    await assertOneUndoStep(document, 'GET /a\nAuthorization: Bearer old\n');
  });

  it('leaves the cursor behind what it has inserted, so that the user can type on', async () => {
    await bench.add();
    const { document } = await openFile('notes.txt', 'token: ‸\n');
    await insertToken(bench.context, undefined);
    const end = document.lineAt(0).range.end;
    await eventually('the cursor', () => window.activeTextEditor?.selection.active.isEqual(end));
  });

  it('keeps CRLF', async () => {
    await bench.add();
    const { document } = await openFile('notes.txt', 'one\r\n‸two\r\n');
    await insertToken(bench.context, undefined);
    assert.equal(document.getText(), `one\r\n${bench.token()}two\r\n`);
  });

  it('takes the token of the row that was clicked on, else of the active application', async () => {
    bench.sandbox.addApplication({ id: 'other', secret: 'other-secret' });
    const shop = await bench.add();
    const other = await bench.add({ id: 'other', secret: 'other-secret', name: 'Other' });
    await bench.context.applications.setActive(shop.key);

    const { document } = await openUntitled('plaintext', '‸');
    await insertToken(bench.context, { kind: 'application', key: other.key });
    assert.equal(document.getText(), bench.token('other'));

    await closeEditors();
    const second = await openUntitled('plaintext', '‸');
    await insertToken(bench.context, undefined);
    assert.equal(second.document.getText(), bench.token());
  });

  it('uses the token that is still fresh', async () => {
    await bench.add();
    const { document } = await openUntitled('plaintext', '‸');
    await insertToken(bench.context, undefined);
    await insertToken(bench.context, undefined);
    assert.equal(document.getText().length, 2 * bench.token().length);
    assert.equal(bench.sandbox.exchangeCount(), 1);
  });

  it('asks before it inserts a long-lived token: once, unless the answer is no', async () => {
    bench.sandbox.configure({ lifetimeSeconds: 'unlimited' });
    await bench.add();
    const { document } = await openUntitled('plaintext', '‸');
    await assert.rejects(insertToken(bench.context, undefined), { code: 'cancelled' });
    assert.equal(document.getText(), '');
    const question = bench.messages.only;
    assert.equal(question.modal, true);
    assert.equal(question.text, 'Insert the long-lived token of Shop?');
    assert.match(question.detail, /^Token: expiry unknown\./);

    bench.messages.willPress('Insert Anyway');
    await insertToken(bench.context, undefined);
    assert.equal(document.getText(), bench.token());

    bench.messages.clear();
    await insertToken(bench.context, undefined);
    assert.deepEqual(bench.messages.shown, []);
    assert.equal(document.getText().length, 2 * bench.token().length);
  });
});
