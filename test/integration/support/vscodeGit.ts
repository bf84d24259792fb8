import assert from 'node:assert/strict';
import { commands, extensions, Uri } from 'vscode';

import type { GitExtension } from '../../../src/editor/gitApi.ts';
import type { GitRepository } from '../../support/gitRepository.ts';
import { eventually } from './eventually.ts';

/** The Git extension of this host: the real one. */
export async function vscodeGit(): Promise<GitExtension> {
  const extension = extensions.getExtension<GitExtension>('vscode.git');
  assert.ok(extension, 'this host has no Git extension');
  return extension.activate();
}

/** Makes VS Code's Git take a repository up, as it does by itself for those of the workspace. */
export async function openInGit(folder: string): Promise<void> {
  const extension = await vscodeGit();
  await eventually('Git to be enabled', () => extension.enabled);
  const api = extension.getAPI(1);
  await eventually('Git to have looked for repositories', () => api.state === 'initialized');
  await api.openRepository(Uri.file(folder));
  assert.ok(api.getRepository(Uri.file(folder)), 'Git did not open the repository');
}

/** Makes VS Code's Git let go of a repository: it goes on asking about one whose folder is gone, and fails aloud. */
export async function closeInGit(folder: string): Promise<void> {
  const api = (await vscodeGit()).getAPI(1);
  await commands.executeCommand('git.close', Uri.file(folder));
  // Another one around it may stay open.
  await eventually(
    'Git to close the repository',
    () => api.getRepository(Uri.file(folder))?.rootUri.fsPath !== folder,
  );
}

/** What Git had begun by then may still go on for a while. */
export function removeAtExit(repository: GitRepository): void {
  process.on('exit', () => {
    repository.remove();
  });
}
