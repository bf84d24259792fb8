import { realpath, stat } from 'node:fs/promises';
import * as path from 'node:path';

import { isBelow } from '../core/kit/isBelow.ts';

export { serveLoopback } from './loopbackServer.ts';
export { probes } from './probes.ts';
export { WorkspaceEnvFiles } from './workspaceEnvFiles.ts';

const OWNER_MAY_WRITE = 0o200;

/** Whether a file is in a folder, also behind symbolic links. */
export async function isReallyBelow(file: string, folder: string): Promise<boolean> {
  try {
    return isBelow(await realpath(file), await realpath(folder), path);
  } catch {
    // Reading a file that is not there says so.
    return isBelow(file, folder, path);
  }
}

export async function ownerMayWrite(file: string): Promise<boolean> {
  return ((await stat(file)).mode & OWNER_MAY_WRITE) !== 0;
}
