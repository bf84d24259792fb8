import { execFile } from 'node:child_process';
import path from 'node:path';
import { env, execPath } from 'node:process';
import { promisify } from 'node:util';
import { extensions } from 'vscode';

/** The folder of this project. */
export const project = (): string => extensions.getExtension('routee-auth.routee-auth')?.extensionPath ?? '';

/** Runs a program of a package with the Node of this extension host. @throws when it fails; with all that it wrote */
export async function runNode(program: string, args: readonly string[], cwd = project()): Promise<string> {
  const run = promisify(execFile)(execPath, [path.join(project(), program), ...args], {
    cwd,
    // On the desktop, the extension host is Electron.
    env: { ...env, ELECTRON_RUN_AS_NODE: '1' },
    maxBuffer: 64 * 1024 * 1024,
  });
  const { stdout } = await run.catch((error: unknown) => {
    throw new Error(['stdout', 'stderr'].map((name) => String(Reflect.get(Object(error), name))).join('\n'));
  });
  return stdout;
}
