import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { installPackages } from './npmPackages.ts';
import { run } from './sampleRunner.ts';

/** A program that people give a description of an API to. */
export interface OpenApiPeer {
  readonly name: string;
  /** The number of operations that it takes from the description. Rejects what it cannot read. */
  readonly count: (description: string) => Promise<number>;
}

interface Folder {
  readonly item?: readonly Folder[];
  readonly items?: readonly Folder[];
}

/** Requests in a collection of folders. */
const leaves = (folders: readonly Folder[]): number =>
  folders.reduce((sum, { item, items }) => sum + ((item ?? items) ? leaves(item ?? items ?? []) : 1), 0);

interface Postman {
  convert(
    input: { readonly type: 'string'; readonly data: string },
    options: object,
    callback: (
      error: Error | null,
      result: { result: boolean; reason?: string; output: { data: { item: Folder[] } }[] },
    ) => void,
  ): void;
}

/** Postman, Bruno, and a generator of clients, whose code the compiler then checks. */
export const OPEN_API_PEERS: readonly OpenApiPeer[] = [
  {
    name: 'Postman’s converter',
    async count(description) {
      const folder = await installPackages('postman', ['openapi-to-postmanv2@6.3.3']);
      const postman = createRequire(path.join(folder, 'x.js'))('openapi-to-postmanv2') as Postman;
      return new Promise((resolve, reject) => {
        postman.convert({ type: 'string', data: description }, {}, (error, { result, reason, output }) => {
          if (error !== null || !result) reject(error ?? new Error(reason));
          else resolve(leaves(output[0]?.data.item ?? []));
        });
      });
    },
  },
  {
    name: 'Bruno’s converter',
    async count(description) {
      const folder = await installPackages('bruno', ['@usebruno/converters@0.23.0']);
      const bruno = createRequire(path.join(folder, 'x.js'))('@usebruno/converters') as {
        openApiToBruno(description: unknown): { items: Folder[] } | Promise<{ items: Folder[] }>;
      };
      const { items } = await bruno.openApiToBruno(JSON.parse(description));
      return leaves(items);
    },
  },
  {
    name: 'Hey API’s generator of clients',
    async count(description) {
      const installed = await installPackages('hey-api', ['@hey-api/openapi-ts@0.99.0', 'typescript@5.9.3']);
      const bin = path.join(installed, 'node_modules', '.bin');
      const folder = mkdtempSync(path.join(tmpdir(), 'routee-client-'));
      try {
        writeFileSync(path.join(folder, 'routee.json'), description);
        await run([path.join(bin, 'openapi-ts'), '-i', 'routee.json', '-o', 'client'], folder);
        const options = ['--strict', '--noEmit', '--target', 'es2022', '--module', 'esnext'];
        const rest = ['--moduleResolution', 'bundler', '--lib', 'es2022,dom,dom.iterable', 'client/index.ts'];
        await run([path.join(bin, 'tsc'), ...options, ...rest], folder);
        const client = readFileSync(path.join(folder, 'client', 'sdk.gen.ts'), 'utf8');
        return client.match(/^export const /gm)?.length ?? 0;
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  },
];
