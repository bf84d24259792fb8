import assert from 'node:assert/strict';
import path from 'node:path';

import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

import { TOOL_NAMES, type ToolName } from '../../src/contributions.ts';
import { AgentTools } from '../../src/features/agents/agentTools.ts';
import { Gateway } from '../../src/features/agents/gateway.ts';
import { newSecret } from '../../src/features/agents/model/gatewayPath.ts';
import { FakeTime } from '../support/fakeTime.ts';
import { CommandBench } from './support/commandContext.ts';
import { eventually } from './support/eventually.ts';
import { project, runNode } from './support/runNode.ts';

const BALANCE = { operation: 'account.balance' };
const SMS = { operation: 'sms.send', body: { body: 'Hello', to: '+306900000000', from: 'Test' } };
const CONFORMANCE = 'node_modules/@modelcontextprotocol/conformance/dist/index.js';

describe('The MCP server of the gateway', () => {
  let bench: CommandBench;
  let gateway: Gateway;
  let address: string;
  let client: Client;
  const time = new FakeTime();
  const answers: unknown[] = [];

  beforeEach(async () => {
    bench = await CommandBench.start();
    await bench.add();
    Object.assign(bench.context.settings, { allowAgents: 'ask' });
    const services = { ...bench.context, timers: time };
    gateway = new Gateway(services, new AgentTools(services), newSecret());
    address = `${(await gateway.start()) ?? assert.fail()}/mcp`;
    client = new Client({ name: 'test', version: '1' });
    await client.connect(new StreamableHTTPClientTransport(new URL(address)));
    answers.length = 0;
  });

  afterEach(async () => {
    await client.close();
    gateway.dispose();
    await bench.stopAndSearch(JSON.stringify(answers));
  });

  async function call(
    name: ToolName | 'other',
    input: Record<string, unknown> = {},
  ): Promise<{ readonly text: string; readonly isError: boolean }> {
    const answer = await client.callTool({ name, arguments: input });
    answers.push(answer);
    const [{ text } = { text: '' }] = answer.content as { text: string }[];
    return { text, isError: answer.isError === true };
  }
  const sent = (): number => bench.sandbox.requests.filter(({ endpoint }) => endpoint === 'resource').length;

  it('lists the tools of the chat', async () => {
    const { tools } = await client.listTools();
    answers.push(tools);
    assert.deepEqual(
      tools.map(({ name }) => name),
      TOOL_NAMES,
    );
    for (const { name, description = '' } of tools) assert.ok(description.length > 100, name);
  });

  it('reads at once, and asks about anything else', async () => {
    assert.match(
      (await call('routee_find_operation', { query: 'send sms' })).text,
      /"operation":"sms\.send"/,
    );
    assert.match((await call('routee_applications')).text, /"name": "Shop"/);
    assert.match((await call('routee_call', BALANCE)).text, /"balance": 20\.5/);
    assert.deepEqual(bench.messages.shown, []);
    const { text, isError } = await call('routee_call', SMS);
    assert.deepEqual([isError, text.includes('said no. Nothing was sent')], [true, true]);
    assert.match(bench.messages.only.detail, /To: \+306900000000[^]*Requested by an agent on this computer/);
    assert.equal(sent(), 1);
    bench.messages.willPress('Send');
    assert.match((await call('routee_call', SMS)).text, /"trackingId"/);
    assert.equal(sent(), 2);
  });

  it('waits a minute for a person, and sends nothing after it', async () => {
    const late = Promise.withResolvers<undefined>();
    bench.messages.willPress('Send', late.promise);
    const asked = call('routee_call', SMS);
    await eventually('the question', () => bench.messages.shown.length === 1);
    await time.advance(60_000);
    assert.match((await asked).text, /within 60 seconds\. Nothing was sent/);
    late.resolve(undefined);
    await eventually('the explanation', () => bench.messages.shown.length === 2);
    assert.match(bench.messages.shown[1]?.text ?? '', /^Nothing was sent/);
    assert.equal(sent(), 0);
  });

  it('tracks for half a minute, for its clients wait no longer than one', async () => {
    const queued = { kind: 'answer', status: 200, body: [{ status: 'Queued' }] } as const;
    bench.sandbox.setFault(queued, 'resource');
    const asked = call('routee_track', { trackingId: 'x' });
    let isDone = false;
    void asked.finally(() => {
      isDone = true;
    });
    await eventually('the end', async () => {
      await time.advance(100);
      return isDone;
    });
    assert.match((await asked).text, /^Still on its way/);
    assert.equal(sent(), 6);
  });

  it('does what the setting allows, and no more', async () => {
    Object.assign(bench.context.settings, { allowAgents: 'read' });
    assert.match((await call('routee_call', SMS)).text, /allows reading only/);
    Object.assign(bench.context.settings, { allowAgents: 'off' });
    for (const name of TOOL_NAMES) assert.match((await call(name, {})).text, /switched this off/);
    assert.deepEqual(await call('other'), { text: 'There is no tool of this name.', isError: true });
    assert.deepEqual([sent(), bench.messages.shown.length], [0, 0]);
  });

  it('is there for POST alone, of no web page, with its secret', async () => {
    const ask = (init: RequestInit, url = address): Promise<number> =>
      fetch(url, init).then(({ status }) => status);
    const headers = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };
    const body = '{"jsonrpc":"2.0","id":1,"method":"tools/list"}';
    assert.equal(await ask({ method: 'POST', headers, body }), 200);
    assert.equal(
      await ask({ method: 'POST', headers: { ...headers, origin: 'https://evil.example' }, body }),
      403,
    );
    assert.equal(
      await ask({ method: 'POST', headers: { ...headers, 'content-type': 'text/plain' }, body }),
      415,
    );
    assert.equal(await ask({ method: 'POST', headers, body: '{' }), 400);
    for (const method of ['GET', 'DELETE', 'PUT']) assert.equal(await ask({ method }), 405, method);
    const guess = ask({ method: 'POST', headers, body }, address.replace(/[\da-f]{64}/, newSecret()));
    await eventually('the guess', () => time.pendingTimers > 0);
    await time.advance(1000);
    assert.equal(await guess, 404);
  });

  it('passes the official conformance suite, but for what the list of failures tells', async () => {
    const list = path.join(project(), 'test/support/agents/conformance.yml');
    const output = await runNode(CONFORMANCE, ['server', '--url', address, '--expected-failures', list]);
    for (const scenario of [
      ...['server-initialize', 'ping', 'tools-list', 'tools-call-error', 'dns-rebinding-protection'],
      'tools-call-simple-text',
    ]) {
      assert.match(output, new RegExp(`✓ ${scenario}: [12] passed, 0 failed`));
    }
  }).timeout(120_000);
});
