import assert from 'node:assert/strict';
import { extensions, Uri } from 'vscode';

import type { GitApi, GitExtension } from '../../../src/platform/gitApi.ts';
import { eventually } from './eventually.ts';

interface Api extends GitApi {
  openRepository(root: Uri): Promise<unknown>;
}

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
  const api = extension.getAPI(1) as Api;
  await eventually('Git to have looked for repositories', () => api.state === 'initialized');
  await api.openRepository(Uri.file(folder));
  assert.ok(api.getRepository(Uri.file(folder)), 'Git did not open the repository');
}
