import assert from 'node:assert/strict';
import { commands, extensions } from 'vscode';

interface Manifest {
  readonly contributes?: { readonly commands?: readonly { readonly command: string }[] };
}

describe('activation', () => {
  it('registers every command that package.json contributes', async () => {
    const extension = extensions.getExtension('routee-auth.routee-auth');
    assert.ok(extension, 'the extension is not there');
    await extension.activate();

    const { contributes } = extension.packageJSON as Manifest;
    const registered = new Set(await commands.getCommands(true));
    const missing = (contributes?.commands ?? [])
      .map(({ command }) => command)
      .filter((id) => !registered.has(id));
    assert.deepEqual(missing, []);
  });
});
