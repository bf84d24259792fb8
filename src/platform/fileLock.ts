import { randomUUID } from 'node:crypto';
import { lstat, mkdir, readdir, rename, rm, rmdir, stat, unlink, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import * as l10n from '@vscode/l10n';

import { EnvFileError } from '../core/envFile/envFileError.ts';

const SUFFIX = '.routee-lock';
const IGNORE_FILE = '.gitignore';
const PAUSE_MS = 20;
/** What `randomUUID` gives: all that is cleared away has such a name, or stands in a folder with one. */
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

export interface LockTiming {
  /** A lock in which nothing has happened for this long was left by a program that has ended. */
  readonly staleMs: number;
  readonly longestWaitMs: number;
}

const TIMING: LockTiming = { staleMs: 2000, longestWaitMs: 10_000 };

/**
 * Does work that changes a file while no other window does. The lock is a folder beside the file that Git ignores by a
 * `.gitignore` of its own, so whatever the work puts into it is never committed, even if this program is killed.
 *
 * The work must move its result out of the folder in one step: should another window take the lock for a leftover and
 * clear it away, that step fails.
 *
 * @throws {EnvFileError} `unwritable` when others hold the lock all the time
 */
export async function withFileLock<T>(
  file: string,
  work: (folder: string) => Promise<T>,
  timing = TIMING,
): Promise<T> {
  const folder = file + SUFFIX;
  await take(folder, timing);
  const mine = path.join(folder, randomUUID());
  try {
    await writeFile(path.join(folder, IGNORE_FILE), '*\n');
    await writeFile(mine, '');
    return await work(folder);
  } finally {
    if (await exists(mine)) {
      await release(folder);
    }
  }
}

/** Removes what a program that was killed has left beside the file. */
export async function sweepLock(file: string, timing = TIMING): Promise<void> {
  const parent = path.dirname(file);
  const start = path.basename(file) + SUFFIX;
  const left = (await namesIn(parent)).filter(
    (name) => name === start || (name.startsWith(`${start}.`) && UUID.test(name.slice(start.length + 1))),
  );
  for (const name of left) {
    await (name === start
      ? withFileLock(file, () => Promise.resolve(), timing)
      : clear(path.join(parent, name)));
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') {
      return [];
    }
    throw error;
  }
}

async function take(folder: string, { staleMs, longestWaitMs }: LockTiming): Promise<void> {
  const begin = performance.now();
  let seen: { readonly sign: string | undefined; readonly atMs: number } | undefined;
  while (!(await made(folder))) {
    const nowMs = performance.now();
    if (nowMs - begin > longestWaitMs) {
      throw new EnvFileError('unwritable', l10n.t('Another window is writing it all the time.'));
    }
    // Counted here: the clock of a network disk may be another one.
    const sign = await signOf(folder);
    if (seen === undefined || seen.sign !== sign) {
      seen = { sign, atMs: nowMs };
    } else if (nowMs - seen.atMs > staleMs) {
      await clearAway(folder);
      seen = undefined;
      continue;
    }
    await delay(PAUSE_MS);
  }
}

async function made(folder: string): Promise<boolean> {
  try {
    await mkdir(folder, { mode: 0o700 });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') {
      return false;
    }
    throw error;
  }
}

/** Another one after each thing that happens in the folder. */
async function signOf(folder: string): Promise<string | undefined> {
  try {
    const { ino, mtimeMs, birthtimeMs } = await lstat(folder);
    return [ino, mtimeMs, birthtimeMs].join();
  } catch {
    return undefined;
  }
}

/** In one step, so that of several windows only one does it. */
async function clearAway(folder: string): Promise<void> {
  const aside = `${folder}.${randomUUID()}`;
  try {
    await leftIn(folder);
    await rename(folder, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') {
      return;
    }
    throw error;
  }
  await clear(aside);
}

/** The work is done, whatever else lies there: the next one to take the lock says so. */
async function release(folder: string): Promise<void> {
  const names = (await namesIn(folder)).filter((name) => UUID.test(name));
  await Promise.all(names.map((name) => rm(path.join(folder, name), { force: true })));
  try {
    await clear(folder);
  } catch (error) {
    if (!(error instanceof EnvFileError)) {
      throw error;
    }
  }
}

/** What makes Git ignore the rest goes last. Of a link, which a repository may bring, nothing behind it goes. */
async function clear(folder: string): Promise<void> {
  try {
    const names = await leftIn(folder);
    if (names === undefined) {
      await unlink(folder);
      return;
    }
    for (const name of names.filter((one) => one !== IGNORE_FILE)) {
      await unlink(path.join(folder, name));
    }
    await rm(path.join(folder, IGNORE_FILE), { force: true });
    await rmdir(folder);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') {
      throw error;
    }
  }
}

/**
 * What a lock holds; `undefined` for what is no folder.
 *
 * @throws {EnvFileError} `unwritable` for a folder that holds what no lock does: it is nobody's leftover
 */
async function leftIn(folder: string): Promise<readonly string[] | undefined> {
  if (!(await lstat(folder)).isDirectory()) {
    return undefined;
  }
  const names = await readdir(folder);
  if (!names.every((name) => name === IGNORE_FILE || UUID.test(name))) {
    const name = path.basename(folder);
    throw new EnvFileError('unwritable', l10n.t('There is something else in {0}. Remove it first.', name));
  }
  return names;
}

async function exists(file: string): Promise<boolean> {
  try {
    await stat(file);
    return true;
  } catch {
    return false;
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
