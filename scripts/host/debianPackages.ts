import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';
import { runProgram } from '../runProgram.ts';
import { SetupError } from '../setupError.ts';
import { findChromium } from './chromium.ts';

export function isOnPath(program: string): boolean {
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

/** Other systems have other names for what these packages hold. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  chromium:
    'There is no Chromium: install it, Google Chrome or Microsoft Edge, or set CHROMIUM_PATH to the program.',
  'g++':
    'There is no C++ compiler: install g++ or clang (on macOS: xcode-select --install), for VS Code’s server is compiled here.',
  'libkrb5-dev':
    'There are no headers of Kerberos: install krb5-devel, or krb5 on Arch, for VS Code’s server is compiled here.',
  make: 'There is no make: install it (on macOS: xcode-select --install), for VS Code’s server is compiled here.',
  python3: 'There is no Python 3: install it, for VS Code’s server is compiled here.',
};

/** Advice to a person, with a sentence for each missing thing. */
export function whatToInstall(missing: readonly string[], hasApt: boolean): string {
  return hasApt
    ? `Install what is missing: sudo apt-get install ${missing.join(' ')}`
    : missing.map((name) => ELSEWHERE[name] ?? `There is no ${name}: install it.`).join('\n');
}

/** Installs the programs of the system that the server host takes, or throws what to install. */
export function ensureSystemPackages(forCompiling: boolean): Promise<void> {
  return ensurePackages(() => Promise.resolve(missingPackages(forCompiling)));
}

/** Installs the Debian packages that `findMissing` names, until it names none, or throws what to install. */
export async function ensurePackages(findMissing: () => Promise<readonly string[]>): Promise<void> {
  const missing = await findMissing();
  if (missing.length === 0) return;
  const hasApt = isOnPath('apt-get');
  if (!canInstall()) throw new SetupError(whatToInstall(missing, hasApt));

  console.log(
    `Missing Debian packages are installed with apt-get, unless --no-install is given: ${missing.join(', ')}.`,
  );
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
  throw new SetupError(`${output}\napt-get did not install all of them. ${whatToInstall(still, hasApt)}`);
}

/** Whether this process can install Debian's packages, and may. */
export function canInstall(): boolean {
  return isOnPath('apt-get') && process.getuid?.() === 0 && !process.argv.includes(NO_INSTALL);
}

/** Refuses that the system is changed. */
export const NO_INSTALL = '--no-install';
