import { lstat, mkdir, readdir, rm, rmdir, unlink, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import * as l10n from '@vscode/l10n';

import { EnvFileError } from '../core/kit/fileError.ts';

const IGNORE_FILE = '.gitignore';
const PAUSE_MS = 20;
/** Windows refuses to touch what another program has open, or is just removing; most have it only for a moment. */
const BUSY_PAUSES_MS = [10, 50, 200, 500];
/** Names of files have at most 255 bytes, and a character up to four of these. */
const LONGEST_START = 60;
/** A name that `randomUUID` gives, as all have that the work puts into the folder. */
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

interface LockTiming {
  /** A lock in which nothing has happened for this long was left by a program that has ended. */
  readonly staleMs: number;
  readonly longestWaitMs: number;
}

const TIMING: LockTiming = { staleMs: 2000, longestWaitMs: 10_000 };

/**
 * Does work that changes a file while no other window does. The lock is a folder beside the file that Git ignores by a
 * `.gitignore` of its own, so whatever the work puts into it is never committed, even if this program is killed; the
 * next to take the lock removes it.
 *
 * The work must name what it puts there by `randomUUID`, and move its result out of the folder in one step: should
 * another window take the lock for a leftover and clear it away, that step fails.
 *
 * @throws {EnvFileError} `unwritable` when the lock cannot be had
 */
export async function withFileLock<T>(
  file: string,
  work: (folder: string) => Promise<T>,
  timing = TIMING,
): Promise<T> {
  const folder = path.join(path.dirname(file), `${path.basename(file).slice(0, LONGEST_START)}.routee-lock`);
  await take(folder, timing);
  try {
    await writeFile(path.join(folder, IGNORE_FILE), '*\n');
    return await work(folder);
  } finally {
    await clear(folder, true);
  }
}

async function take(folder: string, { staleMs, longestWaitMs }: LockTiming): Promise<void> {
  const begin = performance.now();
  let seen = { changedMs: NaN, atMs: begin };
  while (!(await made(folder))) {
    const nowMs = performance.now();
    if (nowMs - begin > longestWaitMs) {
      const name = path.basename(folder);
      throw new EnvFileError(
        'unwritable',
        l10n.t('Another window seems to be writing to it. If none is, delete {0}.', name),
      );
    }
    const changedMs = await lstat(folder).then(
      ({ mtimeMs }) => mtimeMs,
      () => NaN,
    );
    if (changedMs !== seen.changedMs) {
      // The time is counted here: the clock of a network disk may be another one.
      seen = { changedMs, atMs: nowMs };
    } else if (nowMs - seen.atMs > staleMs) {
      await clear(folder, false);
    }
    await delay(PAUSE_MS);
  }
}

async function made(folder: string): Promise<boolean> {
  try {
    await whenReleased(() => mkdir(folder, { mode: 0o700 }));
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Removes a lock; a folder that holds anything else stays, and one that was not made here stays as it is. The file that
 * makes Git ignore the rest goes last. A link, which a repository may bring, goes alone.
 */
async function clear(folder: string, isOwn: boolean): Promise<void> {
  try {
    if (!(await lstat(folder)).isDirectory()) {
      await unlink(folder);
      return;
    }
    const names = await readdir(folder);
    const left = names.filter((name) => UUID.test(name));
    const isLockOnly = names.every((name) => name === IGNORE_FILE || left.includes(name));
    if (isOwn || isLockOnly) {
      await Promise.all(left.map((name) => whenReleased(() => rm(path.join(folder, name), { force: true }))));
    }
    if (isLockOnly) {
      await whenReleased(() => rm(path.join(folder, IGNORE_FILE), { force: true }));
      await whenReleased(() => rmdir(folder));
    }
  } catch (error) {
    // Another window was quicker, to clear it or to take it.
    if (!['ENOENT', 'ENOTEMPTY', 'EEXIST'].includes(codeOf(error) ?? '')) {
      throw error;
    }
  }
}

/** Does again what the system refuses because a file is busy; rejects when it stays so. */
export async function whenReleased<T>(work: () => Promise<T>): Promise<T> {
  for (const pause of BUSY_PAUSES_MS) {
    try {
      return await work();
    } catch (error) {
      if (!isBusy(error)) throw error;
    }
    await delay(pause);
  }
  return work();
}

export function isBusy(error: unknown): boolean {
  return ['EPERM', 'EACCES', 'EBUSY'].includes(codeOf(error) ?? '');
}

export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
