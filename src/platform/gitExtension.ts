import { existsSync } from 'node:fs';
import * as path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';

import type { Exposure } from '../core/envFile/envFiles.ts';
import { isBelow } from '../core/isBelow.ts';
import type { GitExtension, GitRepository } from './gitApi.ts';

/** Before each time that Git is asked again: a machine that is busy answers falsely several times on end. */
const PAUSES_MS = [0, 25, 50, 100, 200, 400];

/** One that is before another decides. */
const BY_WEIGHT = ['tracked', 'notIgnored', 'unverified', 'ignored', 'noRepository'] as const;

/**
 * What Git thinks of the paths that lead to one file, each asked of its own repository.
 *
 * @param paths of each all the ways to write it, of which Git may know but one
 */
export async function exposureOf(paths: readonly (readonly string[])[]): Promise<Exposure> {
  const all = await Promise.all(paths.map(exposureOfPath));
  return BY_WEIGHT.find((exposure) => all.includes(exposure)) ?? 'unverified';
}

async function exposureOfPath(spellings: readonly string[]): Promise<Exposure> {
  const known = (await Promise.all(spellings.map(askGit))).filter((answer) => answer !== undefined);
  const unknown = spellings.some(hasRepository) ? 'unverified' : 'noRepository';
  return BY_WEIGHT.find((exposure) => known.includes(exposure)) ?? unknown;
}

/** `undefined`: there is nobody to ask, or no answer. */
async function askGit(file: string): Promise<Exposure | undefined> {
  try {
    const repository = await repositoryOf(vscode.Uri.file(path.dirname(file)));
    if (repository === undefined || !isBelow(file, repository.rootUri.fsPath, path)) {
      return undefined;
    }
    if (await isIgnored(repository, file)) {
      return 'ignored';
    }
    return (await isTracked(repository, file)) ? 'tracked' : 'notIgnored';
  } catch {
    return undefined;
  }
}

/** Git may be missing or switched off. */
function hasRepository(file: string): boolean {
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, '.git'))) {
      return true;
    }
    if (folder === path.dirname(folder)) {
      return false;
    }
  }
}

/** Git's exit may reach the extension before its output does: then it says that nothing is ignored. So it is asked again. */
async function isIgnored(repository: GitRepository, file: string): Promise<boolean> {
  for (const pause of PAUSES_MS) {
    await delay(pause);
    if ((await repository.checkIgnore([file])).has(file)) {
      return true;
    }
  }
  return false;
}

async function repositoryOf(folder: vscode.Uri): Promise<GitRepository | undefined> {
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

async function isTracked(repository: GitRepository, file: string): Promise<boolean> {
  try {
    await repository.getObjectDetails('', file);
    return true;
  } catch {
    return false;
  }
}
