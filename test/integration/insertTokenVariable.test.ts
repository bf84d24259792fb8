import assert from 'node:assert/strict';

import { insertTokenVariable } from '../../src/features/insertToken/insertToken.ts';
import { CommandBench } from './support/commandContext.ts';
import { assertOneUndoStep, closeEditors, openFile } from './support/editors.ts';

describe('Insert Token as Variable', () => {
  let bench: CommandBench;

  beforeEach(async () => {
    bench = await CommandBench.start();
    await bench.add();
  });

  afterEach(async () => {
    await closeEditors();
    await bench.stop();
  });

  it('defines the variable once and makes the request under each cursor use it, in one undo step', async () => {
    const { document } = await openFile(
      'requests.http',
      'GET /a‸\nAccept: */*\n\n###\nGET /b\nAuthorization: Bearer ‸old\n\n###\nGET /c\n',
    );
    const before = document.getText();
    await insertTokenVariable(bench.context, undefined);
    assert.equal(
      document.getText(),
      `@routeeToken = ${bench.token()}\n\n###\nGET /a\nAccept: */*\nAuthorization: Bearer {{routeeToken}}\n\n###\nGET /b\nAuthorization: Bearer {{routeeToken}}\n\n###\nGET /c\n`,
    );
    await assertOneUndoStep(document, before);
  });

  it('updates the variable that is there, and says so when there is nothing to do', async () => {
    const { document } = await openFile(
      'requests.http',
      '@routeeToken = old\n\nGET /a‸\nAuthorization: Bearer {{routeeToken}}\n',
    );
    await insertTokenVariable(bench.context, undefined);
    assert.equal(
      document.getText(),
      `@routeeToken = ${bench.token()}\n\nGET /a\nAuthorization: Bearer {{routeeToken}}\n`,
    );
    await insertTokenVariable(bench.context, undefined);
    assert.deepEqual(bench.messages.statusTexts, ['$(check) Already up to date']);
    assert.deepEqual(bench.messages.shown, []);
  });

  it('asks before it replaces Basic credentials', async () => {
    const { document } = await openFile('requests.http', 'GET /a‸\nAuthorization: Basic abc\n');
    await insertTokenVariable(bench.context, undefined);
    assert.equal(bench.messages.only.text, 'Replace the Basic credentials with the bearer token?');
    assert.equal(document.isDirty, false);
  });

  it('offers to insert the token itself in any other file, before any request', async () => {
    const { document } = await openFile('notes.txt', '‸');
    await insertTokenVariable(bench.context, undefined);
    const { text, buttons } = bench.messages.only;
    assert.match(text, /notes\.txt can't contain variables\. Only \.http and \.rest files can\.$/);
    assert.deepEqual(buttons, ['Insert Token']);
    assert.equal(document.isDirty, false);
    assert.equal(bench.sandbox.exchangeCount(), 0);
  });

  it('offers a copy while no editor is open', async () => {
    await closeEditors();
    await insertTokenVariable(bench.context, undefined);
    assert.match(bench.messages.only.text, /^No editor is open/);
    assert.deepEqual(bench.messages.only.buttons, ['Copy Token']);
  });
});
