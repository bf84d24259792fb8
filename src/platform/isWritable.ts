import * as vscode from 'vscode';

import { ownerMayWrite } from './ownerMayWrite.ts';

/** Whether a document can be saved, as far as one can know before trying it. */
export async function isWritable({ uri, isUntitled }: vscode.TextDocument): Promise<boolean> {
  if (isUntitled) {
    return true;
  }
  const { fs } = vscode.workspace;
  try {
    const { permissions = 0 } = await fs.stat(uri);
    const isReadonly = (permissions & vscode.FilePermission.Readonly) !== 0;
    return fs.isWritableFileSystem(uri.scheme) !== false && !isReadonly && (await ownerMayWrite(uri));
  } catch {
    return false;
  }
}
