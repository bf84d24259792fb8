import assert from 'node:assert/strict';
import { extensions, workspace, type Uri } from 'vscode';

import { guard } from '../../src/editor/guard.ts';
import { insertToken } from '../../src/features/insertToken/insertToken.ts';
import { linkEnvironment } from '../../src/features/linkedFiles/linkCommand.ts';
import { sendRequest } from '../../src/features/requests/sendRequest.ts';
import type { EnvironmentLink } from '../../src/core/envFile/environmentLink.ts';
import { RouteeError } from '../../src/core/protocol/routeeError.ts';
import { LinkStore } from '../../src/editor/linkStore.ts';
import { CommandBench } from './support/commandContext.ts';
import { closeEditors, show } from './support/editors.ts';
import { MemoryFileSystem } from './support/memoryFileSystem.ts';
import { MemoryMemento } from './support/memoryMemento.ts';
import { replaceGetter } from './support/replaceMember.ts';

const link: EnvironmentLink = {
  file: '/repository/.env',
  target: { kind: 'dotenv', name: 'ROUTEE_TOKEN' },
  key: 'a',
  added: 'value',
  createdFile: false,
};

describe('a workspace that is on no disk', () => {
  let bench: CommandBench;
  let files: MemoryFileSystem;
  let restore: () => void;

  before(async () => {
    bench = await CommandBench.start();
    await bench.add();
    files = new MemoryFileSystem(
      'routee-memory',
      {
        'a.http': 'GET /a\n',
        'send.http': `POST ${bench.sandbox.apiUrl}/sms/analyze\n\n< ./body.json\n`,
        'foreign.http': `POST ${bench.sandbox.apiUrl}/sms/analyze\n\n< ../secret.json\n`,
        'absolute.http': `POST ${bench.sandbox.apiUrl}/sms/analyze\n\n< /repository/../secret.json\n`,
        'link.http': `POST ${bench.sandbox.apiUrl}/sms/analyze\n\n< ./link.json\n`,
        'linked.http': `POST ${bench.sandbox.apiUrl}/sms/analyze\n\n< ./linked/body.json\n`,
        'link.json': '{}',
        'linked/body.json': '{}',
        'body.json': '{"body":"Hello","to":"+306900000000","from":"Test"}',
        '../secret.json': '{}',
      },
      ['link.json', 'linked'],
    );
    const folder = { uri: files.folder, name: 'repository', index: 0 };
    const restoreFolders = replaceGetter(workspace, 'workspaceFolders', () => [folder]);
    const restoreFolder = replaceGetter(
      workspace,
      'getWorkspaceFolder',
      () => (uri: Uri) =>
        uri.scheme === files.folder.scheme && uri.path.startsWith('/repository/') ? folder : undefined,
    );
    restore = () => {
      restoreFolders();
      restoreFolder();
    };
  });

  beforeEach(() => {
    bench.messages.clear();
  });

  afterEach(closeEditors);

  after(async () => {
    restore();
    files.dispose();
    await bench.stop();
  });

  it('takes the token in its requests', async () => {
    const { document } = await show(await workspace.openTextDocument(files.uri('a.http')));
    await guard(insertToken, bench.context)();
    assert.equal(document.getText(), `GET /a\nAuthorization: Bearer ${bench.token()}\n`);
    assert.equal(await document.save(), true);
    assert.equal(files.text('a.http'), document.getText());
    assert.deepEqual(bench.messages.shown, []);
  });

  it('sends its files as bodies, and none from outside', async () => {
    bench.messages.willPress('Send');
    await show(await workspace.openTextDocument(files.uri('send.http')));
    await sendRequest(bench.context, undefined);
    const sent = bench.sandbox.requests.filter(({ path }) => path === '/sms/analyze');
    assert.deepEqual(
      sent.map(({ body }) => body),
      [files.text('body.json')],
    );
    for (const name of ['foreign.http', 'absolute.http', 'link.http', 'linked.http']) {
      await show(await workspace.openTextDocument(files.uri(name)));
      await assert.rejects(
        sendRequest(bench.context, undefined),
        (error) => error instanceof RouteeError && error.message.includes("isn't in the workspace folder"),
        name,
      );
    }
    assert.equal(bench.sandbox.requests.filter(({ path }) => path === '/sms/analyze').length, 1);
  });

  it('links no environment file, and says so', async () => {
    await guard(linkEnvironment, bench.context)();
    assert.match(bench.messages.only.text, /^Open a folder on this computer first/);
    const memento = new MemoryMemento();
    const links = new LinkStore(memento, true);
    await links.save([link]);
    assert.deepEqual(links.all, []);
    links.dispose();
  });

  it('is in no repository that could be asked', async () => {
    assert.equal(await bench.git.isTracked(files.uri('a.http')), false);
  });
});

describe('a workspace that is not trusted', () => {
  let bench: CommandBench;
  let restore: () => void;

  before(async () => {
    bench = await CommandBench.start();
    await bench.add();
    restore = replaceGetter(workspace, 'isTrusted', () => false);
  });

  after(async () => {
    restore();
    await bench.stop();
  });

  it('links no environment file, forgets none, and leads to the trust', async () => {
    await guard(linkEnvironment, bench.context)();
    assert.match(bench.messages.only.text, /^Routee Auth writes tokens only to files in trusted workspaces/);
    assert.deepEqual(bench.messages.only.buttons, ['Manage Workspace Trust']);
    const links = new LinkStore(new MemoryMemento(), true);
    await links.save([link]);
    assert.deepEqual(links.all, []);
    restore();
    assert.deepEqual(links.all, [link]);
    links.dispose();
  });

  it('and one on no disk are declared to be limited, with a description', () => {
    const { capabilities } = extensions.getExtension('routee-auth.routee-auth')?.packageJSON as {
      capabilities: Record<string, { supported: unknown; description: string }>;
    };
    for (const kind of ['untrustedWorkspaces', 'virtualWorkspaces']) {
      assert.equal(capabilities[kind]?.supported, 'limited', kind);
      assert.match(capabilities[kind].description, /nvironment files/, kind);
    }
  });
});
