import assert from 'node:assert/strict';
import { extensions, lm, window, type LanguageModelTextPart, type MarkdownString } from 'vscode';

import { SETTINGS, TOOL_NAMES, type ToolName } from '../../src/contributions.ts';
import { secretsOf } from '../../src/core/protocol/basicCredentials.ts';
import { AgentTools } from '../../src/features/agents/agentTools.ts';
import { EVERY_OPERATION } from '../support/agents/everyOperation.ts';
import { defaultApplication, startRouteeSandbox, type RouteeSandbox } from '../support/routeeSandbox.ts';
import { CommandBench } from './support/commandContext.ts';
import { closeEditors, openFile } from './support/editors.ts';
import { eventually } from './support/eventually.ts';
import { Messages } from './support/messages.ts';
import { addRealApplication, forgetRealApplications } from './support/realApplication.ts';
import { setUserSetting, unsetUserSettings } from './support/userSettings.ts';

const ASKER = { sentence: 'A test asks for this.' };
const BALANCE = { operation: 'account.balance' };
const SMS = { operation: 'sms.send', body: { body: 'Hello', to: '+306900000000', from: 'Test' } };

describe('The tools for language models', () => {
  let bench: CommandBench;
  let tools: AgentTools;
  const answers: string[] = [];

  beforeEach(async () => {
    bench = await CommandBench.start();
    await bench.add();
    tools = new AgentTools(bench.context);
    answers.length = 0;
  });

  /** Whatever a model got holds nothing that it must not have. */
  afterEach(async () => {
    await closeEditors();
    await bench.stopAndSearch(answers.join('\n'));
  });

  async function run(
    name: ToolName,
    input: object = {},
    signal = new AbortController().signal,
  ): Promise<string> {
    const answer = await tools.run(name, input, ASKER, signal).catch((error: unknown) => {
      answers.push(error instanceof Error ? `${error.message} ${String(error.cause)}` : '');
      throw error;
    });
    answers.push(answer);
    return answer;
  }

  const allow = (allowAgents: 'off' | 'read' | 'ask'): unknown =>
    Object.assign(bench.context.settings, { allowAgents });
  const seen = (): string[] =>
    bench.sandbox.requests
      .filter(({ endpoint }) => endpoint === 'resource')
      .map(({ method, path, status }) => `${method} ${path} ${status ?? 'none'}`);

  it('read at once, with the token that no model sees', async () => {
    const answer = await run('routee_call', BALANCE);
    assert.match(answer, /^127\.0\.0\.1:\d+ has answered GET \/accounts\/me\/balance with 200\./);
    assert.match(answer, /"balance": 20\.5/);
    assert.deepEqual(seen(), ['GET /accounts/me/balance 200']);
    assert.equal(bench.sandbox.requests.at(-1)?.authorization, `Bearer ${bench.token()}`);
    assert.deepEqual(bench.messages.shown, [], 'we ask nothing');
    const { confirmationMessages } = await tools.prepare('routee_call', BALANCE);
    assert.equal(confirmationMessages?.title, 'Read from Routee as Shop?', 'VS Code does');
    assert.match((confirmationMessages.message as MarkdownString).value, /^`GET http:\S+\/balance`$/);
  });

  it('do nothing when they are switched off, or the workspace is not trusted', async () => {
    allow('off');
    for (const name of TOOL_NAMES) await assert.rejects(run(name, BALANCE), /switched this off/);
    allow('ask');
    const trust = { ...bench.context.trust, isTrusted: () => false };
    tools = new AgentTools({ ...bench.context, trust });
    for (const name of TOOL_NAMES) await assert.rejects(run(name, BALANCE), /does not trust this workspace/);
    assert.deepEqual(bench.sandbox.requests, []);
  });

  it('send nothing as long as only reading is allowed', async () => {
    const calls = [
      SMS,
      { method: 'POST', path: '/sms/analyze', body: {} },
      { method: 'GET', path: '/unknown' },
      { method: 'DELETE', path: '/contacts/my' },
    ];
    for (const call of calls) await assert.rejects(run('routee_call', call), /allows reading only/);
    assert.deepEqual(bench.sandbox.requests, []);
    assert.deepEqual(bench.messages.shown, []);
  });

  it('ask about each call that may send something, and remember no answer', async () => {
    allow('ask');
    await assert.rejects(run('routee_call', SMS), /said no\. Nothing was sent/);
    const { text, detail, modal, buttons } = bench.messages.only;
    assert.equal(text, 'Send POST /sms as Shop?');
    assert.equal(modal, true);
    assert.deepEqual(buttons, ['Send']);
    for (const shown of [
      bench.sandbox.apiUrl,
      'Send an SMS',
      'To: +306900000000',
      'Hello',
      'Costs money',
      ASKER.sentence,
    ]) {
      assert.ok(detail.includes(shown), shown);
    }
    assert.deepEqual(seen(), []);
    for (let time = 0; time < 2; time++) {
      bench.messages.willPress('Send');
      assert.match(await run('routee_call', SMS), /"trackingId"/);
    }
    await assert.rejects(run('routee_call', SMS), /said no/);
    assert.deepEqual(seen(), ['POST /sms 200', 'POST /sms 200']);
    assert.deepEqual(JSON.parse(bench.sandbox.requests.at(-1)?.body ?? ''), SMS.body);
  });

  it('ask after 20 such calls whether that is to go on', async () => {
    allow('ask');
    for (let time = 0; time < 20; time++) {
      bench.messages.willPress('Send');
      await run('routee_call', SMS);
    }
    bench.messages.clear();
    await assert.rejects(run('routee_call', SMS), /said no/);
    assert.match(bench.messages.only.text, /^Tools have made 20 calls\. Continue\?/);
    assert.equal(bench.messages.only.modal, true);
    assert.equal(seen().length, 20);
    bench.messages.willPress('Continue');
    bench.messages.willPress('Send');
    await run('routee_call', SMS);
    bench.messages.willPress('Send');
    await run('routee_call', SMS);
    assert.equal(seen().length, 22);
  });

  it('ask one question after the other', async () => {
    allow('ask');
    const first = Promise.withResolvers<undefined>();
    bench.messages.willPress('Send', first.promise);
    const both = [run('routee_call', SMS), run('routee_call', SMS)];
    bench.messages.willPress('Send');
    await new Promise((resolve) => setImmediate(resolve));
    assert.ok(bench.messages.shown.length <= 1);
    first.resolve(undefined);
    await Promise.all(both);
    assert.equal(seen().length, 2);
  });

  it('send nothing once the call was cancelled', async () => {
    allow('ask');
    const abort = new AbortController();
    const answer = Promise.withResolvers<undefined>();
    bench.messages.willPress('Send', answer.promise);
    const call = assert.rejects(run('routee_call', SMS, abort.signal), /cancelled/);
    await eventually('the question', () => bench.messages.shown.length === 1);
    abort.abort();
    answer.resolve(undefined);
    await call;
    assert.deepEqual(seen(), []);
  });

  it('take no address but one below the API of the application', async () => {
    for (const path of ['https://evil.example/sms', '//evil.example/', '/../oauth/token', '/sms%2f..%2f..']) {
      await assert.rejects(run('routee_call', { method: 'GET', path }), /The path must begin with one slash/);
    }
    await assert.rejects(
      run('routee_call', { ...BALANCE, application: 'Other' }),
      /routee_applications lists/,
    );
    assert.deepEqual(bench.sandbox.requests, []);
  });

  it('tell of applications without ids', async () => {
    await run('routee_call', BALANCE);
    const { applications } = JSON.parse(await run('routee_applications')) as { applications: object[] };
    assert.equal(applications.length, 1);
    assert.deepEqual(Object.keys(applications[0] ?? {}), ['name', 'active', 'scopes', 'token']);
  });

  it('follow a message to its end', async () => {
    allow('ask');
    bench.messages.willPress('Send');
    const [, trackingId = ''] = /"trackingId": "([^"]+)"/.exec(await run('routee_call', SMS)) ?? [];
    assert.match(await run('routee_track', { trackingId }), /"Delivered"/);
    await assert.rejects(
      run('routee_track', { trackingId, operation: 'sms.send' }),
      /does not read the state/,
    );
  });

  it('write a request for a person to send, with no variable that clients would read', async () => {
    const editor = await openFile('requests.http', '‸');
    await run('routee_write_request', SMS);
    const text = editor.document.getText();
    assert.match(text, /^### Send an SMS$[^]*^# A tool wrote this request\.[^]*^POST http:[^]*\/sms$/m);
    assert.match(text, /"to": "\+306900000000"/);
    const hostile = {
      ...SMS,
      body: { body: '{{$processEnv PATH}}', to: '1', from: 'A\n\n###\nDELETE /contacts/my' },
    };
    await assert.rejects(run('routee_write_request', hostile), /must not hold \{\{/);
    await run('routee_write_request', { ...SMS, body: { body: '\n\n###\nDELETE http://x/contacts/my' } });
    assert.doesNotMatch(window.activeTextEditor?.document.getText() ?? '', /^DELETE/m);
    assert.deepEqual(bench.sandbox.requests, []);
  });

  it('give nothing away by any operation, whatever the server answers', async () => {
    allow('ask');
    await bench.context.tokens.getToken(bench.store.active?.key ?? '');
    const { id, secret } = defaultApplication;
    const body = JSON.stringify({
      message: [id, secret, ...secretsOf(defaultApplication), bench.token()].join(' '),
    });
    const echo = { kind: 'answer', body, headers: { 'x-echo': `${secret} ${bench.token()}` } } as const;
    let asked = 0;
    for (const status of [200, 401, 500]) {
      bench.sandbox.setFault({ ...echo, status }, 'resource');
      for (const { input, isAsked } of status === 200 ? EVERY_OPERATION : EVERY_OPERATION.slice(0, 3)) {
        if (isAsked) {
          if (asked > 0 && asked % 20 === 0) bench.messages.willPress('Continue');
          bench.messages.willPress('Send');
          asked++;
        }
        assert.match(await run('routee_call', input), /•••/);
      }
    }
    await run('routee_applications');
  });
});

describe('The tools as VS Code runs them', () => {
  let sandbox: RouteeSandbox;
  let messages: Messages;

  before(async () => {
    await extensions.getExtension('routee-auth.routee-auth')?.activate();
    sandbox = await startRouteeSandbox();
    messages = new Messages();
    await setUserSetting(SETTINGS.authUrl, sandbox.authUrl);
    await setUserSetting(SETTINGS.apiUrl, sandbox.apiUrl);
    await addRealApplication('Shop');
    messages.clear();
  });

  beforeEach(() => setUserSetting(SETTINGS.allowAgents, 'ask'));

  afterEach(() => {
    sandbox.resetCounts();
    messages.clear();
  });

  after(async () => {
    await forgetRealApplications(messages);
    await unsetUserSettings();
    messages.dispose();
    await closeEditors();
    await sandbox.close();
  });

  const resources = (): number => sandbox.requests.filter(({ endpoint }) => endpoint === 'resource').length;

  async function invoke(name: ToolName, input: object): Promise<string> {
    const { content } = await lm.invokeTool(name, { input, toolInvocationToken: undefined });
    return content.map((part) => (part as LanguageModelTextPart).value).join('');
  }

  it('are all there', () => {
    const names = lm.tools.map(({ name }) => name);
    for (const name of TOOL_NAMES) assert.ok(names.includes(name), name);
  });

  it('send nothing without a yes, and once with one', async () => {
    await assert.rejects(invoke('routee_call', SMS), /said no\. Nothing was sent/);
    assert.equal(messages.only.modal, true);
    assert.equal(resources(), 0);
    messages.willPress('Send');
    assert.match(await invoke('routee_call', SMS), /"trackingId"/);
    assert.equal(resources(), 1);
  });

  it('send nothing, and ask nothing, where only reading is allowed, or nothing', async () => {
    await setUserSetting(SETTINGS.allowAgents, undefined);
    await assert.rejects(invoke('routee_call', SMS), /allows reading only/);
    await setUserSetting(SETTINGS.allowAgents, 'off');
    for (const name of TOOL_NAMES) await assert.rejects(invoke(name, {}), /switched this off|disabled|not/);
    assert.deepEqual(messages.shown, []);
    assert.equal(resources(), 0);
  });

  it('tell of operations and applications, and write a request, with nothing sent', async () => {
    assert.match(await invoke('routee_find_operation', { query: 'send sms' }), /"operation":"sms\.send"/);
    assert.match(await invoke('routee_applications', {}), /"name": "Shop"/);
    assert.match(await invoke('routee_write_request', SMS), /is written into the editor/);
    assert.match(window.activeTextEditor?.document.getText() ?? '', /^POST http:[^]*\/sms$/m);
    await assert.rejects(invoke('routee_find_operation', { words: 1 }), /does not fit the schema/);
    await assert.rejects(invoke('routee_write_request', { path: '/sms' }), /Give either/);
    assert.equal(resources(), 0);
  });
});
