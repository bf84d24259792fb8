import { parseArgs } from 'node:util';

import {
  defaultApplication,
  type Lifetime,
  type RouteeSandbox,
  type SandboxOptions,
  startRouteeSandbox,
  type TokenPolicy,
} from '../test/support/routeeSandbox.ts';

const usage = `Usage: npm run sandbox -- [--port N] [--lifetime SECONDS|unlimited] [--policy sameUntilExpiry|newEachTime]`;

/** Fixed, so that VS Code's settings still fit the next time. */
const usualPort = 8790;

function readOptions(): SandboxOptions {
  const { values } = parseArgs({
    options: {
      port: { type: 'string' },
      lifetime: { type: 'string' },
      policy: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    console.log(usage);
    process.exit(0);
  }
  return {
    ...(values.port !== undefined && { port: readPort(values.port) }),
    ...(values.lifetime !== undefined && { lifetimeSeconds: readLifetime(values.lifetime) }),
    ...(values.policy !== undefined && { policy: readPolicy(values.policy) }),
    onRequest: ({ method, path, status, applicationId, note }) => {
      const time = new Date().toTimeString().slice(0, 8);
      const answer = status === undefined ? 'no answer' : String(status);
      // Not the id as it came: who swaps the two boxes sends the secret in its place.
      const stranger = applicationId !== undefined && applicationId !== defaultApplication.id;
      console.log([time, method, path, answer, note, ...(stranger ? ['(unknown id)'] : [])].join(' '));
    },
  };
}

function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new Error(`--port: ${text} is no port`);
  return port;
}

function readLifetime(text: string): Lifetime {
  if (text === 'unlimited') return text;
  if (!/^-?\d+$/.test(text)) throw new Error(`--lifetime: ${text} is neither seconds nor "unlimited"`);
  return Number(text);
}

function readPolicy(text: string): TokenPolicy {
  if (text === 'sameUntilExpiry' || text === 'newEachTime') return text;
  throw new Error(`--policy: ${text} is neither sameUntilExpiry nor newEachTime`);
}

async function start(options: SandboxOptions): Promise<RouteeSandbox> {
  if (options.port !== undefined) return startRouteeSandbox(options);
  try {
    return await startRouteeSandbox({ ...options, port: usualPort });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    return startRouteeSandbox(options);
  }
}

try {
  const sandbox = await start(readOptions());
  const { id, secret } = defaultApplication;
  console.log(`Routee sandbox (a stand-in on this machine; no real Routee account is touched)

Token URL           ${sandbox.authUrl}
API URL             ${sandbox.apiUrl}
Application id      ${id}
Application secret  ${secret}

VS Code user settings:
  "routee.authUrl": "${sandbox.authUrl}",
  "routee.apiUrl": "${sandbox.apiUrl}"

Try it:
  curl -u ${id}:${secret} -d grant_type=client_credentials ${sandbox.authUrl}

Ctrl-C ends it. Requests:`);

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void sandbox.close().then(() => process.exit(0));
    });
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.error(usage);
  process.exitCode = 1;
}
