import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';
import { runProgram } from '../runProgram.ts';
import { SetupError } from '../setupError.ts';
import { findChromium } from './chromium.ts';

function isOnPath(program: string): boolean {
  return (process.env['PATH'] ?? '').split(path.delimiter).some((folder) => {
    try {
      accessSync(path.join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** The Debian package for each thing that is not there. */
function missingPackages(forCompiling: boolean): string[] {
  const missing: string[] = [];
  if (findChromium() === undefined) missing.push('chromium');
  if (!forCompiling) return missing;
  for (const [program, name] of [
    ['python3', 'python3'],
    ['make', 'make'],
    ['g++', 'g++'],
  ] as const) {
    if (!isOnPath(program)) missing.push(name);
  }
  if (process.platform === 'linux' && !existsSync('/usr/include/gssapi/gssapi.h')) {
    missing.push('libkrb5-dev');
  }
  return missing;
}

function whatToInstall(missing: readonly string[]): string {
  if (isOnPath('apt-get')) return `Install what is missing: sudo apt-get install ${missing.join(' ')}`;
  const names: Record<string, string> = {
    chromium: 'Chromium or Google Chrome (or set CHROMIUM_PATH to the program)',
    'libkrb5-dev': 'the Kerberos headers (krb5-devel)',
    'g++': 'a C++ compiler',
    python3: 'Python 3',
  };
  return `Install what is missing: ${missing.map((name) => names[name] ?? name).join(', ')}.`;
}

/** Installs the programs of the system that the server host takes, or throws what to install. */
export function ensureSystemPackages(forCompiling: boolean): Promise<void> {
  return ensurePackages(() => Promise.resolve(missingPackages(forCompiling)));
}

/** Installs the Debian packages that `findMissing` names, until it names none, or throws what to install. */
export async function ensurePackages(findMissing: () => Promise<readonly string[]>): Promise<void> {
  const missing = await findMissing();
  if (missing.length === 0) return;
  if (!canInstall()) throw new SetupError(whatToInstall(missing));

  console.log(`Installing ${missing.join(', ')} with apt-get …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const quiet = ['-qq', '-o', 'Dpkg::Use-Pty=0', '-o', 'DPkg::Lock::Timeout=120'];
  let output = '';
  const options = { env, inheritOutput: false, onOutput: (text: string) => (output += text) };
  await runProgram('apt-get', [...quiet, 'update'], options);
  const code = await runProgram(
    'apt-get',
    [...quiet, 'install', '-y', '--no-install-recommends', ...missing],
    options,
  );
  const still = await findMissing();
  if (code === 0 && still.length === 0) return;
  throw new SetupError(`${output}\napt-get did not install all of them. ${whatToInstall(still)}`);
}

/** Whether this process may install Debian's packages. */
export function canInstall(): boolean {
  return isOnPath('apt-get') && process.getuid?.() === 0;
}
