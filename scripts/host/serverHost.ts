// "The VS Code executable" where no desktop VS Code is to be had: takes the flags that test-electron passes, runs
// the tests in the extension host of VS Code's server with Chromium as its window, and exits with their code.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { format } from 'node:util';
import { exitWithParent } from '../exitWithParent.ts';
import { exitOnSignals } from '../runProgram.ts';
import { linkBuiltinExtensions } from './builtinExtensions.ts';
import { launchChromium } from './chromium.ts';
import { startServer, type VscodeServer } from './startServer.ts';

// What VS Code itself writes to the console that the tests share with it.
const noise = [
  /ENOTFOUND|EAI_AGAIN|marketplace|gallery|service ?worker/i,
  /^(Resolving|Resolved) connection token|^Creating a socket|^Updating additional builtin/,
  /^\[(AgentHost|reconnection-grace-time|ChatModelSelection|AccountPolicyGate|DefaultAccount|chat-stt)/,
  /waiting for authentication provider/,
];

let server: VscodeServer | undefined;

interface HostArguments {
  readonly flags: ReadonlyMap<string, string>;
  readonly folder: string | undefined;
}

function parseArguments(args: readonly string[]): HostArguments {
  const flags = new Map<string, string>();
  let folder: string | undefined;
  for (const argument of args) {
    const match = /^--([^=]+)=?(.*)$/.exec(argument);
    if (match?.[1] === undefined) folder ??= path.resolve(argument);
    else flags.set(match[1], match[2] ?? '');
  }
  return { flags, folder };
}

function required(flags: HostArguments['flags'], name: string): string {
  const value = flags.get(name);
  if (value === undefined || value === '') throw new Error(`--${name}=<path> is missing.`);
  return path.resolve(value);
}

function pageAddress(server: VscodeServer, { flags, folder }: HostArguments): string {
  const remote = (file: string): string => `vscode-remote://127.0.0.1:${server.port}${file}`;
  const payload = ['extensionDevelopmentPath', 'extensionTestsPath'].map((name) => [
    name,
    remote(required(flags, name)),
  ]);
  const query = new URLSearchParams({ payload: JSON.stringify(payload) });
  if (folder === undefined) query.set('ew', 'true');
  else query.set('folder', folder);
  return `${server.url}/?${query.toString()}`;
}

function printConsoleLine(...values: unknown[]): void {
  const text = format(...values);
  if (!noise.some((pattern) => pattern.test(text))) console.log(text);
}

async function runTestsInPage(
  server: VscodeServer,
  profileFolder: string,
  parsed: HostArguments,
): Promise<number> {
  // A small page is drawn sooner, and nobody looks at this one.
  const context = await launchChromium({ profileFolder, viewport: { width: 640, height: 400 } });
  try {
    const outcome = Promise.withResolvers<number>();
    const page = context.pages()[0] ?? (await context.newPage());
    await page.exposeFunction('codeAutomationLog', (_type: string, values: unknown[]) => {
      printConsoleLine(...values);
    });
    await page.exposeFunction('codeAutomationExit', (code: number) => {
      outcome.resolve(code);
    });
    page.on('crash', () => {
      outcome.reject(new Error('The browser page crashed.'));
    });
    page.on('close', () => {
      outcome.reject(new Error('The browser page was closed.'));
    });
    void server.ended.then((output) => {
      outcome.reject(new Error(`VS Code’s server ended before the tests did:\n${output}`));
    });
    const [code] = await Promise.all([outcome.promise, page.goto(pageAddress(server, parsed))]);
    return code;
  } finally {
    await context.close();
  }
}

async function main(): Promise<number> {
  const parsed = parseArguments(process.argv.slice(2));
  const temporary = mkdtempSync(path.join(tmpdir(), 'routee-host-'));
  process.on('exit', () => {
    rmSync(temporary, { recursive: true, force: true });
  });
  server = await startServer({
    userDataDir: parsed.flags.get('user-data-dir') ?? path.join(temporary, 'user-data'),
    serverDataDir: path.join(temporary, 'server-data'),
    builtinExtensionsDir: linkBuiltinExtensions(path.join(temporary, 'builtin')),
    smokeTestDriver: true,
  });
  try {
    return await runTestsInPage(server, path.join(temporary, 'chromium'), parsed);
  } finally {
    await server.stop();
  }
}

exitOnSignals(() => server?.stop());
exitWithParent();

process.exit(
  await main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  }),
);
