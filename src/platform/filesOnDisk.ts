import * as vscode from 'vscode';

/** Whether a folder of the workspace is on the disk of the machine that this code runs on. */
export function hasFolderOnDisk(): boolean {
  return vscode.workspace.workspaceFolders?.some(({ uri }) => uri.scheme === 'file') === true;
}
