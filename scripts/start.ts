// Starts the sandbox and VS Code with the extension and a demo workspace, until Ctrl-C.
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { defaultApplication, startRouteeSandbox, type RouteeSandbox } from '../test/support/routeeSandbox.ts';
import { chooseHost, type Host } from './host/chooseHost.ts';
import { installVsix } from './host/installVsix.ts';
import { startServer, type VscodeServer } from './host/startServer.ts';
import { cacheRoot, demoFixture, projectRoot } from './paths.ts';
import { exitWithParent } from './exitWithParent.ts';
import { exitOnSignals, runProgram, runQuietly } from './runProgram.ts';
import { SetupError } from './setupError.ts';

/** Kept from one start to the next, so that what was entered yesterday is still there. */
const home = path.join(cacheRoot, 'start');
const userDataDir = path.join(home, 'user-data');
const workspaceDir = path.join(home, 'demo');
// The same ones every time: a browser keeps secrets by address, and the settings and requests name the sandbox's.
const usualSandboxPort = 8790;
const usualServerPort = 8791;

let sandbox: RouteeSandbox | undefined;
let server: VscodeServer | undefined;

async function usualOrAnyPort(port: number): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>();
  const probe = createServer();
  probe.once('error', () => {
    resolve(0);
  });
  probe.listen(port, '127.0.0.1', () => {
    probe.close(() => {
      resolve(port);
    });
  });
  return promise;
}

function prepareWorkspace(apiUrl: string): void {
  const requests = path.join(workspaceDir, 'requests.http');
  if (!existsSync(requests)) cpSync(demoFixture, workspaceDir, { recursive: true });
  const text = readFileSync(requests, 'utf8');
  writeFileSync(requests, text.replace(/^@apiUrl = .*$/m, `@apiUrl = ${apiUrl}`));
}

function prepareSettings({ authUrl, apiUrl }: RouteeSandbox): void {
  const file = path.join(userDataDir, 'User', 'settings.json');
  let settings: Record<string, unknown> = { 'workbench.startupEditor': 'none' };
  try {
    settings = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  } catch {
    // The first start, or a file with comments in it: the settings that matter are written below.
  }
  mkdirSync(path.dirname(file), { recursive: true });
  const text = JSON.stringify(
    { ...settings, 'routee.authUrl': authUrl, 'routee.apiUrl': apiUrl },
    undefined,
    2,
  );
  writeFileSync(file, text);
}

function printWhatToEnter(opened: string): void {
  console.log(`
${opened}
Press F1, run "Routee: Get Token", and enter:

  application id      ${defaultApplication.id}
  application secret  ${defaultApplication.secret}

Then open requests.http. Nothing here reaches the real Routee. Ctrl-C ends it.
`);
}

async function runInBrowser(): Promise<number> {
  if (!(await runQuietly(['scripts/package.ts']))) return 1;
  const extensionsDir = path.join(home, 'extensions');
  await installVsix(extensionsDir);
  server = await startServer({
    userDataDir,
    serverDataDir: path.join(home, 'server-data'),
    extensionsDir,
    port: await usualOrAnyPort(usualServerPort),
  });
  printWhatToEnter(`Open in a browser: ${server.url}/?folder=${encodeURIComponent(workspaceDir)}`);
  console.error(await server.ended);
  return 1;
}

async function runOnDesktop(host: Host): Promise<number> {
  if (!(await runQuietly(['esbuild.mjs']))) return 1;
  printWhatToEnter('A VS Code window opens with the extension and the demo workspace.');
  return runProgram(host.executable, [
    workspaceDir,
    `--extensionDevelopmentPath=${projectRoot}`,
    `--user-data-dir=${userDataDir}`,
    `--extensions-dir=${path.join(home, 'desktop-extensions')}`,
    '--disable-workspace-trust',
    '--disable-updates',
    '--skip-welcome',
    '--skip-release-notes',
    '--new-window',
    '--wait',
  ]);
}

async function main(): Promise<number> {
  const host = await chooseHost();
  console.log(`host: ${host.description}`);
  sandbox = await startRouteeSandbox({ port: await usualOrAnyPort(usualSandboxPort) });
  prepareWorkspace(sandbox.apiUrl);
  prepareSettings(sandbox);
  return host.kind === 'server' ? runInBrowser() : runOnDesktop(host);
}

exitWithParent();
exitOnSignals(async () => {
  await Promise.all([server?.stop(), sandbox?.close()]);
});
process.exit(
  await main().catch((error: unknown) => {
    console.error(error instanceof SetupError ? error.message : error);
    return 1;
  }),
);
