import { realpath } from 'node:fs/promises';
import { homedir } from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';

import { isBelow } from '../core/isBelow.ts';

// What commands ask of the disk of this machine. A browser has none: localDisk.web.ts takes the place of this file.

export const isAbsolute = (file: string): boolean => path.isAbsolute(file);

export const homeFolder = (): vscode.Uri => vscode.Uri.file(homedir());

/** Whether a file is in a folder, also behind symbolic links. */
export async function isOnDiskBelow(file: vscode.Uri, folder: vscode.Uri): Promise<boolean> {
  try {
    return isBelow(await realpath(file.fsPath), await realpath(folder.fsPath), path);
  } catch {
    // It is not there; reading it says so.
    return isBelow(file.fsPath, folder.fsPath, path);
  }
}
