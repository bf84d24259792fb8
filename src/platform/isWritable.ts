import { stat } from 'node:fs/promises';
import * as vscode from 'vscode';

const OWNER_MAY_WRITE = 0o200;

/** Whether a document can be saved, as far as one can know before trying it. */
export async function isWritable({ uri, isUntitled }: vscode.TextDocument): Promise<boolean> {
  if (isUntitled) {
    return true;
  }
  const { fs } = vscode.workspace;
  try {
    const { permissions = 0 } = await fs.stat(uri);
    // VS Code does not tell extensions of the write protection of a file, though saving fails by it.
    const mode = uri.scheme === 'file' ? (await stat(uri.fsPath)).mode : OWNER_MAY_WRITE;
    const isReadonly = (permissions & vscode.FilePermission.Readonly) !== 0;
    return fs.isWritableFileSystem(uri.scheme) !== false && !isReadonly && (mode & OWNER_MAY_WRITE) !== 0;
  } catch {
    return false;
  }
}
