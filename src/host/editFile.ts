import { randomUUID } from 'node:crypto';
import { access, chmod, constants, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import * as path from 'node:path';

import * as l10n from '@vscode/l10n';

import { EnvFileError } from '../core/kit/fileError.ts';
import type { FileChange } from '../core/envFile/envFiles.ts';
import { codeOf, isBusy, whenReleased, withFileLock } from './fileLock.ts';

type Change = (text: string | undefined) => FileChange;

const NEW_FILE_MODE = 0o600;
const ANYONE_MAY_WRITE = 0o222;
/** A file that changes again and again between reading and writing is being written by somebody else. */
const ATTEMPTS = 5;
const MOST_BYTES = 1024 * 1024;

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
      if (await attemptEdit(file, change)) return;
    }
  } catch (error) {
    throw readable(error);
  }
  throw new EnvFileError('unwritable', l10n.t('Another program keeps changing it.'));
}

/** Resolves to whether the file is as it should be; otherwise it has changed meanwhile. */
async function attemptEdit(file: string, change: Change): Promise<boolean> {
  // Looking takes no lock, and most looks change nothing.
  if (change(await read(file)) === 'keep') return true;
  const mode = await writableMode(file);
  return withFileLock(file, async (folder) => {
    const before = await read(file);
    const after = change(before);
    if (after === 'keep') return true;
    if (after === 'delete') return unlessChanged(file, before, () => rm(file));
    const next = path.join(folder, randomUUID());
    try {
      await writeFile(next, after.text, { flag: 'wx', mode: NEW_FILE_MODE, flush: true });
      await (mode === undefined ? undefined : setMode(next, mode));
      return await unlessChanged(file, before, () => rename(next, file));
    } catch (error) {
      // Another window has taken our lock for a leftover, and cleared it away.
      if (codeOf(error) === 'ENOENT') return false;
      throw error;
    }
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
    if (codeOf(error) === 'ENOENT') return undefined;
  }
  throw new EnvFileError('unwritable', l10n.t("It's write-protected. Make it writable first."));
}

async function setMode(file: string, mode: number): Promise<void> {
  try {
    await chmod(file, mode);
  } catch (error) {
    // Disks without modes refuse them, and lose none; elsewhere the new file is its owner's alone, which hides it only.
    if (!['EPERM', 'ENOTSUP', 'ENOSYS'].includes(codeOf(error) ?? '')) throw error;
  }
}

/** Resolves to whether it was done: not where the file has changed. */
async function unlessChanged(
  file: string,
  before: string | undefined,
  change: () => Promise<void>,
): Promise<boolean> {
  try {
    return await whenReleased(async () => {
      if ((await read(file)) !== before) return false;
      await change();
      return true;
    });
  } catch (error) {
    if (isBusy(error)) throw new EnvFileError('unwritable', l10n.t('Another program has it open.'), error);
    throw error;
  }
}

async function read(file: string): Promise<string | undefined> {
  let bytes: Buffer;
  try {
    const found = await stat(file);
    // Reading a pipe or a device may never end.
    if (!found.isFile() || found.size > MOST_BYTES) {
      throw new EnvFileError('unwritable', l10n.t("It's larger than 1 MB, or it isn't a regular file."));
    }
    bytes = await whenReleased(() => readFile(file));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new EnvFileError('invalid', l10n.t("It isn't UTF-8 text."));
  }
}

/** A refusal of the file system, as a sentence. */
export function readable(error: unknown): EnvFileError {
  return error instanceof EnvFileError
    ? error
    : new EnvFileError(
        'unwritable',
        l10n.t('The system refused the change ({0}).', codeOf(error) ?? l10n.t('no reason given')),
        error,
      );
}
