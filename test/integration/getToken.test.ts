import assert from 'node:assert/strict';

import { getToken, refreshToken } from '../../src/features/tokens/tokenCommands.ts';
import { runCommand } from '../../src/handlers.ts';
import { useApplication } from '../../src/features/applications/applicationCommands.ts';
import { defaultApplication, faults } from '../support/routeeSandbox.ts';
import { CommandBench } from './support/commandContext.ts';
import { escapeUntilDone, QuickInputs } from './support/quickInputs.ts';

describe('Get Token, Refresh Token and Switch Application…', () => {
  let bench: CommandBench;

  beforeEach(async () => {
    bench = await CommandBench.start();
  });

  afterEach(async () => {
    await bench.stop();
  });

  it('says that there is a token and for how long, and offers it', async () => {
    await bench.add();
    await getToken(bench.context, undefined);
    const { kind, text, modal, buttons } = bench.messages.only;
    assert.equal(kind, 'information');
    assert.equal(modal, false);
    assert.match(text, /^Token for Shop, expires in (59 min|1 h)\.$/);
    assert.deepEqual(buttons, ['Insert', 'Copy', 'Check Balance']);
  });

  it('uses the fresh token and says so', async () => {
    await bench.add();
    await getToken(bench.context, undefined);
    bench.messages.clear();
    await getToken(bench.context, undefined);
    assert.match(bench.messages.only.text, /^Current token for Shop, expires in (59 min|1 h)\.$/);
    assert.equal(bench.sandbox.exchangeCount(), 1);
  });

  it('offers another application only where there is one', async () => {
    await bench.add();
    await bench.add({ name: 'Shop, SMS', scopes: ['sms'] });
    await getToken(bench.context, undefined);
    assert.deepEqual(bench.messages.only.buttons, [
      'Insert',
      'Copy',
      'Check Balance',
      'Use Another Application…',
    ]);
  });

  it('starts Add Application when there is none, and gives up with it in silence', async () => {
    await escapeUntilDone('Get Token', runCommand('routee.getToken', bench.context, undefined));
    assert.deepEqual(bench.messages.shown, []);
    assert.equal(bench.sandbox.requests.length, 0);
    assert.equal(bench.context.applications.all.length, 0);
  });

  it('adds the first application by its four questions, with the token of the check', async () => {
    const inputs = new QuickInputs();
    try {
      const done = getToken(bench.context, undefined);
      await inputs.accept(1, ` ${defaultApplication.id} `);
      await inputs.accept(2, defaultApplication.secret);
      await inputs.accept(3, 'Shop');
      await inputs.accept(4);
      await done;
    } finally {
      inputs.dispose();
    }
    assert.match(bench.messages.only.text, /^Shop was added\. Token: expires in (59 min|1 h)\.$/);
    const [application, ...others] = bench.context.applications.applications;
    assert.equal(others.length, 0);
    assert.equal(application?.id, defaultApplication.id);
    assert.equal(bench.context.tokens.state(application.key).kind, 'ready');
    assert.equal(bench.sandbox.exchangeCount(), 1);
  });

  it('takes an id and a secret from one pasted text and goes on with the name', async () => {
    const { id, secret } = defaultApplication;
    const inputs = new QuickInputs();
    try {
      const done = getToken(bench.context, undefined);
      await inputs.accept(1, `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`);
      await inputs.accept(3);
      await inputs.accept(4);
      await done;
    } finally {
      inputs.dispose();
    }
    const [application] = bench.context.applications.applications;
    assert.deepEqual([application?.id, application?.secret], [id, secret]);
    assert.equal(application?.name, 'Routee 17c7');
  });

  it('says when Routee hands back the same token', async () => {
    await bench.add();
    await getToken(bench.context, undefined);
    bench.messages.clear();
    await refreshToken(bench.context, undefined);
    assert.match(bench.messages.only.text, /^Routee returned the same token for Shop, expires in/);
    assert.equal(bench.sandbox.exchangeCount(), 2);
  });

  it('says when there is a new one', async () => {
    bench.sandbox.configure({ policy: 'newEachTime' });
    await bench.add();
    await getToken(bench.context, undefined);
    bench.messages.clear();
    await refreshToken(bench.context, undefined);
    assert.match(bench.messages.only.text, /^New token for Shop, expires in/);
  });

  it('asks the server again for an application that was rejected, for the user asks', async () => {
    bench.sandbox.setSecret(defaultApplication.id, 'another');
    const { key } = await bench.add();
    await runCommand('routee.getToken', bench.context, undefined);
    assert.equal(bench.context.tokens.state(key).kind, 'rejected');
    bench.sandbox.setSecret(defaultApplication.id, defaultApplication.secret);
    bench.messages.clear();
    await runCommand('routee.getToken', bench.context, undefined);
    assert.match(bench.messages.only.text, /^Token for Shop/);
  });

  for (const [what, fail, button] of [
    [
      'an outage',
      (b: CommandBench) => {
        b.sandbox.failNext(1, faults.serverError);
      },
      'Retry',
    ],
    [
      'a broken connection',
      (b: CommandBench) => {
        b.sandbox.failNext(1, faults.destroy);
      },
      'Retry',
    ],
    [
      'a page that is not there',
      (b: CommandBench) => {
        b.sandbox.failNext(1, { kind: 'answer', status: 404 });
      },
      'Open Setting',
    ],
    [
      'a redirect',
      (b: CommandBench) => {
        b.sandbox.failNext(1, { kind: 'redirect', to: 'http://127.0.0.1:9/' });
      },
      'Open Setting',
    ],
    [
      'nonsense',
      (b: CommandBench) => {
        b.sandbox.failNext(1, faults.emptyOk);
      },
      'Show Log',
    ],
    [
      'scopes that it may not use',
      (b: CommandBench) => {
        b.sandbox.setScopes(defaultApplication.id, ['sms']);
      },
      'Edit Scopes',
    ],
  ] as const) {
    it(`tells of ${what} in a sentence with one button, and in the log`, async () => {
      await bench.add({ scopes: ['voice'] });
      fail(bench);
      await runCommand('routee.getToken', bench.context, undefined);
      const { kind, text, buttons } = bench.messages.only;
      assert.equal(kind, 'error');
      assert.match(text, /^Shop: .*\.$/);
      assert.deepEqual(buttons, [button]);
      assert.ok(bench.logged.includes(`error: ${text}`), bench.logged.join('\n'));
    });
  }

  it('makes the picked application the active one', async () => {
    const shop = await bench.add();
    const sms = await bench.add({ name: 'SMS only', scopes: ['sms'] });
    await bench.context.applications.setActive(shop.key);
    const inputs = new QuickInputs();
    try {
      const done = useApplication(bench.context, undefined);
      await inputs.choose('SMS only');
      await done;
    } finally {
      inputs.dispose();
    }
    assert.equal(bench.context.applications.active?.key, sms.key);
  });

  it('keeps the active application when the pick is left', async () => {
    const shop = await bench.add();
    await bench.add({ name: 'SMS only', scopes: ['sms'] });
    await bench.context.applications.setActive(shop.key);
    await escapeUntilDone(
      'Switch Application…',
      runCommand('routee.useApplication', bench.context, undefined),
    );
    assert.equal(bench.context.applications.active?.key, shop.key);
    assert.deepEqual(bench.messages.shown, []);
  });
});
