import assert from 'node:assert/strict';
import { commands, env, extensions, Uri, workspace } from 'vscode';

import { COMMAND_IDS, SETTINGS, type CommandId } from '../../src/contributions.ts';
import { defaultApplication, startRouteeSandbox, type RouteeSandbox } from '../support/routeeSandbox.ts';
import { eventually } from './support/eventually.ts';
import { closeEditors, openFile, openUntitled, show } from './support/editors.ts';
import { Messages } from './support/messages.ts';
import { escapeUntilDone, QuickInputs } from './support/quickInputs.ts';
import { replaceMember } from './support/replaceMember.ts';
import { setUserSetting, unsetUserSettings } from './support/userSettings.ts';

const { id, secret } = defaultApplication;

/** The built extension as it runs in this host, with the secret storage of this host. */
describe('the activated extension', () => {
  let sandbox: RouteeSandbox;
  let messages: Messages;
  let opened: string[];
  let restoreOpen: () => void;

  before(async () => {
    await extensions.getExtension('routee-auth.routee-auth')?.activate();
    sandbox = await startRouteeSandbox();
    await setUserSetting('routee.authUrl', sandbox.authUrl);
  });

  beforeEach(() => {
    messages = new Messages();
    opened = [];
    restoreOpen = replaceMember(env, 'openExternal', (uri: Uri) => {
      opened.push(uri.toString(true));
      return Promise.resolve(true);
    });
  });

  afterEach(async () => {
    // One of the commands has switched it on.
    await setUserSetting(SETTINGS.redact, undefined);
    const texts = messages.everything;
    restoreOpen();
    messages.dispose();
    await closeEditors();
    for (const value of [secret, ...sandbox.liveTokens().map((token) => token.value)]) {
      assert.ok(!texts.includes(value), 'a secret or a token was shown');
    }
  });

  after(async () => {
    await unsetUserSettings();
    await sandbox.close();
    await env.clipboard.writeText('');
  });

  const run = async (command: CommandId, ...rest: readonly unknown[]): Promise<unknown> =>
    escapeUntilDone(command, commands.executeCommand(command, ...rest));

  async function nothing(command: CommandId): Promise<void> {
    await openUntitled('plaintext', '‸');
    assert.equal(await run(command), undefined);
    assert.equal(await run(command, { key: 'unknown' }), undefined);
  }

  const forgetEverything = async (): Promise<void> => {
    messages.willPress('Forget Everything');
    await run('routee.forgetEverything');
    messages.clear();
  };

  async function addApplication(): Promise<void> {
    const inputs = new QuickInputs();
    try {
      const done = commands.executeCommand('routee.addApplication');
      await inputs.accept(1, id);
      await inputs.accept(2, secret);
      await inputs.accept(3, 'Shop');
      await inputs.accept(4);
      await done;
    } finally {
      inputs.dispose();
    }
    assert.match(messages.only.text, /^Shop was added/);
    messages.clear();
  }

  for (const command of COMMAND_IDS) {
    it(`gives nothing back from ${command} without an application`, async () => {
      sandbox.resetCounts();
      assert.equal(await run(command), undefined);
      // A diagnosis asks both servers, but as nobody.
      const mayAsk = command === 'routee.diagnose';
      assert.deepEqual(
        sandbox.requests.filter(({ authorization }) => !mayAsk || authorization !== undefined),
        [],
      );
    });
  }

  describe('with an application that stays', () => {
    // To add one takes longer than each of these tests.
    before(async () => {
      messages = new Messages();
      await addApplication();
      messages.dispose();
    });

    after(async () => {
      messages = new Messages();
      await forgetEverything();
      messages.dispose();
    });

    afterEach(async () => {
      await run('routee.getToken');
      assert.match(messages.shown.at(-1)?.text ?? '', /^Current token for Shop/);
    });

    for (const command of COMMAND_IDS) {
      if (command !== 'routee.trySandbox') it(`gives nothing back from ${command}`, () => nothing(command));
    }
  });

  it('leads to Routee’s portal', async () => {
    await run('routee.openRouteePortal');
    assert.deepEqual(opened, ['https://go.routee.net/management/applications']);
  });

  describe('with an application in the real secret storage', () => {
    beforeEach(async () => {
      sandbox.resetCounts();
      await addApplication();
    });

    afterEach(async () => {
      await forgetEverything();
      await run('routee.getToken');
      assert.deepEqual(messages.shown, [], 'there is no application any more');
    });

    const token = (): string => sandbox.liveTokens(id)[0]?.value ?? '';

    it('gives nothing back from routee.trySandbox', () => nothing('routee.trySandbox'));

    it('hands out the stored token without another exchange', async () => {
      assert.equal(sandbox.exchangeCount(), 1);
      await run('routee.copyToken');
      assert.equal(await env.clipboard.readText(), token());
      await run('routee.copyAuthorizationHeader');
      assert.equal(await env.clipboard.readText(), `Authorization: Bearer ${token()}`);
      const { document } = await openFile('requests.http', 'GET /a‸\n');
      await run('routee.insertToken');
      assert.equal(document.getText(), `GET /a\nAuthorization: Bearer ${token()}\n`);
      assert.equal(sandbox.exchangeCount(), 1);
    });

    it('copies instead of inserting into a read-only document, when asked to', async () => {
      const provider = workspace.registerTextDocumentContentProvider('routee-real', {
        provideTextDocumentContent: () => 'GET /a\n',
      });
      try {
        await env.clipboard.writeText('before');
        await show(await workspace.openTextDocument(Uri.parse('routee-real:/a.http')));
        messages.willPress('Copy Token');
        await run('routee.insertToken');
        await eventually('the copied token', async () => (await env.clipboard.readText()) === token());
      } finally {
        provider.dispose();
      }
    });

    it('copies from the button of Get Token', async () => {
      await env.clipboard.writeText('before');
      messages.willPress('Copy');
      await run('routee.getToken');
      await eventually('the copied token', async () => (await env.clipboard.readText()) === token());
    });

    it('forgets an application and its token when it is removed', async () => {
      messages.willPress('Remove');
      await run('routee.removeApplication');
      assert.equal(messages.only.modal, true);
      assert.equal(messages.only.text, 'Remove Shop?');
      messages.clear();
      await run('routee.getToken');
      assert.deepEqual(messages.shown, []);
      assert.equal(sandbox.exchangeCount(), 1);
    });

    it('keeps it when the question is dismissed', async () => {
      await run('routee.removeApplication');
      messages.clear();
      await run('routee.getToken');
      assert.match(messages.only.text, /^Current token for Shop/);
    });
  });
});
