import * as vscode from 'vscode';

import { CONTEXT_KEYS, STEPS } from '../contributions.ts';
import type { ApplicationStore } from '../core/applications/applicationStore.ts';
import type { Disposable } from '../core/kit/ports.ts';

/**
 * Keeps the context keys, by which package.json shows and hides things, in step with the stored applications.
 *
 * @param host a browser has no disk, and runs no sandbox
 */
export function followContextKeys(
  applications: ApplicationStore,
  host: { readonly hasDisk: boolean; readonly canRunSandbox: boolean },
): Disposable {
  const set = (): void => {
    const { all } = applications;
    setContext('hasApplications', all.length > 0);
    setContext(
      'hasUnreadable',
      all.some(({ kind }) => kind === 'broken'),
    );
  };
  const setFolders = (): void => setContext('canLink', host.hasDisk && hasFolderOnDisk());
  set();
  setFolders();
  setContext('canRunSandbox', host.canRunSandbox);
  return vscode.Disposable.from(
    applications.onDidChange(set),
    vscode.workspace.onDidChangeWorkspaceFolders(setFolders),
  );
}

/** Whether a folder of the workspace is on the disk of the machine that this code runs on. */
export function hasFolderOnDisk(): boolean {
  return vscode.workspace.workspaceFolders?.some(({ uri }) => uri.scheme === 'file') === true;
}

/** The stored applications have been read: until then an empty tree says nothing. */
export function setLoaded(): void {
  setContext('loaded', true);
}

export function setContext(key: keyof typeof CONTEXT_KEYS, value: boolean): void {
  void vscode.commands.executeCommand('setContext', CONTEXT_KEYS[key], value);
}

/** Checks off a step of *Get Started*. VS Code remembers it, so the key may go with the window. */
export function completeStep(step: keyof typeof STEPS): void {
  void vscode.commands.executeCommand('setContext', STEPS[step], true);
}
