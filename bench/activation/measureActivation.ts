import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { launchChromium } from '../../scripts/host/chromium.ts';
import { installVsix } from '../../scripts/host/installVsix.ts';
import { packExtension } from '../../scripts/host/packExtension.ts';
import { startServer } from '../../scripts/host/startServer.ts';
import { ensureVscodeServer } from '../../scripts/host/vscodeServer.ts';
import { runNode } from '../../scripts/runProgram.ts';
import type { ActivationTimes } from './probe/extension.ts';

export const OURS = 'routee-auth.routee-auth';
export const PEER = 'vscode.github-authentication';
/** Besides the first one, which finds no file in the system's cache. */
const REPEATS = 14;
const LIMIT_MS = 60_000;

/** Of one extension host, which started both. */
export type ActivationRepeat = Readonly<Record<typeof OURS | typeof PEER, ActivationTimes>>;

/** Starts our packaged extension and a built-in one in one extension host after another, each a new process. */
export async function measureActivation(): Promise<readonly ActivationRepeat[]> {
  await ensureVscodeServer();
  let output = '';
  const onOutput = (text: string): string => (output += text);
  if ((await runNode(['scripts/package.ts'], { inheritOutput: false, onOutput })) !== 0) {
    throw new Error(`The extension was not packaged:\n${output}`);
  }
  const root = mkdtempSync(path.join(tmpdir(), 'routee-activation-'));
  try {
    return await measureIn(root);
  } finally {
    rmSync(root, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function measureIn(root: string): Promise<readonly ActivationRepeat[]> {
  const folder = (name: string): string => path.join(root, name);
  for (const name of ['packed', 'user-data/User']) mkdirSync(folder(name), { recursive: true });
  const probe = await packExtension(path.join(import.meta.dirname, 'probe'), folder('packed'));
  await installVsix(folder('extensions'), [probe]);
  writeFileSync(
    folder('user-data/User/settings.json'),
    JSON.stringify({ 'workbench.startupEditor': 'none', 'chat.disableAIFeatures': true }),
  );
  const file = folder('times.jsonl');
  writeFileSync(file, '');
  const server = await startServer({
    userDataDir: folder('user-data'),
    serverDataDir: folder('server-data'),
    extensionsDir: folder('extensions'),
    env: {
      ...process.env,
      ROUTEE_ACTIVATION_FILE: file,
      ROUTEE_ACTIVATION_IDS: `${OURS},${PEER}`,
    },
  });
  try {
    const browser = await launchChromium({ profileFolder: folder('profile') });
    try {
      for (let repeat = 0; repeat <= REPEATS; repeat += 1) {
        const page = await browser.newPage();
        await page.goto(`${server.url}/?ew=true`);
        await waitForLine(file, repeat);
        await page.close();
      }
    } finally {
      await browser.close();
    }
  } finally {
    await server.stop();
  }
  return lines(file).slice(1).map(readRepeat);
}

async function waitForLine(file: string, index: number): Promise<void> {
  const end = Date.now() + LIMIT_MS;
  while (lines(file)[index] === undefined) {
    if (Date.now() > end) throw new Error('The extension host has not started the probe.');
    await delay(100);
  }
}

function lines(file: string): string[] {
  return readFileSync(file, 'utf8').split('\n').slice(0, -1);
}

function readRepeat(line: string): ActivationRepeat {
  const times = JSON.parse(line) as Readonly<Record<string, ActivationTimes | string>>;
  const of = (id: string): ActivationTimes => {
    const one = times[id];
    if (typeof one !== 'object') throw new Error(one ?? `${id} was not measured.`);
    return one;
  };
  return { [OURS]: of(OURS), [PEER]: of(PEER) };
}
