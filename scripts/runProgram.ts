import { spawn, type ChildProcess } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import path from 'node:path';
import { projectRoot } from './paths.ts';

const guard = path.join(import.meta.dirname, 'host', 'guard.mjs');
const running = new Set<ChildProcess>();
let stoppedBy: NodeJS.Signals | undefined;

interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** `false` collects the output and gives it to `onOutput` only. */
  readonly inheritOutput?: boolean;
  readonly onOutput?: (text: string) => void;
  /** Ends with it, at once, all that it has started. */
  readonly guarded?: boolean;
  /** Lets other programs have the processor first. */
  readonly isPatient?: boolean;
  /** Ends the program, and rejects, when it takes longer. */
  readonly timeoutMs?: number;
}

/** Runs a program to its end and resolves to its exit code; it is stopped together with this process. */
export async function runProgram(
  program: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const output = options.inheritOutput === false ? 'pipe' : 'inherit';
  const guarded = options.guarded === true;
  const [file, fileArgs] = guarded ? [process.execPath, [guard, program, ...args]] : [program, args];
  const child = spawn(file, fileArgs, {
    cwd: options.cwd ?? projectRoot,
    env: options.env ?? process.env,
    stdio: [guarded ? 'pipe' : 'ignore', output, output],
    detached: guarded && process.platform !== 'win32',
  });
  running.add(child);
  if (options.isPatient === true && child.pid !== undefined) {
    setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
  }
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => options.onOutput?.(text));
  }
  const { timeoutMs } = options;
  const timer =
    timeoutMs === undefined
      ? undefined
      : setTimeout(() => {
          // A program caught in a loop would not come to handle anything gentler.
          child.kill(guarded ? 'SIGTERM' : 'SIGKILL');
          reject(new Error(`It was ended, for it took longer than ${timeoutMs / 60_000} minutes.`));
        }, timeoutMs);
  child.on('error', reject);
  child.on('close', (code, signal) => {
    resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
  });
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    running.delete(child);
  }
}

/** Runs a TypeScript or JavaScript file of the project, or of a package, with the Node that runs this one. */
export function runNode(args: readonly string[], options: RunOptions = {}): Promise<number> {
  return runProgram(process.execPath, ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', ...args], options);
}

/** Like {@link runNode}, but prints the program's output only if it fails. Resolves to whether it succeeded. */
export async function runQuietly(
  args: readonly string[],
  options: Pick<RunOptions, 'cwd'> = {},
): Promise<boolean> {
  let output = '';
  const onOutput = (text: string): string => (output += text);
  const succeeded = (await runNode(args, { ...options, inheritOutput: false, onOutput })) === 0;
  if (!succeeded) console.error(output);
  return succeeded;
}

/** Passes an interruption on to what is running, calls `stop`, and ends this process. */
export function exitOnSignals(stop: () => Promise<void> | void = () => undefined): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (stoppedBy !== undefined) return;
      stoppedBy = signal;
      for (const child of running) child.kill(signal);
      void Promise.resolve(stop()).finally(() => process.exit(128 + constants.signals[signal]));
    });
  }
}
