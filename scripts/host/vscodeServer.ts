import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cacheRoot } from '../paths.ts';
import { runProgram } from '../runProgram.ts';
import { SetupError } from '../setupError.ts';
import { ensureSystemPackages } from './debianPackages.ts';

const codeServerVersion = '4.139.1';
/** Native modules are compiled, so another Node ABI or another machine takes another folder. */
const folderName = `code-server-${codeServerVersion}-${process.platform}-${process.arch}-abi${process.versions.modules}`;
const folder = path.join(cacheRoot, folderName);
const vscodeFolder = path.join(folder, 'node_modules', 'code-server', 'lib', 'vscode');

export const serverMain = path.join(vscodeFolder, 'out', 'server-main.js');

export function describeServer(): string {
  const { version } = JSON.parse(readFileSync(path.join(vscodeFolder, 'package.json'), 'utf8')) as {
    version: string;
  };
  return `VS Code server ${version} (code-server ${codeServerVersion})`;
}

function installEnvironment(): NodeJS.ProcessEnv {
  const nodeFolder = path.dirname(process.execPath);
  // npm run says in the environment which project and which Node (the machine's own) it runs for: not true here.
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^npm_(?!config_)|^npm_config_(user_agent|local_prefix)$/i.test(name),
  );
  const env: NodeJS.ProcessEnv = {
    ...Object.fromEntries(inherited),
    PATH: `${nodeFolder}${path.delimiter}${process.env['PATH'] ?? ''}`,
  };
  const headers = path.resolve(nodeFolder, '..');
  if (existsSync(path.join(headers, 'include', 'node', 'node.h'))) env['npm_config_nodedir'] = headers;
  return env;
}

async function installInto(target: string): Promise<void> {
  const manifest = {
    private: true,
    dependencies: { 'code-server': codeServerVersion },
    allowScripts: { 'code-server': true, argon2: true },
  };
  writeFileSync(path.join(target, 'package.json'), JSON.stringify(manifest));

  const started = Date.now();
  const seconds = (): string => `${Math.round((Date.now() - started) / 1000)} s`;
  const ticker = setInterval(() => {
    console.log(`  … still installing (${seconds()})`);
  }, 60_000);
  let output = '';
  try {
    const code = await runProgram('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: target,
      env: installEnvironment(),
      inheritOutput: false,
      guarded: true,
      onOutput: (text) => (output += text),
    });
    if (code !== 0) {
      throw new SetupError(`${output}\ncode-server ${codeServerVersion} could not be installed (see above).`);
    }
  } finally {
    clearInterval(ticker);
  }
  console.log(`  installed in ${seconds()}`);
}

/** Makes sure that VS Code's server and the programs around it are there; quick when they are. */
export async function ensureVscodeServer(): Promise<void> {
  const installed = existsSync(serverMain);
  if (!installed && process.platform === 'win32') {
    throw new SetupError(
      'VS Code’s server cannot be installed on Windows: use WSL, or set VSCODE_EXECUTABLE_PATH to a VS Code.',
    );
  }
  await ensureSystemPackages(!installed);
  if (installed) return;

  console.log(
    `Installing VS Code’s server (code-server ${codeServerVersion}); this takes about two minutes …`,
  );
  for (const leftover of globSync(path.join(cacheRoot, 'installing-*'))) {
    rmSync(leftover, { recursive: true, force: true });
  }
  const temporary = path.join(cacheRoot, `installing-${process.pid}`);
  mkdirSync(temporary, { recursive: true });
  await installInto(temporary);
  // The folder takes its final name only when it is whole, so an interruption leaves nothing that looks finished.
  rmSync(folder, { recursive: true, force: true });
  renameSync(temporary, folder);
}
