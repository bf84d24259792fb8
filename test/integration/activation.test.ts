import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { commands, env, ExtensionKind, extensions } from 'vscode';

import { COMMAND_IDS } from '../../src/contributions.ts';
import { startRouteeSandbox, type RouteeSandbox } from '../support/routeeSandbox.ts';
import { replaceMember } from './support/replaceMember.ts';
import { setUserSetting, unsetUserSettings } from './support/userSettings.ts';

interface Manifest {
  readonly extensionKind?: readonly string[];
  readonly contributes?: { readonly commands?: readonly { readonly command: string }[] };
}

describe('activation', () => {
  const extension = extensions.getExtension('routee-auth.routee-auth');
  assert.ok(extension, 'the extension is not there');
  const manifest = extension.packageJSON as Manifest;
  let sandbox: RouteeSandbox;
  let restoreFetch: () => void;
  const asked: string[] = [];

  before(async () => {
    const { fetch } = globalThis;
    restoreFetch = replaceMember(globalThis, 'fetch', (input: string | URL | Request, init?: RequestInit) => {
      asked.push(input instanceof Request ? input.url : String(input));
      return fetch(input, init);
    });
    sandbox = await startRouteeSandbox();
    await setUserSetting('routee.authUrl', sandbox.authUrl);
    await setUserSetting('routee.apiUrl', sandbox.apiUrl);
  });

  after(async () => {
    restoreFetch();
    await unsetUserSettings();
    await sandbox.close();
  });

  it('exports nothing to other extensions', async () => {
    assert.equal(await extension.activate(), undefined);
    assert.equal(extension.isActive, true);
  });

  it('loads nothing that only agents need', () => {
    interface Output {
      readonly imports: readonly { readonly path: string; readonly kind: string }[];
      readonly inputs: object;
    }
    const file = path.join(extension.extensionPath, 'dist/meta.json');
    const { outputs } = JSON.parse(readFileSync(file, 'utf8')) as { outputs: Record<string, Output> };
    const loaded = new Set(['dist/extension.mjs']);
    for (const name of loaded) {
      for (const { path: imported, kind } of outputs[name]?.imports ?? []) {
        if (kind === 'import-statement') loaded.add(imported);
      }
    }
    const inputs = [...loaded].flatMap((name) => Object.keys(outputs[name]?.inputs ?? {}));
    assert.ok(inputs.includes('src/features/agents/feature.ts'), 'nothing was looked at');
    assert.deepEqual(
      inputs.filter((name) => /modelcontextprotocol|mcpServer|src\/features\/agents\/(?!feature)/.test(name)),
      [],
    );
  });

  it('registers no command besides', async () => {
    const ours = (await commands.getCommands(true)).filter((id) => /^_?routee\./.test(id));
    assert.ok(ours.length > COMMAND_IDS.length);
    // VS Code itself makes some for the view: routee.applications.focus and its like.
    const registered = ours.filter((id) => !id.startsWith('routee.applications.'));
    assert.deepEqual(registered.sort(), [...COMMAND_IDS].sort());
  });

  it('registers every command that package.json contributes', async () => {
    const registered = new Set(await commands.getCommands(true));
    const contributed = (manifest.contributes?.commands ?? []).map(({ command }) => command);
    assert.deepEqual(contributed.toSorted(), [...COMMAND_IDS]);
    assert.deepEqual(
      contributed.filter((id) => !registered.has(id)),
      [],
    );
  });

  it('runs beside the user’s keyring where it can, and otherwise beside the files', () => {
    assert.deepEqual(manifest.extensionKind, ['ui', 'workspace']);
    const expected = env.remoteName === undefined ? ExtensionKind.UI : ExtensionKind.Workspace;
    assert.equal(extension.extensionKind, expected);
  });

  it('has asked no server for anything', () => {
    // Other extensions of this host have other errands.
    assert.deepEqual(
      asked.filter((url) => url.includes('routee') || url.startsWith(sandbox.apiUrl)),
      [],
    );
    assert.equal(sandbox.requests.length, 0);
  });
});
