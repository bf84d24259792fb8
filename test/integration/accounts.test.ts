import assert from 'node:assert/strict';
import { authentication, CancellationError, extensions } from 'vscode';

import { Accounts } from '../../src/features/sharing/accounts.ts';
import { AccountSessions } from '../../src/features/sharing/model/accountSessions.ts';
import { NarrowedTokens } from '../../src/features/sharing/model/narrowedTokens.ts';
import { defaultApplication, faults } from '../support/routeeSandbox.ts';
import { CommandBench } from './support/commandContext.ts';
import { eventually } from './support/eventually.ts';
import { escapeUntilDone, QuickInputs } from './support/quickInputs.ts';

const { id, secret } = defaultApplication;

describe('accounts', () => {
  let bench: CommandBench;
  let inputs: QuickInputs;
  let sessions: AccountSessions;
  let narrowed: NarrowedTokens;
  let accounts: Accounts;

  beforeEach(async () => {
    bench = await CommandBench.start();
    inputs = new QuickInputs();
    const { tokens, ports, log, exchange } = bench.context;
    const applications = bench.store;
    narrowed = new NarrowedTokens({
      ...ports,
      applications,
      log,
      settings: bench.sandbox,
      random: Math.random,
      exchange,
    });
    sessions = new AccountSessions({ applications, tokens, narrowed });
    accounts = new Accounts(bench.context, sessions);
  });

  afterEach(async () => {
    inputs.dispose();
    sessions.dispose();
    narrowed.dispose();
    await bench.stop();
  });

  async function balance(accessToken: string): Promise<number> {
    const headers = { Authorization: `Bearer ${accessToken}` };
    return (await fetch(`${bench.sandbox.apiUrl}/accounts/me/balance`, { headers })).status;
  }

  describe('a session that begins', () => {
    it('is of the only application, without a question, with a token that Routee accepts', async () => {
      const { key } = await bench.add();
      const session = await accounts.createSession([], {});
      assert.deepEqual(session.account, { id: key, label: 'Shop' });
      assert.equal(await balance(session.accessToken), 200);
      assert.deepEqual(bench.messages.shown, []);
      assert.deepEqual(await accounts.getSessions([], {}), [session]);
      assert.deepEqual(await accounts.getSessions([], { account: { id: 'other', label: 'Shop' } }), []);
    });

    it('has exactly the scopes that were asked for', async () => {
      await bench.add();
      const { accessToken, scopes } = await accounts.createSession(['sms'], {});
      assert.deepEqual(scopes, ['sms']);
      assert.deepEqual(
        bench.sandbox.liveTokens().map((token) => [token.value, token.scopes]),
        [[accessToken, ['sms']]],
      );
      assert.equal(await balance(accessToken), 403);
    });

    it('is of the application that is picked', async () => {
      bench.sandbox.addApplication({ id: 'other', secret: 'other-secret' });
      await bench.add();
      const { key } = await bench.add({ id: 'other', secret: 'other-secret', name: 'Other' });
      const done = accounts.createSession([], {});
      await inputs.choose('Other');
      const session = await done;
      assert.equal(session.account.id, key);
      assert.equal(session.accessToken, bench.token('other'));
      assert.equal(bench.sandbox.exchangeCount(id), 0);
    });

    it('is of the application that the extension asks for', async () => {
      bench.sandbox.addApplication({ id: 'other', secret: 'other-secret' });
      await bench.add();
      const { key } = await bench.add({ id: 'other', secret: 'other-secret', name: 'Other' });
      const session = await accounts.createSession([], { account: { id: key, label: 'Other' } });
      assert.equal(session.accessToken, bench.token('other'));
    });

    it('adds an application where there is none', async () => {
      const done = accounts.createSession([], {});
      await inputs.accept(1, id);
      await inputs.accept(2, secret);
      await inputs.accept(3, 'Shop');
      await inputs.accept(4);
      const session = await done;
      assert.equal(session.account.label, 'Shop');
      assert.equal(session.accessToken, bench.token());
      assert.equal(bench.sandbox.exchangeCount(), 1);
    });

    it('adds another one when the only application has a session already', async () => {
      await bench.add();
      await accounts.createSession([], {});
      const done = accounts.createSession([], {});
      await inputs.choose('$(add) Add Application…');
      await inputs.accept(1, id);
      await assert.rejects(escapeUntilDone('adding', done), CancellationError);
    });

    it('is none when the user leaves', async () => {
      await assert.rejects(escapeUntilDone('adding', accounts.createSession([], {})), CancellationError);
      assert.deepEqual(bench.messages.shown, []);
      assert.deepEqual(await accounts.getSessions([], {}), []);
    });

    it('tells the user and the extension which scopes the application may not have', async () => {
      bench.sandbox.setScopes(id, ['account']);
      await bench.add();
      const sentence =
        'Shop: Routee didn\'t grant this application the requested scopes: sms. Server message: "Invalid scope: sms".';
      await assert.rejects(accounts.createSession(['sms'], {}), new Error(sentence));
      assert.equal(bench.messages.only.text, sentence);
      assert.deepEqual(bench.messages.only.buttons, ['Edit Scopes']);
      assert.deepEqual(await accounts.getSessions(['sms'], {}), []);
    });

    it('tells of rejected credentials, and works as soon as they are mended', async () => {
      const { key } = await bench.add({ secret: 'wrong' });
      await assert.rejects(accounts.createSession([], {}), /Routee rejected the application ID and secret/);
      assert.deepEqual(bench.messages.only.buttons, ['Edit Credentials']);
      await bench.context.applications.update(key, { secret });
      assert.equal(await balance((await accounts.createSession([], {})).accessToken), 200);
    });

    it('tells that Routee cannot be reached, and is no sign-out then', async () => {
      await bench.add();
      await accounts.createSession(['sms'], {});
      bench.sandbox.setFault(faults.destroy);
      await assert.rejects(accounts.createSession(['account'], {}), /^Error: Shop: .*(connection|reach)/i);
      assert.deepEqual(bench.messages.only.buttons, ['Retry']);
      assert.equal((await accounts.getSessions(['sms'], {})).length, 1, 'its token is still valid');
    });

    it('asks before a long-lived token is given away, once', async () => {
      bench.sandbox.configure({ lifetimeSeconds: 31 * 24 * 3600 });
      await bench.add();
      await assert.rejects(accounts.createSession([], {}), CancellationError);
      assert.equal(bench.messages.only.modal, true);
      assert.deepEqual(await accounts.getSessions([], {}), []);
      bench.messages.clear();
      bench.messages.willPress('Copy Anyway');
      await accounts.createSession([], {});
      assert.equal((await accounts.getSessions([], {}))[0]?.accessToken, bench.token());
    });
  });

  describe('signing out', () => {
    it('removes the application, and says what is deleted', async () => {
      const { key } = await bench.add();
      await accounts.createSession([], {});
      bench.messages.willPress('Remove');
      await accounts.removeSession(key);
      assert.equal(bench.messages.only.text, 'Remove Shop?');
      assert.match(bench.messages.only.detail, /This deletes its ID, secret, and token/);
      await eventually('nothing of it in store', () =>
        [...bench.secrets.entries.keys()].every((stored) => !stored.includes(key)),
      );
      assert.deepEqual(await accounts.getSessions(undefined, {}), []);
      await accounts.removeSession(key);
    });

    it('leaves all as it is when the question is dismissed', async () => {
      const { key } = await bench.add();
      await accounts.createSession([], {});
      await assert.rejects(accounts.removeSession(key), CancellationError);
      assert.equal((await accounts.getSessions([], {})).length, 1);
    });

    it('of narrowed scopes leaves the application', async () => {
      await bench.add();
      const session = await accounts.createSession(['sms'], {});
      await accounts.removeSession(session.id);
      assert.deepEqual(await accounts.getSessions(['sms'], {}), []);
      assert.equal((await accounts.getSessions(undefined, {})).length, 1);
      assert.deepEqual(bench.messages.shown, []);
    });
  });
});

describe('the authentication provider of the activated extension', () => {
  it('gives no session that nobody has agreed to, and asks nothing when it is asked silently', async () => {
    const extension = extensions.getExtension('routee-auth.routee-auth');
    assert.ok(extension);
    await extension.activate();
    assert.equal(await authentication.getSession('routee', [], { silent: true }), undefined);
    assert.equal(await authentication.getSession('routee', ['sms'], { silent: true }), undefined);
    assert.deepEqual(await authentication.getAccounts('routee'), []);
  });

  it('is known by the manifest, so that VS Code starts the extension when a session is asked for', () => {
    const manifest = extensions.getExtension('routee-auth.routee-auth')?.packageJSON as {
      contributes: { authentication: unknown };
      activationEvents: readonly string[];
    };
    assert.deepEqual(manifest.contributes.authentication, [{ id: 'routee', label: 'Routee' }]);
    // `onAuthenticationRequest:routee` follows from it.
    assert.deepEqual(manifest.activationEvents, ['onStartupFinished']);
  });
});
