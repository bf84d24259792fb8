// Runs the checks and the rings of tests, all of them or those named as arguments, and adds up what they say.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { runTests } from '@vscode/test-electron';
import { chooseHost, serverHost, type Host } from './host/chooseHost.ts';
import { NO_INSTALL } from './host/debianPackages.ts';
import { demoFixture, logsFolder, projectRoot } from './paths.ts';
import { exitWithParent } from './exitWithParent.ts';
import { exitOnSignals, runNode } from './runProgram.ts';
import { SetupError } from './setupError.ts';
import type { Totals } from './totalsReporter.ts';
import { workbenchSettings } from '../test/ui/support/workbenchSettings.ts';

/** So that a test caught in a loop does not hold up a run for ever: several times what a quiet machine takes. */
const ringLimitMs = 20 * 60_000;
/** Each UI test waits for a real workbench to draw. */
const uiLimitMs = 45 * 60_000;

const temporary = mkdtempSync(path.join(tmpdir(), 'routee-test-'));
process.on('exit', () => {
  rmSync(temporary, { recursive: true, force: true });
});

/** A check without test cases counts as one. It runs beside tests that wait for VS Code, and those are served first. */
async function check(...programs: readonly (readonly string[])[]): Promise<Totals> {
  for (const args of programs) {
    if ((await runNode(args, { isPatient: true })) !== 0) return { passed: 0, failed: 1 };
  }
  return { passed: 1, failed: 0 };
}

/** A ring that crashed, or ran nothing, counts as one failure even if no test failed. */
async function suite(name: string, start: (totalsFile: string) => Promise<boolean>): Promise<Totals> {
  const totalsFile = path.join(temporary, `${name}.json`);
  let succeeded = false;
  try {
    succeeded = await start(totalsFile);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
  }
  let totals: Totals;
  try {
    totals = JSON.parse(readFileSync(totalsFile, 'utf8')) as Totals;
  } catch {
    totals = { passed: 0, failed: 0 };
  }
  const empty = totals.passed + totals.failed === 0;
  if (empty) console.error(`The ${name} tests did not run.`);
  const failed = totals.failed === 0 && (empty || !succeeded) ? 1 : totals.failed;
  return { ...totals, failed };
}

function mocha(
  name: string,
  config: string,
  { timeoutMs = ringLimitMs, jobs }: { timeoutMs?: number; jobs?: number } = {},
): Promise<Totals> {
  return suite(name, async (totalsFile) => {
    const code = await runNode(
      [
        'node_modules/mocha/bin/mocha.js',
        ...['--config', config, '--reporter', 'scripts/totalsReporter.ts'],
        ...(jobs === undefined ? [] : ['--jobs', String(jobs)]),
      ],
      {
        // Windows of VS Code leave files behind, which go with the run.
        env: { ...process.env, TMPDIR: temporary, ROUTEE_TOTALS_FILE: totalsFile },
        timeoutMs,
        // mocha may run the unit tests in a process of its own; the UI tests tidy up when they are interrupted.
        guarded: name === 'unit',
      },
    );
    return code === 0;
  });
}

function integration(host: Host): Promise<Totals> {
  return suite('integration', async (totalsFile) => {
    for (const flags of [[], ['--tests']]) {
      if ((await runNode(['esbuild.mjs', ...flags])) !== 0) return false;
    }
    // Outside of this repository: tests write files there, and ask Git about them.
    const workspace = path.join(temporary, 'workspace');
    cpSync(demoFixture, workspace, { recursive: true });
    const user = path.join(temporary, 'user-data', 'User');
    mkdirSync(user, { recursive: true });
    writeFileSync(path.join(user, 'settings.json'), JSON.stringify(workbenchSettings('dark')));
    const tests = runTests({
      vscodeExecutablePath: host.executable,
      extensionDevelopmentPath: projectRoot,
      extensionTestsPath: path.join(projectRoot, 'dist-test', 'integration', 'index.js'),
      launchArgs: [
        workspace,
        `--user-data-dir=${path.join(temporary, 'user-data')}`,
        `--extensions-dir=${path.join(temporary, 'extensions')}`,
      ],
      extensionTestsEnv: { ROUTEE_TOTALS_FILE: totalsFile, ROUTEE_TEST_FOLDER: temporary },
    });
    // What it started ends with this process.
    const late = delay(ringLimitMs, 'late', { ref: false });
    try {
      if ((await Promise.race([tests, late])) === 'late') throw new Error('The tests took too long.');
    } catch (error) {
      const logs = path.join(temporary, 'user-data', 'logs');
      if (existsSync(logs)) cpSync(logs, logsFolder, { recursive: true });
      throw error;
    }
    return true;
  });
}

/** Drives the packaged extension in VS Code's server, whichever host runs the integration tests. */
async function ui(): Promise<Totals> {
  await serverHost();
  if ((await runNode(['scripts/package.ts'])) !== 0) {
    console.error('The UI tests did not run, for the package they drive could not be made.');
    return { passed: 0, failed: 1 };
  }
  // A test waits for its window half of the time: two of them keep two cores busy.
  const jobs = Math.max(2, Math.floor(availableParallelism() / 2));
  return mocha('UI', 'test/ui/.mocharc.json', { timeoutMs: uiLimitMs, jobs });
}

const rings = ['typecheck', 'lint', 'format', 'unit', 'integration', 'ui'] as const;
type Ring = (typeof rings)[number];

function startRing(ring: Ring, host: Host | undefined): Promise<Totals> {
  switch (ring) {
    case 'typecheck':
      return check(['node_modules/typescript/bin/tsc', '-p', '.']);
    case 'lint':
      return check(['node_modules/eslint/bin/eslint.js', '.'], ['node_modules/knip/bin/knip.js']);
    case 'format':
      return check(['node_modules/prettier/bin/prettier.cjs', '--check', '.']);
    case 'unit':
      return mocha('unit', '.mocharc.json');
    case 'integration':
      if (host === undefined) throw new Error('The integration tests take a host.');
      return integration(host);
    case 'ui':
      return ui();
  }
}

function chosenRings(): readonly Ring[] {
  const chosen = process.argv.slice(2).filter((argument) => argument !== NO_INSTALL);
  const unknown = chosen.find((name) => !rings.some((ring) => ring === name));
  if (unknown !== undefined) {
    throw new SetupError(`There is no ring "${unknown}", only: ${rings.join(', ')}.`);
  }
  if (chosen.length > 0) return rings.filter((ring) => chosen.includes(ring));
  if (process.platform !== 'win32') return rings;
  console.log(
    'The UI tests are not run: VS Code’s server, which they drive, cannot be installed on Windows.',
  );
  return rings.filter((ring) => ring !== 'ui');
}

/**
 * Rings that run at the same time, in lines of one after the other. The unit tests leave a core to the checks, which give
 * way to them. Integration and UI tests side by side take as long as one after the other: windows of VS Code take all there is.
 */
function sideBySide(chosen: readonly Ring[]): (readonly Ring[])[][] {
  const only = (...names: readonly Ring[]): Ring[] => chosen.filter((ring) => names.includes(ring));
  return [[only('unit'), only('typecheck', 'lint', 'format')], [only('integration')], [only('ui')]]
    .map((together) => together.filter((line) => line.length > 0))
    .filter((together) => together.length > 0);
}

async function main(): Promise<number> {
  const chosen = chosenRings();
  const host = chosen.includes('integration') ? await chooseHost() : undefined;
  if (host !== undefined) console.log(`host: ${host.description}`);

  const results = new Map<Ring, Totals>();
  for (const together of sideBySide(chosen)) {
    console.log(`\n── ${together.map((line) => line.join(', ')).join(' beside ')} ──`);
    await Promise.all(
      together.map(async (line) => {
        for (const ring of line) results.set(ring, await startRing(ring, host));
      }),
    );
  }

  console.log('\nTypecheck, lint and format count as one each.');
  let passed = 0;
  let failed = 0;
  for (const ring of chosen) {
    const totals = results.get(ring) ?? { passed: 0, failed: 1 };
    console.log(`${ring}: ${totals.passed} passed, ${totals.failed} failed`);
    for (const title of totals.failures ?? []) console.log(`✗ ${ring}: ${title}`);
    passed += totals.passed;
    failed += totals.failed;
  }
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

exitWithParent();
exitOnSignals();
process.exit(
  await main().catch((error: unknown) => {
    console.error(error instanceof SetupError ? error.message : error);
    return 1;
  }),
);
