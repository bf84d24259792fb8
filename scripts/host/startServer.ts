import { spawn } from 'node:child_process';
import path from 'node:path';
import { startKeyProxy } from './keyProxy.ts';
import { serverMain } from './vscodeServer.ts';

interface ServerOptions {
  readonly userDataDir: string;
  readonly serverDataDir: string;
  readonly extensionsDir?: string;
  /** In place of all extensions that VS Code brings with it. */
  readonly builtinExtensionsDir?: string;
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** Lets the page take `extensionDevelopmentPath` and `extensionTestsPath` from its address. */
  readonly smokeTestDriver?: boolean;
  /** Asks about trust in the workspace, as a desktop does. */
  readonly workspaceTrust?: boolean;
  readonly env?: NodeJS.ProcessEnv;
}

export interface VscodeServer {
  readonly port: number;
  readonly url: string;
  /** Resolves when the server ends, whoever ended it, to the last lines it wrote. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
}

export function serverArguments(options: ServerOptions): string[] {
  return [
    serverMain,
    '--accept-server-license-terms',
    '--disable-telemetry',
    '--user-data-dir',
    options.userDataDir,
    '--server-data-dir',
    options.serverDataDir,
    ...(options.extensionsDir === undefined ? [] : ['--extensions-dir', options.extensionsDir]),
    ...(options.builtinExtensionsDir === undefined
      ? []
      : ['--builtin-extensions-dir', options.builtinExtensionsDir]),
  ];
}

/** Starts VS Code's server on the loopback interface and resolves once it can be opened. */
export async function startServer(options: ServerOptions): Promise<VscodeServer> {
  const child = spawn(
    process.execPath,
    [
      path.join(import.meta.dirname, 'guard.mjs'),
      process.execPath,
      ...serverArguments(options),
      ...(options.workspaceTrust === true ? [] : ['--disable-workspace-trust']),
      '--without-connection-token',
      '--host',
      '127.0.0.1',
      '--port',
      '0',
      ...(options.smokeTestDriver === true ? ['--enable-smoke-test-driver'] : []),
    ],
    {
      env: options.env ?? process.env,
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
    },
  );

  const listening = Promise.withResolvers<number>();
  const end = Promise.withResolvers<string>();
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-8000);
      const port = /Extension host agent listening on (\d+)/.exec(output)?.[1];
      if (port !== undefined) listening.resolve(Number(port));
    });
  }
  child.stdin.on('error', () => undefined);
  child.on('error', listening.reject);
  child.on('close', () => {
    end.resolve(output);
    listening.reject(new Error(`VS Code’s server ended before it was ready:\n${output}`));
  });
  const timer = setTimeout(() => {
    listening.reject(new Error(`VS Code’s server was not ready within a minute:\n${output}`));
  }, 60_000);

  const stop = async (): Promise<void> => {
    child.stdin.end();
    await end.promise;
  };
  try {
    const keyFile = path.join(options.userDataDir, 'secret-key');
    const proxy = await startKeyProxy(await listening.promise, keyFile, options.port ?? 0);
    return {
      port: proxy.port,
      url: `http://127.0.0.1:${proxy.port}`,
      ended: end.promise,
      stop: async () => {
        await proxy.close();
        await stop();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
