// 1,000 applications in a real workbench: how quickly the tree opens, what the extension host costs while nothing is
// done, and, for as many minutes as the argument says (default 1), with a server that fails now and then.
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { faults, startRouteeSandbox } from '../test/support/routeeSandbox.ts';
import { eventually } from '../test/ui/support/eventually.ts';
import { launchWorkbench } from '../test/ui/support/launchWorkbench.ts';
import { sandboxSettings } from '../test/ui/support/sandboxUser.ts';
import type { Workbench } from '../test/ui/support/workbench.ts';
import { installVsix } from './host/installVsix.ts';
import { serverHost } from './host/chooseHost.ts';
import { timeSpentIn } from './cpuProfile.ts';
import { exitWithParent } from './exitWithParent.ts';
import { uiExtensionsFolder } from './paths.ts';
import { runNode } from './runProgram.ts';
import { SetupError } from './setupError.ts';

const APPLICATIONS = 1000;
const OPEN_LIMIT_MS = 500;
const IDLE_LIMIT_PERCENT = 0.5;
const MINUTE_MS = 60_000;
/** Of the kernel's accounting. */
const TICK_MS = 10;

interface Process {
  readonly cpuMs: number;
  readonly residentMb: number;
}

function read(pid: number): Process {
  const [, rest = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
  const { 11: user, 12: system } = rest.split(' ');
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return {
    cpuMs: (Number(user) + Number(system)) * TICK_MS,
    residentMb: Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024,
  };
}

let missed = 0;

function say(what: string, value: number, unit: string, limit?: number): void {
  const isMissed = limit !== undefined && value > limit;
  if (isMissed) missed += 1;
  const goal = limit === undefined ? '' : ` (goal: at most ${limit} ${unit}${isMissed ? ', missed' : ''})`;
  console.log(`${what}: ${value.toFixed(unit === '%' ? 2 : 0)} ${unit}${goal}`);
}

function hostOf(workbench: Workbench): number {
  const pid = workbench.extensionHostPid();
  if (pid === undefined) throw new Error('There is no extension host.');
  return pid;
}

/** What the host costs in these minutes, with all other extensions in it. */
async function costOfHost(workbench: Workbench, what: string, minutes: number): Promise<void> {
  const pid = hostOf(workbench);
  const before = read(pid);
  await delay(minutes * MINUTE_MS);
  const after = read(pid);
  say(`${what}, processor`, ((after.cpuMs - before.cpuMs) / (minutes * MINUTE_MS)) * 100, '%');
  say(`${what}, memory at the end`, after.residentMb, 'MB');
  say(`${what}, growth of memory`, after.residentMb - before.residentMb, 'MB');
}

/** What the extension alone costs of that, by samples, which cost something themselves. */
async function costOfExtension(workbench: Workbench, what: string, minutes: number): Promise<void> {
  const oursMs = await timeSpentIn('routee-auth', hostOf(workbench), () => delay(minutes * MINUTE_MS));
  say(`${what}, processor`, (oursMs / (minutes * MINUTE_MS)) * 100, '%', IDLE_LIMIT_PERCENT);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function main(minutes: number): Promise<void> {
  if (process.platform !== 'linux')
    throw new SetupError('The load is measured by /proc, which only Linux has.');
  await serverHost();
  if ((await runNode(['scripts/package.ts'])) !== 0) throw new SetupError('There is no package to measure.');
  await installVsix(uiExtensionsFolder);
  const sandbox = await startRouteeSandbox();
  const pairs = Array.from({ length: APPLICATIONS }, (_, index) => {
    const application = { id: `load${index}`, secret: `S3cret${index}`, lifetimeSeconds: 3600 };
    sandbox.addApplication(application);
    const prefix = `A${String(index).padStart(4, '0')}_ROUTEE_APPLICATION`;
    return `${prefix}_ID=${application.id}\n${prefix}_SECRET=${application.secret}\n`;
  });
  const workbench = await launchWorkbench({
    settings: sandboxSettings(sandbox),
    workspaceFiles: { '.env': pairs.join('') },
  });
  try {
    await workbench.routee.open();
    await delay(10_000);
    await costOfHost(workbench, 'an idle minute of the extension host, without applications', 1);
    await workbench.runCommand('Routee: Import Applications…');
    await eventually('the file', async () => (await workbench.quickInput.labels()).includes('.env'));
    await workbench.quickInput.pick('.env');
    await workbench.quickInput.waitFor('Select the applications');
    const imported = await timed(async () => {
      await workbench.quickInput.enter();
      const deadline = Date.now() + 10 * MINUTE_MS;
      while (sandbox.exchangeCount() < APPLICATIONS) {
        if (Date.now() > deadline) throw new Error('The import takes too long.');
        await delay(100);
      }
      await workbench.notification(/^Imported from/);
    });
    say(`${APPLICATIONS} applications imported, each checked by an exchange`, imported, 'ms');
    await workbench.reload();
    await workbench.page.locator('.part.sidebar').waitFor();
    await delay(10_000);
    const tab = workbench.page.locator('.part.activitybar .action-item[role="tab"]');
    await tab.first().click();
    const opened = await timed(async () => {
      await tab.filter({ has: workbench.page.locator('[aria-label^="Routee"]') }).click();
      await workbench.page
        .locator('.part.sidebar .monaco-list-row', { hasText: 'expires in' })
        .first()
        .waitFor();
    });
    say('the tree opens', opened, 'ms', OPEN_LIMIT_MS);
    const scrolled = await timed(async () => {
      await workbench.page.locator('.part.sidebar .monaco-list').first().focus();
      await workbench.page.keyboard.press('End');
      await workbench.routee.waitForRow(/^A0999/);
    });
    say('the last row is there', scrolled, 'ms');
    await costOfHost(workbench, 'an idle minute of the extension host, with them', 1);
    await costOfExtension(workbench, 'of it Routee Auth, in another idle minute', 1);
    const failing = setInterval(() => {
      sandbox.failNext(5, faults.destroy);
    }, 5000);
    await costOfHost(workbench, `${minutes} min with failures`, minutes);
    clearInterval(failing);
    await workbench.screenshot('load');
  } finally {
    await workbench.close();
    await sandbox.close();
  }
}

exitWithParent();
try {
  await main(Number(process.argv[2] ?? '1'));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  missed += 1;
}
process.exit(missed === 0 ? 0 : 1);
