import assert from 'node:assert/strict';
import { env, workspace } from 'vscode';

import { SETTINGS } from '../../src/contributions.ts';
import { connectAgent } from '../../src/features/agents/connectAgent.ts';
import type { Services } from '../../src/services.ts';
import { CommandBench } from './support/commandContext.ts';
import { QuickInputs } from './support/quickInputs.ts';
import { unsetUserSettings, setUserSetting } from './support/userSettings.ts';

const URL = 'http://127.0.0.1:1234/secret';

describe('Connect an Agent', () => {
  let bench: CommandBench;
  let services: Services;

  beforeEach(async () => {
    bench = await CommandBench.start();
    services = { ...bench.context, gateway: { url: () => Promise.resolve(URL) } };
    await env.clipboard.writeText('');
    // For the removal after it.
    await setUserSetting(SETTINGS.gateway, undefined);
  });

  afterEach(async () => {
    await unsetUserSettings();
    await env.clipboard.writeText('');
    await bench.stop();
  });

  const isOn = (): unknown => workspace.getConfiguration().get(SETTINGS.gateway);

  async function connect(agent: string): Promise<string> {
    const inputs = new QuickInputs();
    const done = connectAgent(services);
    await inputs.choose(agent);
    await done;
    inputs.dispose();
    return env.clipboard.readText();
  }

  it('switches the gateway on when the user wants that', async () => {
    await connectAgent(services);
    const { text, detail, modal } = bench.messages.only;
    assert.deepEqual([text, modal], ['Let programs on this computer call Routee through VS Code?', true]);
    assert.match(detail, /To turn this off, use the setting routee\.gateway\.enabled/);
    assert.deepEqual([isOn(), await env.clipboard.readText()], [false, '']);
    bench.messages.willPress('Turn On');
    assert.equal(await connect('Other Agent'), `${URL}/mcp`);
    assert.equal(isOn(), true);
  });

  it('copies what the agent reads, and says whether a secret is in it', async () => {
    Object.assign(bench.context.settings, { gateway: true });
    assert.match(await connect('Codex'), /^\[mcp_servers\.routee\]\nurl = "http:.*\/secret\/mcp"\n$/);
    assert.match(bench.messages.only.text, /contains a secret.*Don't add it to a file that Git tracks/);
    bench.messages.clear();
    assert.doesNotMatch(await connect('Claude Code'), /secret/);
    assert.match(bench.messages.only.text, /contains no secret/);
  });

  it('says where that cannot be', async () => {
    await connectAgent({ ...services, host: { ...services.host, answerMcp: undefined } });
    await connectAgent({ ...services, trust: { ...services.trust, isTrusted: () => false } });
    assert.deepEqual(
      bench.messages.shown.map(({ text }) => text),
      [
        "This isn't available in a browser. Use VS Code on the desktop or in a codespace.",
        'Trust this workspace to connect an agent.',
      ],
    );
    assert.equal(await env.clipboard.readText(), '');
  });
});
