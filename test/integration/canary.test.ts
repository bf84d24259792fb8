import assert from 'node:assert/strict';
import path from 'node:path';
import { commands, env, extensions, window, workspace } from 'vscode';

import { COMMAND_IDS, SETTINGS, type ToolName } from '../../src/contributions.ts';
import { EVERY_OPERATION } from '../support/agents/everyOperation.ts';
import { filesHolding } from '../support/filesHolding.ts';
import { faults, startRouteeSandbox, type RouteeSandbox } from '../support/routeeSandbox.ts';
import { closeEditors } from './support/editors.ts';
import { eventually } from './support/eventually.ts';
import { Messages } from './support/messages.ts';
import { escapeUntilDone, QuickInputs } from './support/quickInputs.ts';
import { replaceMember } from './support/replaceMember.ts';
import { setUserSetting, unsetUserSettings } from './support/userSettings.ts';

const id = '5756a411e4b06a33d5ca4a47';
/** Each way to encode it changes it. */
const secret = 'cAnary/"x"+~&?=%ü';
const NAME = 'Canary';
const basic = Buffer.from(`${id}:${secret}`).toString('base64');

/** A text, and whatever it may have become on its way. */
function formsOf(text: string): string[] {
  const bytes = Buffer.from(text);
  return [
    text,
    JSON.stringify(text).slice(1, -1),
    encodeURIComponent(text),
    bytes.toString('hex'),
    // What stands around it decides where its Base64 begins: the middle is the same up to three beginnings.
    ...['base64', 'base64url'].flatMap((encoding) =>
      [0, 1, 2].map((shift) =>
        Buffer.concat([Buffer.alloc(shift), bytes])
          .toString(encoding as BufferEncoding)
          .slice(shift === 0 ? 0 : 4)
          .replace(/=*$/, '')
          .slice(0, -2),
      ),
    ),
  ];
}

/** Only the commands that say so copy a token, and none a secret. */
async function mustBeClean(command: string, tokens: ReadonlySet<string>): Promise<void> {
  const copied = await env.clipboard.readText();
  if (copied === '') return;
  const mayCopy = /^routee\.copy(?:Token|AuthorizationHeader|CodeSample)$/.test(command);
  const kept = [secret, basic, ...(mayCopy ? [] : tokens)].flatMap(formsOf);
  assert.ok(!kept.some((form) => copied.includes(form)), `${command} has copied a secret`);
}

describe('a known secret, and the tokens it is exchanged for', () => {
  const folder = process.env['ROUTEE_TEST_FOLDER'] ?? '';
  let sandbox: RouteeSandbox;
  let messages: Messages;
  let levelBefore: unknown;
  let restoreOpen: () => void;

  before(async () => {
    assert.notEqual(folder, '', 'The folder of this run is not known.');
    await extensions.getExtension('routee-auth.routee-auth')?.activate();
    sandbox = await startRouteeSandbox();
    sandbox.addApplication({ id, secret, scopes: ['sms', 'account'] });
    await setUserSetting(SETTINGS.authUrl, sandbox.authUrl);
    await setUserSetting(SETTINGS.apiUrl, sandbox.apiUrl);
    levelBefore = await commands.executeCommand('_extensionTests.getLogLevel');
    await commands.executeCommand('_extensionTests.setLogLevel', 'trace');
    messages = new Messages();
    restoreOpen = replaceMember(env, 'openExternal', () => Promise.resolve(true));
    const inputs = new QuickInputs();
    try {
      const done = commands.executeCommand('routee.addApplication');
      for (const [step, text] of [id, secret, NAME].entries()) await inputs.accept(step + 1, text);
      await inputs.accept(4);
      await done;
    } finally {
      inputs.dispose();
    }
  });

  after(async () => {
    restoreOpen();
    messages.dispose();
    await commands.executeCommand('_extensionTests.setLogLevel', levelBefore);
    const last = new Messages();
    last.willPress('Forget Everything');
    await commands.executeCommand('routee.forgetEverything');
    last.dispose();
    await unsetUserSettings();
    await closeEditors();
    await sandbox.close();
    await env.clipboard.writeText('');
  });

  async function removeByHand(name: string): Promise<void> {
    const inputs = new QuickInputs();
    messages.willPress('Remove');
    const done = commands.executeCommand('routee.removeApplication');
    await inputs.choose(name);
    await done;
    inputs.dispose();
  }

  it('are in nothing that an agent gets, by any tool and any operation, whatever the server answers', async () => {
    await setUserSetting(SETTINGS.allowAgents, 'ask');
    await setUserSetting(SETTINGS.gateway, true);
    const url = await eventually('the gateway', () => process.env['ROUTEE_URL']);
    const answers: string[] = [];
    const ask = async (path: string, init: RequestInit = {}): Promise<void> => {
      const response = await fetch(url + path, init);
      answers.push(JSON.stringify([...response.headers]), await response.text());
    };
    const headers = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };
    const agent = (method: string, params: object): Promise<void> =>
      ask('/mcp', {
        method: 'POST',
        headers,
        body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
      });
    let goneOn = 0;
    const tool = async (name: ToolName, input: object = {}): Promise<void> => {
      await agent('tools/call', { name, arguments: input });
      const shown = messages.shown.filter(({ text }) => text.startsWith('Tools have made')).length;
      if (shown > goneOn) messages.willPress('Continue');
      goneOn = shown;
    };
    messages.willPress('Continue');
    await agent('tools/list', {});
    await ask('/accounts/me/balance');
    const tokens = (): string[] => sandbox.liveTokens(id).map(({ value }) => value);
    const echo = [id, secret, basic, ...tokens()].join(' ');
    const says = (status: number) =>
      ({ kind: 'answer', status, body: { message: echo }, headers: { 'x-echo': tokens().join() } }) as const;
    for (const fault of [undefined, says(200), says(500), says(403), faults.destroy]) {
      sandbox.setFault(fault, 'resource');
      const isWhole = fault === undefined || ('status' in fault && fault.status === 200);
      for (const { input, isAsked } of isWhole ? EVERY_OPERATION : EVERY_OPERATION.slice(0, 3)) {
        if (isAsked) messages.willPress('Send');
        await tool('routee_call', input);
        if (fault === undefined) {
          await tool('routee_find_operation', { query: input.operation });
          await tool('routee_write_request', input);
        }
      }
      await ask('/accounts/me/balance');
      await tool('routee_applications');
    }
    sandbox.setFault({ kind: 'answer', status: 404, body: { message: echo } }, 'resource');
    await tool('routee_track', { trackingId: 'x' });
    sandbox.setFault(undefined, 'resource');
    // Nothing else shows the button that is still to be pressed.
    await window.showInformationMessage('', 'Continue');
    answers.push(...workspace.textDocuments.map((document) => document.getText()), messages.everything);
    await closeEditors();
    await setUserSetting(SETTINGS.gateway, undefined);
    await eventually('the end of the gateway', () => process.env['ROUTEE_URL'] === undefined);

    assert.ok(answers.length > 3 * EVERY_OPERATION.length && tokens().length > 0, 'nothing was looked at');
    const forms = [id, secret, basic, ...tokens()].flatMap(formsOf);
    assert.deepEqual(
      answers.filter((text) => forms.some((form) => text.includes(form))),
      [],
    );
  }).timeout(180_000);

  it('are in no file, log, message or document after every command and failure, at log level trace', async () => {
    await closeEditors();
    const tokens = new Set(sandbox.liveTokens(id).map(({ value }) => value));
    const echo = (): string =>
      JSON.stringify({
        error: 'server_error',
        error_description: [secret, basic, ...tokens].join(' '),
        message: [secret, basic, ...tokens].join(' '),
      });
    const failures = [
      undefined,
      { kind: 'answer', status: 500, body: echo() } as const,
      { kind: 'answer', status: 200, body: echo() } as const,
      faults.destroy,
    ];
    const documents: string[] = [];
    for (const failure of failures) {
      sandbox.setFault(failure);
      sandbox.setFault(failure, 'resource');
      for (const command of COMMAND_IDS) {
        // These take away what the others need: the application, or its being the active one.
        if (/^routee\.(?:forgetEverything|removeApplication|trySandbox)$/.test(command)) continue;
        if (command === 'routee.sendRequest') {
          const content = `GET ${sandbox.apiUrl}/accounts/me/balance\n`;
          await window.showTextDocument(await workspace.openTextDocument({ language: 'http', content }));
        }
        await env.clipboard.writeText('');
        await escapeUntilDone(command, commands.executeCommand(command));
        for (const { value } of sandbox.liveTokens(id)) tokens.add(value);
        await mustBeClean(command, tokens);
      }
      await setUserSetting(SETTINGS.redact, undefined);
      for (const { value } of sandbox.liveTokens(id)) tokens.add(value);
      documents.push(...workspace.textDocuments.map((document) => document.getText()));
      await closeEditors();
    }
    sandbox.setFault(undefined);
    sandbox.setFault(undefined, 'resource');
    await escapeUntilDone('routee.trySandbox', commands.executeCommand('routee.trySandbox'));
    await mustBeClean('routee.trySandbox', tokens);
    await removeByHand('Sandbox');
    assert.ok(tokens.size > 0 && documents.length > 0, 'nothing was looked at');

    const forms = [secret, basic, ...tokens].flatMap(formsOf);
    const shown = [messages.everything, ...documents];
    assert.deepEqual(
      shown.filter((text) => forms.some((form) => text.includes(form))),
      [],
      'shown',
    );
    const userData = path.join(folder, 'user-data');
    await eventually('the log of the extension', () => filesHolding(userData, [`${NAME}: `]).length > 0);
    assert.deepEqual(filesHolding(userData, forms), [], 'in files of the user');
    const [workspaceFolder] = workspace.workspaceFolders ?? [];
    assert.ok(workspaceFolder);
    assert.deepEqual(filesHolding(workspaceFolder.uri.fsPath, forms), [], 'in files of the workspace');

    messages.willPress('Remove');
    await commands.executeCommand('routee.removeApplication');
    assert.deepEqual(
      filesHolding(userData, forms),
      [],
      'in files of the user after the application is removed',
    );
  }).timeout(180_000);
});
