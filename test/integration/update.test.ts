import assert from 'node:assert/strict';
import { env } from 'vscode';

import { copyToken } from '../../src/features/tokens/tokenCommands.ts';
import { renameApplication } from '../../src/features/applications/applicationCommands.ts';
import { storedByLastVersion, storedKeys, storedTokens } from '../support/storedByLastVersion.ts';
import { CommandBench } from './support/commandContext.ts';
import { QuickInputs } from './support/quickInputs.ts';

const { shop, alarm, zoo } = storedKeys;

describe('an update from the last version', () => {
  let bench: CommandBench;

  beforeEach(async () => {
    bench = await CommandBench.start({}, (authUrl) => storedByLastVersion(authUrl, Date.now()));
    await bench.issued.settled();
  });

  afterEach(() => bench.stop());

  const stored = async (): Promise<Readonly<Record<string, string | undefined>>> => {
    const keys = await bench.machine.keys();
    return Object.fromEntries(
      await Promise.all(keys.map(async (key) => [key, await bench.machine.get(key)] as const)),
    );
  };

  it('keeps the applications, the active one first and the others by name', () => {
    const { store } = bench;
    assert.equal(store.active?.key, alarm);
    assert.deepEqual(
      store.all.map(({ kind, key }) => [kind, key]),
      [alarm, shop, zoo].map((key) => ['application', key]),
    );
    const { version, revision, ...rest } = store.get(zoo) ?? {};
    assert.deepEqual([version, revision], [1, '105cc4d5-ccf7-433b-8ba7-52021b333937']);
    assert.deepEqual(rest, {
      key: zoo,
      id: '5756a411e4b06a33d50517c7',
      secret: 'vb6QpjCIOG',
      name: 'Zoo',
      scopes: ['sms', 'voice'],
      longLivedAccepted: true,
      sessions: [{ scopes: 'sms', account: 'Zoo' }],
    });
  });

  it('keeps the tokens, and knows them again', async () => {
    for (const [key, token] of [
      [shop, storedTokens.shop],
      [zoo, storedTokens.zoo],
    ] as const) {
      await copyToken(bench.context, { key });
      assert.equal(await env.clipboard.readText(), token);
      assert.equal((await bench.issued.recognise(token))?.applicationKey, key);
    }
    assert.equal(bench.sandbox.exchangeCount(), 0);
    await copyToken(bench.context, { key: alarm });
    assert.equal(await env.clipboard.readText(), bench.token());
  });

  it('cleans up what only the last version used, and has nothing to complain of', async () => {
    const keys = Object.keys(await stored());
    assert.ok(!keys.includes('routee.order'));
    const inputs = new QuickInputs();
    const renamed = renameApplication(bench.context, { key: shop });
    await inputs.acceptUnnumbered('Shop 2');
    await renamed;
    inputs.dispose();
    const record = (await stored())[`routee.application.${shop}`] ?? '';
    assert.match(record, /"name":"Shop 2"/);
    assert.doesNotMatch(record, /keepFresh/);
    assert.equal((await bench.context.tokens.getToken(shop)).token.accessToken, storedTokens.shop);
    assert.deepEqual(
      bench.logged.filter((line) => /^(?:warn|error):/.test(line)),
      [],
    );
    assert.doesNotMatch(bench.messages.everything, /can't/i);
  });
});
