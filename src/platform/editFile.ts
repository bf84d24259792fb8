import { randomUUID } from 'node:crypto';
import {
  access,
  chmod,
  constants,
  open,
  readFile,
  rename,
  rm,
  stat,
  type FileHandle,
} from 'node:fs/promises';
import * as path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import * as l10n from '@vscode/l10n';

import { EnvFileError } from '../core/envFile/envFileError.ts';
import type { FileChange } from '../core/envFile/envFiles.ts';
import { withFileLock } from './fileLock.ts';

type Change = (text: string | undefined) => FileChange;

const NEW_FILE_MODE = 0o600;
const ANYONE_MAY_WRITE = 0o222;
/** A file that changes again and again between reading and writing is being written by somebody else. */
const ATTEMPTS = 5;
/** Windows refuses to rename over a file that another program has open; most have it only for a moment. */
const RENAME_PAUSES_MS = [10, 50, 200, 500];

/**
 * Puts a file with another text in the place of a file, in one step: a reader sees the old or the new one, whole. The
 * mode of the old one stays; a new one is for its owner alone. Of two windows one waits for the other. What another
 * program writes meanwhile is not overwritten but read anew; only its last few microseconds cannot be seen.
 *
 * @throws {EnvFileError}
 */
export async function editFile(file: string, change: Change): Promise<void> {
  try {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      if (await attemptEdit(file, change)) {
        return;
      }
    }
  } catch (error) {
    throw readable(error);
  }
  throw new EnvFileError('unwritable', l10n.t('Another program keeps changing it.'));
}

/** Resolves to whether the file is as it should be; otherwise it has changed meanwhile. */
async function attemptEdit(file: string, change: Change): Promise<boolean> {
  // Looking takes no lock, and most looks change nothing.
  if (change(await read(file)) === 'keep') {
    return true;
  }
  const mode = await writableMode(file);
  return withFileLock(file, async (folder) => {
    const before = await read(file);
    const after = change(before);
    if (after === 'keep') {
      return true;
    }
    if (after === 'delete') {
      const isSame = (await read(file)) === before;
      await (isSame ? rm(file) : undefined);
      return isSame;
    }
    const next = path.join(folder, randomUUID());
    return (await write(next, after.text, mode)) && renameOver(next, file, before);
  });
}

/** `undefined` where there is no file yet. */
async function writableMode(file: string): Promise<number | undefined> {
  try {
    const { mode } = await stat(file);
    // To the administrator of the system nothing is write-protected, though it was meant to be.
    if ((mode & ANYONE_MAY_WRITE) !== 0) {
      await access(file, constants.W_OK);
      return mode & 0o7777;
    }
  } catch (error) {
    if (codeOf(error) === 'ENOENT') {
      return undefined;
    }
  }
  throw new EnvFileError('unwritable', l10n.t('It is write-protected. Allow writing to it first.'));
}

/** `false`: another window has taken our lock for a leftover, and cleared it away. */
async function write(file: string, text: string, mode: number | undefined): Promise<boolean> {
  let handle: FileHandle;
  try {
    handle = await open(file, 'wx', NEW_FILE_MODE);
  } catch (error) {
    return ignoreMissing(error);
  }
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  if (mode !== undefined) {
    await chmod(file, mode);
  }
  return true;
}

/** Gives `false` for a file or folder that is not there. */
function ignoreMissing(error: unknown): false {
  if (codeOf(error) === 'ENOENT') {
    return false;
  }
  throw error;
}

/** Resolves to whether it was done: not where the file has changed, or the lock is gone with what was in it. */
async function renameOver(next: string, file: string, before: string | undefined): Promise<boolean> {
  for (const pause of [...RENAME_PAUSES_MS, undefined]) {
    if ((await read(file)) !== before) {
      return false;
    }
    try {
      await rename(next, file);
      return true;
    } catch (error) {
      if (!['EPERM', 'EACCES', 'EBUSY'].includes(codeOf(error) ?? '')) {
        return ignoreMissing(error);
      }
      if (pause === undefined) {
        throw new EnvFileError('unwritable', l10n.t('Another program has it open.'), error);
      }
      await delay(pause);
    }
  }
  return false;
}

async function read(file: string): Promise<string | undefined> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new EnvFileError('invalid', l10n.t('It is not UTF-8 text.'));
  }
}

/** What a file system refuses, as a sentence. */
export function readable(error: unknown): EnvFileError {
  return error instanceof EnvFileError
    ? error
    : new EnvFileError(
        'unwritable',
        l10n.t('The system refused it ({0}).', codeOf(error) ?? l10n.t('no reason given')),
        error,
      );
}

export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
