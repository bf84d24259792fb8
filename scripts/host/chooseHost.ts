import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { downloadAndUnzipVSCode, SilentReporter } from '@vscode/test-electron';
import { cacheRoot } from '../paths.ts';
import { SetupError } from '../setupError.ts';
import { chromiumVersion } from './chromium.ts';
import { describeServer, ensureVscodeServer } from './vscodeServer.ts';
import { wantedVscode } from './wantedVscode.ts';

export interface Host {
  readonly kind: 'given' | 'desktop' | 'server';
  /** To hand to `runTests`. */
  readonly executable: string;
  /** Name and version, as printed in the first line of a run. */
  readonly description: string;
}

/** The version of a desktop VS Code, from the files beside its executable. */
function desktopVersion(executable: string): string {
  const folder = path.dirname(executable);
  const files = globSync([
    path.join(folder, 'resources', 'app', 'package.json'),
    path.join(folder, '*', 'resources', 'app', 'package.json'),
    path.join(folder, '..', 'Resources', 'app', 'package.json'),
    path.join(folder, '..', 'resources', 'app', 'package.json'),
  ]);
  for (const file of files) {
    const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version?: unknown };
    if (typeof version === 'string') return version;
  }
  return '(version unknown)';
}

/** Why a desktop VS Code cannot be had here, or `undefined` if it can. */
async function desktopObstacle(): Promise<string | undefined> {
  const { platform, env } = process;
  if (platform === 'linux' && env['DISPLAY'] === undefined && env['WAYLAND_DISPLAY'] === undefined) {
    return 'there is no display';
  }
  if (globSync(path.join(cacheRoot, 'vscode-*', 'is-complete')).length > 0) return undefined;
  try {
    await fetch('https://update.code.visualstudio.com/api/releases/stable', {
      method: 'HEAD',
      signal: AbortSignal.timeout(5000),
    });
    return undefined;
  } catch {
    return 'update.code.visualstudio.com cannot be reached';
  }
}

async function desktopHost(): Promise<Host> {
  const executable = await downloadAndUnzipVSCode({
    version: wantedVscode(),
    cachePath: cacheRoot,
    timeout: 15_000,
    reporter: new SilentReporter(),
  });
  return { kind: 'desktop', executable, description: `desktop VS Code ${desktopVersion(executable)}` };
}

/** test-electron wants one executable file, so our program gets one that starts it with this Node. */
function writeLauncher(): string {
  const program = path.join(import.meta.dirname, 'serverHost.ts');
  const file = path.join(cacheRoot, 'vscode-server-host');
  mkdirSync(cacheRoot, { recursive: true });
  const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
  const flag = '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON';
  writeFileSync(file, `#!/bin/sh\nexec ${quote(process.execPath)} ${flag} ${quote(program)} "$@"\n`, {
    mode: 0o755,
  });
  return file;
}

export async function serverHost(): Promise<Host> {
  await ensureVscodeServer();
  return {
    kind: 'server',
    executable: writeLauncher(),
    description: `${describeServer()}, Chromium ${chromiumVersion()}`,
  };
}

/**
 * Which VS Code runs the extension, see {@link findHost}. With ROUTEE_VSCODE=oldest a newer one shows what that one
 * has, see esbuild.mjs.
 */
export async function chooseHost(): Promise<Host> {
  const wanted = wantedVscode();
  const host = await findHost();
  const isOldest = process.env['ROUTEE_VSCODE'] === 'oldest';
  return isOldest ? { ...host, description: `${host.description}; only the API of ${wanted} is seen` } : host;
}

/**
 * The one in VSCODE_EXECUTABLE_PATH, else a desktop VS Code, else VS Code's server.
 * ROUTEE_HOST=desktop or ROUTEE_HOST=server settles the choice between the last two.
 */
async function findHost(): Promise<Host> {
  const given = process.env['VSCODE_EXECUTABLE_PATH'] ?? '';
  if (given !== '') {
    if (!existsSync(given)) throw new SetupError(`VSCODE_EXECUTABLE_PATH names no file: ${given}`);
    return {
      kind: 'given',
      executable: given,
      description: `VS Code ${desktopVersion(given)} (VSCODE_EXECUTABLE_PATH)`,
    };
  }
  const forced = process.env['ROUTEE_HOST'];
  if (forced === 'server') return serverHost();
  if (forced === 'desktop') {
    return desktopHost().catch((error: unknown) => {
      throw new SetupError('ROUTEE_HOST=desktop, but VS Code could not be downloaded.', { cause: error });
    });
  }
  if (forced !== undefined && forced !== '') {
    throw new SetupError(`ROUTEE_HOST is "${forced}": it can be "desktop" or "server".`);
  }

  let obstacle = await desktopObstacle();
  if (obstacle === undefined) {
    try {
      return await desktopHost();
    } catch (error) {
      obstacle = `it could not be downloaded (${error instanceof Error ? error.message : String(error)})`;
    }
  }
  const host = await serverHost();
  return { ...host, description: `${host.description}; no desktop VS Code: ${obstacle}` };
}
