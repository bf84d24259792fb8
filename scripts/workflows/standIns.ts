// Stand-ins for programs that GitHub's machines have and this one has not, and for what a dry run must not reach.
import { chmodSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';

/** Programs that stand in, as the bodies of Node scripts: `args` is what they were called with. */
const PROGRAMS: Readonly<Record<string, string>> = {
  sudo: `process.exit(require('node:child_process').spawnSync(args[0], args.slice(1), { stdio: 'inherit' }).status ?? 1);`,
  az: `console.log(JSON.stringify({ accessToken: 'stand-in', expires_on: Date.now() / 1000 + 3600, tokenType: 'Bearer' }));`,
  gh: `for (const file of ['routee-auth.vsix', 'SHA256SUMS', 'release-notes.md']) require('node:fs').accessSync(file);
console.log('gh is not run; it would be called with ' + JSON.stringify(args));`,
};

/** Writes the programs into a folder, but for those that are to be run where they are there. */
export function writePrograms(folder: string, there: (name: string) => boolean): string[] {
  const names = Object.keys(PROGRAMS).filter((name) => name !== 'sudo' || !there(name));
  for (const name of names) {
    const file = path.join(folder, name);
    const body = PROGRAMS[name] ?? '';
    writeFileSync(file, `#!/usr/bin/env node\nconst args = process.argv.slice(2);\n${body}\n`);
    chmodSync(file, 0o755);
  }
  return names;
}

export interface Markets {
  readonly url: string;
  /** The packages that were uploaded, by the name of the market. */
  readonly uploads: ReadonlyMap<string, Buffer>;
  close(): void;
}

const MOST_BYTES = 10 * 1024 * 1024;
/** The two places of the Marketplace's interface that vsce asks for when it publishes a new extension. */
const PLACES = ['e11ea35a-16fe-4b80-ab11-c4cab88a0966', 'a41192c8-9525-4b58-bc86-179fa549d80d'].map((id) => ({
  ...{ id, area: 'gallery', resourceName: 'extensions', routeTemplate: 'marketplace', resourceVersion: 2 },
  ...{ minVersion: '1.0', maxVersion: '7.2', releasedVersion: '0.0' },
}));

/** A server that both markets' clients upload to, as they do to the real ones. */
export async function startMarkets(): Promise<Markets> {
  const uploads = new Map<string, Buffer>();
  const answers: Readonly<Record<string, (request: IncomingMessage) => Promise<object> | object>> = {
    'POST /marketplace': async (request) => {
      uploads.set('Visual Studio Marketplace', await buffer(request));
      return {};
    },
    'GET /api/version': () => ({ version: '1.3.0' }),
    'GET /api/-/size-limit': () => ({ maxSize: MOST_BYTES }),
    'POST /api/-/trusted-publishing/token': () => ({ value: 'stand-in' }),
    'POST /api/-/publish': async (request) => {
      uploads.set('Open VSX', await buffer(request));
      return { namespace: 'routee-auth', name: 'routee-auth', version: '', targetPlatform: 'universal' };
    },
  };
  const server = createServer((request, response) => {
    const [route = ''] = (request.url ?? '').split('?');
    const answer =
      request.method === 'OPTIONS'
        ? () => ({ count: PLACES.length, value: PLACES })
        : answers[`${request.method ?? ''} ${route}`];
    void Promise.resolve(answer?.(request)).then((body) => {
      response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body ?? { message: 'There is no such thing.' }));
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    uploads,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
