import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { vsixFile } from '../paths.ts';
import { runNode } from '../runProgram.ts';
import { serverArguments } from './startServer.ts';

/** Installs the packaged extension, and nothing but what is given, into a folder of extensions, as a user would. */
export async function installVsix(extensionsDir: string, others: readonly string[] = []): Promise<void> {
  rmSync(extensionsDir, { recursive: true, force: true });
  mkdirSync(extensionsDir, { recursive: true });
  const temporary = mkdtempSync(path.join(tmpdir(), 'routee-install-'));
  let output = '';
  try {
    const server = serverArguments({
      userDataDir: path.join(temporary, 'user-data'),
      serverDataDir: path.join(temporary, 'server-data'),
      extensionsDir,
    });
    const install = [vsixFile, ...others].flatMap((file) => ['--install-extension', file]);
    const code = await runNode([...server, ...install, '--force'], {
      inheritOutput: false,
      onOutput: (text) => (output += text),
    });
    if (code !== 0) throw new Error(`VS Code did not install ${vsixFile}:\n${output}`);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}
