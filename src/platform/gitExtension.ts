import * as path from 'node:path';
import * as vscode from 'vscode';

import type { Exposure } from '../core/envFile/envFiles.ts';
import { isBelow } from '../core/isBelow.ts';

/** What this product uses of the API of VS Code's own Git extension. */
interface GitExtension {
  readonly enabled: boolean;
  getAPI(version: 1): GitApi;
}

interface GitApi {
  getRepository(uri: vscode.Uri): Repository | null;
  getRepositoryRoot(uri: vscode.Uri): Promise<vscode.Uri | null>;
  openRepository(root: vscode.Uri): Promise<Repository | null>;
}

interface Repository {
  readonly rootUri: vscode.Uri;
  checkIgnore(paths: string[]): Promise<Set<string>>;
  getObjectDetails(treeish: string, path: string): Promise<unknown>;
}

/**
 * What Git thinks of the paths, which lead to one file.
 *
 * @param hasRepository whether a folder above looks like a repository: Git may be missing or switched off
 */
export async function exposureOf(paths: readonly string[], hasRepository: boolean): Promise<Exposure> {
  const [file = ''] = paths;
  const unknown = hasRepository ? 'unverified' : 'noRepository';
  try {
    const repository = await repositoryOf(vscode.Uri.file(path.dirname(file)));
    const inside = paths.filter(
      (one) => repository !== undefined && isBelow(one, repository.rootUri.fsPath, path),
    );
    if (repository === undefined || inside.length === 0) {
      return unknown;
    }
    if (await areIgnored(repository, inside)) {
      return 'ignored';
    }
    return (await Promise.all(inside.map((one) => isTracked(repository, one)))).includes(true)
      ? 'tracked'
      : 'notIgnored';
  } catch {
    return unknown;
  }
}

/** Git's exit may reach the extension before its output does: then it says that nothing is ignored. So it is asked again. */
async function areIgnored(repository: Repository, paths: readonly string[]): Promise<boolean> {
  for (let attempt = 1; attempt <= 3; attempt++) {
    const ignored = await repository.checkIgnore([...paths]);
    if (paths.every((one) => ignored.has(one))) {
      return true;
    }
  }
  return false;
}

async function repositoryOf(folder: vscode.Uri): Promise<Repository | undefined> {
  const extension = vscode.extensions.getExtension<GitExtension>('vscode.git');
  if (extension === undefined) {
    return undefined;
  }
  const git = await extension.activate();
  if (!git.enabled) {
    return undefined;
  }
  const api = git.getAPI(1);
  const open = api.getRepository(folder);
  if (open !== null) {
    return open;
  }
  // At start-up the extension may not have looked for repositories yet.
  const root = await api.getRepositoryRoot(folder);
  return (root === null ? null : await api.openRepository(root)) ?? undefined;
}

async function isTracked(repository: Repository, file: string): Promise<boolean> {
  try {
    await repository.getObjectDetails('', file);
    return true;
  } catch {
    return false;
  }
}
