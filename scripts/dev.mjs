// Runs one development task: `node scripts/dev.mjs <task> [arguments]`.
// This file must run on the Node that happens to be installed, straight after `git clone`, so it uses
// nothing but Node's own modules; everything behind it runs on the Node 24 that package.json pins.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const modules = path.join(root, 'node_modules');
const bin = path.join(modules, '.bin');
const windows = process.platform === 'win32';

let current;
let interruptedBy;

/** Each task is a list of programs, run one after the other until one fails. */
const tasks = {
  start: [['scripts/start.ts']],
  test: [['scripts/test.ts']],
  'test:unit': [['scripts/test.ts', 'unit']],
  'test:integration': [['scripts/test.ts', 'integration']],
  'test:ui': [['scripts/test.ts', 'ui']],
  'test:samples': [['scripts/testSamples.ts']],
  'test:agents': [['scripts/testAgents.ts']],
  build: [['esbuild.mjs']],
  package: [['scripts/package.ts']],
  release: [['scripts/release.ts']],
  workflows: [['scripts/workflows.ts']],
  typecheck: [['node_modules/typescript/bin/tsc', '-p', '.']],
  lint: [
    ['node_modules/eslint/bin/eslint.js', '.'],
    ['node_modules/prettier/bin/prettier.cjs', '--check', '.'],
    ['node_modules/knip/bin/knip.js'],
  ],
  format: [['node_modules/prettier/bin/prettier.cjs', '--write', '.']],
  sandbox: [['scripts/sandbox.ts']],
  bench: [['bench/main.ts']],
  screenshots: [['scripts/screenshots.ts']],
  simulate: [['scripts/simulate.ts']],
  fuzz: [['scripts/fuzz.ts']],
  compare: [['scripts/compare.ts']],
  l10n: [['scripts/l10n.ts']],
  load: [['scripts/load.ts']],
  'test:mutation': [
    [
      '--require',
      './test/mutation/preload.cjs',
      'node_modules/@stryker-mutator/core/bin/stryker.js',
      'run',
      'test/mutation/stryker.config.json',
    ],
  ],
};

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

function readLock(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
  } catch {
    return undefined;
  }
}

/** npm writes node_modules/.package-lock.json last, so an interrupted installation does not pass for a whole one. */
function isInstalled() {
  const wanted = readLock(path.join(root, 'package-lock.json'));
  const actual = readLock(path.join(modules, '.package-lock.json'));
  if (wanted === undefined) fail('package-lock.json is missing or damaged: restore it with git.');
  if (actual === undefined) return false;
  return Object.entries(wanted).every(([name, entry]) => {
    if (name === '') return true;
    const found = actual[name];
    if (found === undefined) return entry.optional === true;
    return found.version === entry.version && found.integrity === entry.integrity;
  });
}

async function install() {
  // npm replaces the Node in node_modules, so it must not run on that one.
  const { npm_execpath: npm = '', npm_node_execpath: npmNode = '' } = process.env;
  if (!npm.endsWith('npm-cli.js') || isBelow(npmNode, modules)) {
    fail('The npm packages are not those of package-lock.json: run npm ci.');
  }
  if (windows && isBelow(process.execPath, modules)) {
    fail('The npm packages have changed, and Windows does not replace the Node that is running: run npm ci.');
  }
  console.log('Installing the npm packages …');
  const pathWithoutBin = (process.env.PATH ?? '')
    .split(path.delimiter)
    .filter((entry) => path.resolve(entry) !== bin)
    .join(path.delimiter);
  const args = [npm, 'ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const code = await run(npmNode, args, pathWithoutBin);
  if (code !== 0) fail('The npm packages could not be installed: see the message of npm above.');
}

function isBelow(file, folder) {
  return path.resolve(file).startsWith(folder + path.sep);
}

function findNode() {
  const name = `${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const file = windows ? 'node.exe' : 'node';
  const packaged = [`node-${name}`, `node-bin-${name}`]
    .map((folder) => path.join(modules, folder, 'bin', file))
    .find((candidate) => existsSync(candidate));
  if (packaged !== undefined) return packaged;
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath;
  return fail(
    `There is no packaged Node for ${name}, and the one that is running is ${process.versions.node}: install Node 24.`,
  );
}

function run(program, args, searchPath) {
  const child = spawn(program, args, {
    cwd: root,
    env: { ...process.env, PATH: searchPath },
    stdio: 'inherit',
  });
  current = child;
  return new Promise((resolve) => {
    child.on('error', (error) => fail(`${program} could not be started: ${error.message}`));
    child.on('exit', (code, signal) => {
      if (interruptedBy !== undefined) process.exit(128 + constants.signals[interruptedBy]);
      resolve(code ?? 128 + constants.signals[signal]);
    });
  });
}

const [task = '', ...extra] = process.argv.slice(2);
if (!Object.hasOwn(tasks, task)) {
  fail(`Usage: node scripts/dev.mjs <task>, where task is one of: ${Object.keys(tasks).join(', ')}.`);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    interruptedBy = signal;
    current?.kill(signal);
  });
}
if (!isInstalled()) await install();
const node = findNode();
const pathWithBin = `${bin}${path.delimiter}${process.env.PATH ?? ''}`;
for (const args of tasks[task]) {
  const all = ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', ...args, ...extra];
  const code = await run(node, all, pathWithBin);
  if (code !== 0) process.exit(code);
}
