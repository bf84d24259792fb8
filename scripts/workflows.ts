// Runs every `run:` line of the workflows that is for Linux, as it stands, in a clean clone. What is published arrives
// at a server on this machine. `--without PATTERN` leaves out the lines that match.
import { execFileSync } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { exitWithParent } from './exitWithParent.ts';
import { isOnPath } from './host/debianPackages.ts';
import { projectRoot } from './paths.ts';
import { exitOnSignals, runProgram } from './runProgram.ts';
import { readWorkflow, type Job } from './workflows/readWorkflow.ts';
import { startMarkets, writePrograms, type Markets } from './workflows/standIns.ts';

const { without } = parseArgs({ options: { without: { type: 'string', default: '^$' } } }).values;
const temporary = mkdtempSync(path.join(tmpdir(), 'routee-workflows-'));
process.on('exit', () => rmSync(temporary, { recursive: true, force: true }));
const clone = path.join(temporary, 'clone');
const programs = path.join(temporary, 'bin');
const outputsFile = path.join(temporary, 'outputs');

/** The environment of a line, without what npm and this project's own packages have put into ours. */
function environment(markets: Markets, version: string): Record<string, string | undefined> {
  const own = Object.entries(process.env).filter(([name]) => !/^npm_(?!config_)/i.test(name));
  const searched = (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .filter((folder) => !folder.startsWith(projectRoot));
  return {
    ...Object.fromEntries(own),
    PATH: [programs, ...searched].join(path.delimiter),
    GITHUB_REF_NAME: `v${version}`,
    GITHUB_OUTPUT: outputsFile,
    VSCE_MARKETPLACE_URL: markets.url,
    OVSX_REGISTRY_URL: markets.url,
    OVSX_ID_TOKEN: 'stand-in',
  };
}

/** The value of an expression here: the last one of a matrix, the output of a step by its name, else a word. */
function valueOf(value: string | { readonly expr: string }, { strategy }: Job): string {
  if (typeof value === 'string') return value;
  const name = value.expr.split('.').at(-1) ?? '';
  if (value.expr.startsWith('matrix.')) return strategy?.matrix?.[name]?.at(-1) ?? '';
  const found = new RegExp(`^${name}=(.*)$`, 'm').exec(readFileSync(outputsFile, 'utf8'))?.[1];
  return found ?? 'stand-in';
}

/** Clones what is committed, and gives it what its owner has yet to give. */
function makeClone(): string {
  execFileSync('git', ['clone', '--quiet', projectRoot, clone]);
  const file = path.join(clone, 'package.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as { version: string };
  const repository = 'https://github.com/example/routee-auth';
  writeFileSync(file, `${JSON.stringify({ repository, ...manifest }, undefined, 2)}\n`);
  return manifest.version;
}

async function runLine(run: string, env: Record<string, string | undefined>): Promise<boolean> {
  const start = performance.now();
  console.log(`\n$ ${run.trim()}`);
  const code = await runProgram('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', run], {
    cwd: clone,
    env,
  });
  console.log(`→ exit code ${code} after ${((performance.now() - start) / 1000).toFixed(1)} s`);
  return code === 0;
}

async function main(): Promise<number> {
  mkdirSync(programs);
  writeFileSync(outputsFile, '');
  const names = writePrograms(programs, isOnPath);
  const markets = await startMarkets();
  const env = environment(markets, makeClone());
  console.log(`Stand-ins: ${names.join(', ')}, both markets, ROUTEE_HOST=server, "repository".`);
  let failed = 0;
  const done = new Set<string>();
  for (const file of globSync('.github/workflows/*.yml', { cwd: projectRoot }).sort()) {
    const workflow = await readWorkflow(path.join(projectRoot, file));
    for (const problem of workflow.problems) {
      console.error(problem);
      failed++;
    }
    for (const job of workflow.jobs) {
      console.log(`\n── ${path.basename(file)}: ${job.id} ──`);
      for (const { run, if: condition, ...step } of job.steps) {
        if (run === undefined) continue;
        const isElsewhere = condition.expr.includes("!= 'Linux'");
        if (isElsewhere || new RegExp(without).test(run) || done.has(run)) {
          const why = isElsewhere ? 'not for Linux' : done.has(run) ? 'was run' : 'is left out';
          console.log(`\n$ ${run.trim()}\n→ ${why}`);
          continue;
        }
        done.add(run);
        const own = Object.entries({ ...workflow.env, ...job.env, ...step.env });
        const values = Object.fromEntries(own.map(([name, value]) => [name, valueOf(value, job)]));
        // A desktop VS Code cannot be downloaded everywhere; CI has one.
        if (!(await runLine(run, { ...env, ...values, ROUTEE_HOST: 'server' }))) failed++;
      }
    }
  }
  const vsix = readFileSync(path.join(clone, 'routee-auth.vsix'));
  for (const market of ['Visual Studio Marketplace', 'Open VSX']) {
    const isThere = markets.uploads.get(market)?.equals(vsix) === true;
    console.log(`${market}: ${isThere ? `the package arrived, ${vsix.length} bytes` : 'no package arrived'}`);
    if (!isThere) failed++;
  }
  markets.close();
  console.log(`${done.size - failed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

exitWithParent();
exitOnSignals();
process.exit(await main());
