import * as l10n from '@vscode/l10n';

import { EnvFileError } from '../kit/fileError.ts';
import { isBelow, type Paths } from '../kit/isBelow.ts';
import { eolOf } from '../kit/textEdit.ts';

/** The fate of a file that was read: write this text, leave it as it is, or delete it. */
export type FileChange = { readonly text: string } | 'keep' | 'delete';

/** Whether Git keeps a file. `unverified`: there seems to be a repository, and nobody to ask about it. */
export type Exposure = 'ignored' | 'notIgnored' | 'tracked' | 'noRepository' | 'unverified';

/** The files of the workspace, as links need them. */
export interface EnvFiles {
  /**
   * Reads a file and writes it anew, in one step for all who read it.
   *
   * @param change gets the text, `undefined` if there is no such file; called again if the file changes meanwhile
   * @returns whether the file on disk is as it should be now; `false` for a document with unsaved edits
   * @throws {EnvFileError} `outside`, `unwritable`, `invalid` (no UTF-8), and what `change` throws
   */
  edit(file: string, change: (text: string | undefined) => FileChange): Promise<boolean>;
  exposure(file: string): Promise<Exposure>;
  /** Adds the file to the nearest `.gitignore` of the workspace folder. @throws {EnvFileError} */
  ignore(file: string): Promise<void>;
}

/**
 * The folder of the `.gitignore` for a file: the nearest that has one already, or is the top of a repository, but never
 * above the workspace folder. Where that is written in other letters than the file, on a disk that takes them for the
 * same, the file's own folder.
 */
export function gitIgnoreFolder(
  file: string,
  top: string,
  has: (folder: string, name: string) => boolean,
  paths: Paths,
): string {
  let folder = paths.dirname(file);
  while (isBelow(folder, top, paths) && !['.gitignore', '.git'].some((name) => has(folder, name))) {
    folder = paths.dirname(folder);
  }
  return folder;
}

/**
 * Adds a line for one file to the text of a `.gitignore`; all else stays.
 *
 * @param path relative to the folder of the `.gitignore`, with slashes
 * @throws {EnvFileError} `unfit` for a path with a line end in it, for which Git knows no pattern
 */
export function addToGitIgnore(text: string, path: string): string {
  if (/[\r\n]/.test(path)) throw new EnvFileError('unfit', l10n.t('Its name contains a line break.'));
  const line = ignoreLine(path);
  if (text.split(/\r?\n/).includes(line)) return text;
  const eol = eolOf(text);
  return `${text}${text === '' || text.endsWith('\n') ? '' : eol}${line}${eol}`;
}

/** The pattern that matches this one path only. */
export function ignoreLine(path: string): string {
  return `/${path.replaceAll(/[\\*?[\]]/g, '\\$&').replace(/ $/, '\\ ')}`;
}
