// npm run bench: installs the libraries to compare with, checks the code of this folder, and runs the comparison.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { exitWithParent } from '../scripts/exitWithParent.ts';
import { exitOnSignals, runNode } from '../scripts/runProgram.ts';

const folder = import.meta.dirname;
const LIMIT_MS = 10 * 60_000;

interface Lock {
  readonly packages: Readonly<Record<string, { readonly version?: string; readonly optional?: boolean }>>;
}

function readLock(...file: string[]): Lock['packages'] | undefined {
  try {
    return (JSON.parse(readFileSync(path.join(folder, ...file), 'utf8')) as Lock).packages;
  } catch {
    return undefined;
  }
}

/** npm writes node_modules/.package-lock.json last, so an interrupted installation does not pass for a whole one. */
function isInstalled(): boolean {
  const actual = readLock('node_modules', '.package-lock.json');
  return Object.entries(readLock('package-lock.json') ?? {}).every(
    ([name, { version, optional }]) =>
      name === '' ||
      actual?.[name]?.version === version ||
      (optional === true && actual?.[name] === undefined),
  );
}

/** The exit code of the first step that fails. */
async function main(): Promise<number> {
  if (!isInstalled()) {
    const npm = process.env['npm_execpath'] ?? '';
    const code = await runNode([npm, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: folder });
    if (code !== 0) return code;
  }
  // The root's checks leave this folder out, for they must not need the libraries.
  const steps = [
    ['node_modules/typescript/bin/tsc', '-p', 'bench'],
    [
      'node_modules/eslint/bin/eslint.js',
      '--no-ignore',
      'bench/*.ts',
      'bench/activation/*.ts',
      'bench/candidates/*.ts',
      'bench/insertToken/*.ts',
    ],
    ['bench/compare.ts'],
  ];
  for (const step of steps) {
    const code = await runNode(step, { timeoutMs: LIMIT_MS });
    if (code !== 0) return code;
  }
  return 0;
}

exitWithParent();
exitOnSignals();
process.exit(
  await main().catch((error: unknown) => {
    console.error(error);
    return 1;
  }),
);
