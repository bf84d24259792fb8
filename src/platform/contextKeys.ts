import * as vscode from 'vscode';

import { CONTEXT_KEYS } from '../contributions.ts';
import type { ApplicationStore } from '../core/applications/applicationStore.ts';
import type { Disposable } from '../core/ports.ts';
import { hasFolderOnDisk } from './filesOnDisk.ts';

/** Keeps the context keys, by which package.json shows and hides things, in step with the stored applications. */
export function followContextKeys(applications: ApplicationStore): Disposable {
  const set = (): void => {
    setContext(CONTEXT_KEYS.hasApplications, applications.all.length > 0);
  };
  const setFolders = (): void => {
    setContext(CONTEXT_KEYS.canLink, hasFolderOnDisk());
  };
  set();
  setFolders();
  return vscode.Disposable.from(
    applications.onDidChange(set),
    vscode.workspace.onDidChangeWorkspaceFolders(setFolders),
  );
}

/** The stored applications have been read: until then an empty tree says nothing. */
export function setLoaded(): void {
  setContext(CONTEXT_KEYS.loaded, true);
}

function setContext(key: string, value: boolean): void {
  void vscode.commands.executeCommand('setContext', key, value);
}
