import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

import { projectRoot } from '../../../scripts/paths.ts';

const httpyac = path.join(projectRoot, 'node_modules', 'httpyac', 'bin', 'httpyac.js');

interface Output {
  readonly requests: readonly { readonly response?: { readonly statusCode?: number } }[];
}

/** Sends all requests of a file with httpYac's command-line client; gives their status codes. */
export async function httpyacSend(folder: string, file: string): Promise<number[]> {
  const { stdout } = await promisify(execFile)(process.execPath, [httpyac, 'send', file, '--all', '--json'], {
    cwd: folder,
  });
  const output = JSON.parse(stdout) as Output;
  return output.requests.map(({ response }) => response?.statusCode ?? 0);
}
