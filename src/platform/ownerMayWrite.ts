import { stat } from 'node:fs/promises';
import type * as vscode from 'vscode';

const OWNER_MAY_WRITE = 0o200;

/** VS Code does not tell extensions of the write protection of a file on disk, though saving fails by it. */
export async function ownerMayWrite(uri: vscode.Uri): Promise<boolean> {
  return uri.scheme !== 'file' || ((await stat(uri.fsPath)).mode & OWNER_MAY_WRITE) !== 0;
}
