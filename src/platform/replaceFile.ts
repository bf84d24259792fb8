import { randomBytes } from 'node:crypto';
import { chmod, open, rename, rm, stat, writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

const NEW_FILE_MODE = 0o600;
/** Windows refuses to rename over a file that another program has open; most have it only for a moment. */
const RENAME_PAUSES_MS = [10, 50, 200];

/**
 * Puts a file with this content in the place of another, in one step: a reader sees the old or the new one, whole. The
 * mode of the old one stays; a new one is for its owner alone.
 */
export async function replaceFile(file: string, content: string): Promise<void> {
  const temporary = `${file}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    const handle = await open(temporary, 'wx', NEW_FILE_MODE);
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    const mode = await modeOf(file);
    if (mode !== undefined) {
      await chmod(temporary, mode);
    }
    await renameOver(temporary, file, content);
  } finally {
    await rm(temporary, { force: true });
  }
}

async function modeOf(file: string): Promise<number | undefined> {
  try {
    return (await stat(file)).mode & 0o7777;
  } catch {
    return undefined;
  }
}

async function renameOver(temporary: string, file: string, content: string): Promise<void> {
  for (const pause of RENAME_PAUSES_MS) {
    try {
      await rename(temporary, file);
      return;
    } catch (error) {
      if (!isHeldOpen(error)) {
        throw error;
      }
      await delay(pause);
    }
  }
  // In use all the time: a write in place is all that is left.
  await writeFile(file, content, { mode: NEW_FILE_MODE });
}

function isHeldOpen(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && ['EPERM', 'EACCES', 'EBUSY'].includes(String(error.code))
  );
}
