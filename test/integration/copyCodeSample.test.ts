import assert from 'node:assert/strict';
import { commands, env, window } from 'vscode';

import { runCommand } from '../../src/handlers.ts';
import { CommandBench } from './support/commandContext.ts';
import { closeEditors, openFile } from './support/editors.ts';
import { eventually } from './support/eventually.ts';
import { QuickInputs } from './support/quickInputs.ts';

const TWENTY_YEARS = 631_139_040;

describe('Copy Code Sample', () => {
  let bench: CommandBench;
  let inputs: QuickInputs;

  beforeEach(async () => {
    bench = await CommandBench.start();
    inputs = new QuickInputs();
    await env.clipboard.writeText('before');
  });

  afterEach(async () => {
    inputs.dispose();
    await closeEditors();
    await bench.stop();
    await env.clipboard.writeText('');
  });

  const start = (): Promise<void> => runCommand('routee.copyCodeSample', bench.context, undefined);

  /** Runs the command, picking in each of its lists what these words find first. */
  async function pick(...words: readonly [what: string, language: string, target: string]): Promise<void> {
    const over = start();
    for (const [index, text] of words.entries()) {
      await inputs.accept(index + 1, text);
    }
    await over;
  }

  it('copies a call of the API without asking for a token', async () => {
    await bench.add();
    await pick('Get the account balance', 'curl', 'Copy');
    assert.equal(
      await env.clipboard.readText(),
      `curl --request GET \\
  --url '${bench.sandbox.apiUrl}/accounts/me/balance' \\
  --header 'Accept: application/json' \\
  --header "Authorization: Bearer $ROUTEE_TOKEN"
`,
    );
    assert.deepEqual(bench.messages.statusTexts, ['$(check) curl code copied']);
    assert.deepEqual(bench.messages.shown, []);
    assert.equal(bench.sandbox.requests.length, 0);
  });

  it('copies the token exchange with the scopes of the active application, and never its credentials', async () => {
    const { id, secret } = await bench.add({ scopes: ['account', 'sms'] });
    await pick('Get a token', 'Go', 'Copy');
    const code = await env.clipboard.readText();
    assert.ok(code.includes(`url := "${bench.sandbox.authUrl}"`));
    assert.ok(code.includes('grant_type=client_credentials&scope=account+sms'));
    assert.ok(!code.includes(id) && !code.includes(secret));
    assert.equal(bench.sandbox.requests.length, 0);
  });

  it('works without any application', async () => {
    await pick('Get a token', 'PowerShell', 'Copy');
    assert.match(await env.clipboard.readText(), /env:ROUTEE_APPLICATION_SECRET/);
    assert.deepEqual(bench.messages.shown, []);
  });

  it('puts the token into the code when told to, after the question for a long-lived one', async () => {
    bench.sandbox.configure({ lifetimeSeconds: TWENTY_YEARS });
    await bench.add();
    bench.messages.willPress('Copy Anyway');
    await pick('Get the account balance', 'curl', 'with the current token');
    assert.match(await env.clipboard.readText(), new RegExp(`Bearer ${bench.token()}`));
    assert.equal(bench.messages.only.text, 'Copy the long-lived token of Shop?');
  });

  it('copies nothing when that question is answered with no', async () => {
    bench.sandbox.configure({ lifetimeSeconds: TWENTY_YEARS });
    await bench.add();
    await pick('Get the account balance', 'curl', 'with the current token');
    assert.equal(await env.clipboard.readText(), 'before');
  });

  it('opens the code in an editor of its language', async () => {
    await pick('Send an SMS', 'Python (requests)', 'Open in');
    const { document } = await eventually('an editor', () => window.activeTextEditor);
    assert.equal(document.languageId, 'python');
    assert.ok(document.isUntitled);
    assert.match(document.getText(), /^import json\nimport os\n\nimport requests\n/);
    assert.equal(await env.clipboard.readText(), 'before');
  });

  it('begins with the language of the last time', async () => {
    await pick('Get the account balance', 'Ruby', 'Copy');
    const over = start();
    await inputs.accept(1, 'Get a token');
    await inputs.accept(2);
    await inputs.accept(3);
    await over;
    assert.match(await env.clipboard.readText(), /require 'net\/http'/);
    assert.deepEqual(bench.memory.everything, '[["routee.sampleLanguage","ruby-nethttp"]]');
  });

  it('copies nothing and remembers nothing when the user leaves', async () => {
    const over = start();
    await inputs.accept(1, 'Get the account balance');
    await inputs.offered(2);
    await commands.executeCommand('workbench.action.closeQuickOpen');
    await over;
    assert.equal(await env.clipboard.readText(), 'before');
    assert.equal(bench.memory.everything, '[]');
  });

  it('takes the request under the cursor, without the token in it, and says what is left to fill in', async () => {
    await openFile(
      'requests.http',
      `@api = ${bench.sandbox.apiUrl}
###
GET {{api}}/sms/tracking/single/{{trackingId}}‸
Authorization: Bearer 12345678-secret-token
###
GET {{api}}/other`,
    );
    bench.messages.willPress('Open in a New Editor');
    await pick('Request under', 'curl', 'Copy');
    const code = await env.clipboard.readText();
    assert.match(code, /--url '[^']+\/sms\/tracking\/single\/\{\{trackingId\}\}'/);
    assert.match(code, /Bearer \$ROUTEE_TOKEN/);
    assert.ok(!code.includes('secret-token'));
    assert.equal(
      bench.messages.only.text,
      'Code copied. Fill in the values that only your HTTP client has: {{trackingId}}.',
    );
    const { document } = await eventually('the new editor', () => {
      const editor = window.activeTextEditor;
      return editor?.document.isUntitled === true && editor;
    });
    assert.equal(document.getText(), code);
  });

  it('offers the token only for requests to Routee', async () => {
    await bench.add();
    await openFile('elsewhere.http', 'GET https://example.org/‸\nAuthorization: Bearer x');
    const over = start();
    const offered = await inputs.offered(1);
    assert.deepEqual(offered.slice(0, 2), ['This file', 'Request under the cursor GET https://example.org/']);
    await inputs.accept(1, 'Request under');
    await inputs.accept(2, 'curl');
    assert.deepEqual(await inputs.offered(3), [
      '$(copy) Copy without credentials',
      '$(go-to-file) Open in a New Editor without credentials',
    ]);
    await commands.executeCommand('workbench.action.closeQuickOpen');
    await over;
    assert.equal(bench.sandbox.requests.length, 0);
  });

  it('says which request no code can be written for', async () => {
    await openFile('grpc.http', 'GRPC https://example.org/‸');
    const over = start();
    await inputs.accept(1, 'Request under');
    await over;
    assert.equal(
      bench.messages.only.text,
      "This request can't be written as code: it has a protocol other than HTTP.",
    );
    assert.equal(await env.clipboard.readText(), 'before');
  });

  it('says when an address in the settings cannot be used', async () => {
    const settings = { ...bench.context.settings, apiUrl: 'http://connect.routee.net' };
    await runCommand('routee.copyCodeSample', { ...bench.context, settings }, undefined);
    const { kind, text } = await eventually('a message', () => bench.messages.shown[0]);
    assert.equal(kind, 'error');
    assert.match(text, /routee\.apiUrl can't be used: only https/);
  });
});
