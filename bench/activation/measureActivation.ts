import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { build } from 'esbuild';
import { launchChromium } from '../../scripts/host/chromium.ts';
import { installVsix } from '../../scripts/host/installVsix.ts';
import { startServer } from '../../scripts/host/startServer.ts';
import { ensureVscodeServer, serverMain } from '../../scripts/host/vscodeServer.ts';
import { runQuietly } from '../../scripts/runProgram.ts';
import { median } from '../statistics.ts';
import type { ActivationTimes } from './timedMain.ts';

/** Besides the first one, which finds no file in the system's cache. */
const ACTIVATION_REPEATS = 15;
const PEER_FOLDER = 'github-authentication';
const LIMIT_MS = 60_000;

/** Of one extension host, which started both. */
export interface ActivationRepeat {
  readonly own: ActivationTimes;
  readonly peer: ActivationTimes;
}

/**
 * Has VS Code's server start our packaged extension and `vscode.github-authentication`, each when it always does, in one
 * extension host after another, all new processes. Both get the same few lines around their `main`, which time them;
 * their code is what users have.
 */
export async function measureActivation(): Promise<readonly ActivationRepeat[]> {
  await ensureVscodeServer();
  if (!(await runQuietly(['scripts/package.ts']))) throw new Error('The extension was not packaged.');
  const root = mkdtempSync(path.join(tmpdir(), 'routee-activation-'));
  try {
    return await measureIn(root);
  } finally {
    rmSync(root, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** The medians of both parts and of their sum. */
export function describeActivation(times: readonly ActivationTimes[]): string {
  const of = (value: (one: ActivationTimes) => number): string =>
    median(times.map(value)).toFixed(1).padStart(6);
  const load = of((one) => one.load);
  const activate = of((one) => one.activate);
  return `${load} +${activate} ms, together ${of((one) => one.load + one.activate).trim()} ms`;
}

async function measureIn(root: string): Promise<readonly ActivationRepeat[]> {
  const folder = (...names: string[]): string => path.join(root, ...names);
  const peerSource = path.join(path.dirname(serverMain), '..', 'extensions', PEER_FOLDER);
  cpSync(peerSource, folder('builtin', PEER_FOLDER), { recursive: true });
  await installVsix(folder('extensions'));
  const [ownFolder = ''] = readdirSync(folder('extensions')).filter((name) => name.startsWith('routee-auth'));
  await wrapMain(folder('builtin', PEER_FOLDER));
  await wrapMain(folder('extensions', ownFolder));

  mkdirSync(folder('user-data', 'User'), { recursive: true });
  writeFileSync(
    folder('user-data', 'User', 'settings.json'),
    JSON.stringify({ 'workbench.startupEditor': 'none', 'telemetry.telemetryLevel': 'off' }),
  );
  const file = folder('times');
  writeFileSync(file, '');
  const server = await startServer({
    userDataDir: folder('user-data'),
    serverDataDir: folder('server-data'),
    extensionsDir: folder('extensions'),
    builtinExtensionsDir: folder('builtin'),
    env: { ...process.env, ROUTEE_ACTIVATION_FILE: file },
  });
  try {
    const browser = await launchChromium({ profileFolder: folder('profile') });
    try {
      for (let repeat = 0; repeat <= ACTIVATION_REPEATS; repeat += 1) {
        const page = await browser.newPage();
        await page.goto(`${server.url}/?ew=true`);
        await waitForLines(file, 2 * (repeat + 1));
        await page.close();
      }
    } finally {
      await browser.close();
    }
  } finally {
    await server.stop();
  }
  const times = lines(file).map((line) => JSON.parse(line) as ActivationTimes);
  const own = times.filter(({ extension }) => extension === ownFolder);
  const peer = times.filter(({ extension }) => extension === PEER_FOLDER);
  return own.flatMap((one, repeat) => {
    const other = peer[repeat];
    if (other === undefined) throw new Error('An extension host has started only one of the two.');
    return repeat === 0 ? [] : [{ own: one, peer: other }];
  });
}

/** Makes VS Code start an extension through timedMain.ts. */
async function wrapMain(folder: string): Promise<void> {
  const file = path.join(folder, 'package.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, unknown>>;
  await build({
    entryPoints: [path.join(import.meta.dirname, 'timedMain.ts')],
    outfile: path.join(folder, 'timedMain.cjs'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    define: { realMain: JSON.stringify(manifest['main']) },
    logLevel: 'error',
  });
  writeFileSync(file, JSON.stringify({ ...manifest, main: './timedMain.cjs' }));
}

async function waitForLines(file: string, count: number): Promise<void> {
  const end = Date.now() + LIMIT_MS;
  while (lines(file).length < count) {
    if (Date.now() > end) throw new Error('The extension host has not started both extensions.');
    await delay(100);
  }
}

function lines(file: string): string[] {
  return readFileSync(file, 'utf8').split('\n').slice(0, -1);
}
