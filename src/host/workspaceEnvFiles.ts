import * as l10n from '@vscode/l10n';
import { existsSync } from 'node:fs';
import { lstat, realpath } from 'node:fs/promises';
import * as path from 'node:path';
import * as vscode from 'vscode';

import {
  addToGitIgnore,
  gitIgnoreFolder,
  type EnvFiles,
  type Exposure,
  type FileChange,
} from '../core/envFile/envFiles.ts';
import { EnvFileError } from '../core/kit/fileError.ts';
import { isBelow } from '../core/kit/isBelow.ts';
import type { Git } from '../editor/git.ts';
import { editFile, readable } from './editFile.ts';
import { codeOf } from './fileLock.ts';

/** The files of the open folders on this machine's disk, never those that a link leads to outside of them. */
export class WorkspaceEnvFiles implements EnvFiles {
  readonly #git: Pick<Git, 'exposure'>;

  constructor(git: Pick<Git, 'exposure'>) {
    this.#git = git;
  }

  async edit(file: string, change: (text: string | undefined) => FileChange): Promise<boolean> {
    const real = await insideOf(file);
    const unsaved = await unsavedDocument(file, real);
    // A clean document is not edited but read again by VS Code: saving it could bring in what a formatter does.
    await (unsaved === undefined ? editFile(real, change) : editDocument(unsaved, change));
    return unsaved === undefined;
  }

  async exposure(file: string): Promise<Exposure> {
    const real = await insideOf(file);
    // The place may differ where only the folders above are links: Git does not look behind these.
    const name = path.join(await realPath(path.dirname(file)), path.basename(file));
    return this.#git.exposure([[...new Set([name, file])], ...(real === name ? [] : [[real]])]);
  }

  async ignore(file: string): Promise<void> {
    const has = (place: string, name: string): boolean => existsSync(path.join(place, name));
    const folder = gitIgnoreFolder(file, folderOf(file).fsPath, has, path);
    const relative = path.relative(folder, file).split(path.sep).join('/');
    await this.edit(path.join(folder, '.gitignore'), (text) => {
      const changed = addToGitIgnore(text ?? '', relative);
      return changed === text ? 'keep' : { text: changed };
    });
  }
}

/** @throws {EnvFileError} `outside` when the file is not in a folder of the workspace */
function folderOf(file: string): vscode.Uri {
  const folder = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(file));
  if (folder?.uri.scheme !== 'file') {
    throw new EnvFileError('outside', l10n.t("It isn't in a folder of this workspace on this computer."));
  }
  return folder.uri;
}

/** The document of a file that has unsaved edits. Its name may be a link to the file, or the same in other letters. */
async function unsavedDocument(file: string, real: string): Promise<vscode.TextDocument | undefined> {
  for (const document of vscode.workspace.textDocuments) {
    const { uri, isDirty } = document;
    if (!isDirty || uri.scheme !== 'file') continue;
    const other = await realPath(uri.fsPath).catch(() => uri.fsPath);
    if (uri.fsPath === file || vscode.Uri.file(other).fsPath === real) return document;
  }
  return undefined;
}

/**
 * The file itself, behind all links.
 *
 * @throws {EnvFileError} `outside` when it is not in a folder of the workspace
 */
async function insideOf(file: string): Promise<string> {
  const { fsPath } = folderOf(file);
  try {
    const real = await realPath(file);
    if (isBelow(real, await realpath(fsPath), path)) {
      // Windows names a drive by a capital, VS Code by a small letter.
      return vscode.Uri.file(real).fsPath;
    }
  } catch (error) {
    throw readable(error);
  }
  throw new EnvFileError('outside', l10n.t('The path points outside the workspace folder.'));
}

async function realPath(file: string): Promise<string> {
  try {
    return await realpath(file);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') {
      throw error;
    }
  }
  if (await exists(file)) {
    throw new EnvFileError('outside', l10n.t("It's a link to a file that doesn't exist."));
  }
  // A folder may be missing, too: a deleted file must not keep its link alive.
  return path.join(await realPath(path.dirname(file)), path.basename(file));
}

async function exists(file: string): Promise<boolean> {
  try {
    await lstat(file);
    return true;
  } catch {
    return false;
  }
}

/**
 * Changes a document with unsaved edits, and leaves it unsaved: only its owner knows whether they may go to disk.
 *
 * @throws {EnvFileError} `unwritable`
 */
async function editDocument(
  document: vscode.TextDocument,
  change: (text: string) => FileChange,
): Promise<void> {
  const before = document.getText();
  const after = change(before);
  if (after === 'keep') return;
  const text = after === 'delete' ? '' : after.text;
  let start = 0;
  while (start < before.length && before[start] === text[start]) {
    start++;
  }
  let kept = 0;
  while (
    kept < Math.min(before.length, text.length) - start &&
    before[before.length - 1 - kept] === text[text.length - 1 - kept]
  ) {
    kept++;
  }
  const edit = new vscode.WorkspaceEdit();
  const range = new vscode.Range(document.positionAt(start), document.positionAt(before.length - kept));
  edit.replace(document.uri, range, text.slice(start, text.length - kept));
  if (!(await vscode.workspace.applyEdit(edit))) {
    throw new EnvFileError('unwritable', l10n.t('The open editor refused the change.'));
  }
}
