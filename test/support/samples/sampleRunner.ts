import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** How the samples of one language are run on this machine. */
export interface SampleRunner {
  /** The id of the language in `SAMPLE_LANGUAGES`. */
  readonly language: string;
  /** The name of the file that holds the sample. */
  readonly file: string;
  /** What is done to the sample first, and only because of the tools that are here. */
  readonly adapt?: (code: string) => string;
  /** Compiles and runs it, in the folder of the file. What the last one prints is what counts. */
  readonly commands: readonly (readonly [program: string, ...args: string[]])[];
}

const LIMIT_MS = 60_000;

/** Runs a sample in a folder of its own. Rejects with what it printed when it fails. */
export async function runSample(
  { file, adapt = (same) => same, commands }: SampleRunner,
  code: string,
  variables: Readonly<Record<string, string>>,
): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'routee-sample-'));
  try {
    writeFileSync(path.join(folder, file), adapt(code));
    let output = '';
    for (const command of commands) {
      output = await run(command, folder, variables);
    }
    return output;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function run(
  [program, ...args]: readonly [string, ...string[]],
  folder: string,
  variables: Readonly<Record<string, string>> = {},
): Promise<string> {
  // Java and Mono read the environment in the encoding of the locale.
  const env = { ...process.env, LC_ALL: 'C.UTF-8', HOME: folder, ...variables };
  return new Promise((resolve, reject) => {
    execFile(program, args, { cwd: folder, env, timeout: LIMIT_MS }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new Error(`${program} failed: ${error.message}\n${stdout}\n${stderr}`));
    });
  });
}

/** Whether a program can be started here. At once, for mocha wants to know its tests before it runs any. */
export function isInstalled(program: string): boolean {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0;
}
