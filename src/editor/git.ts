import * as vscode from 'vscode';

import type { Exposure } from '../core/envFile/envFiles.ts';
import type { Disposable } from '../core/kit/ports.ts';
import type { GitApi, GitExtension, GitRepository } from './gitApi.ts';

/** Before each time that Git is asked again: a machine that is busy answers falsely several times on end. */
const PAUSES_MS = [0, 25, 50, 100, 200, 400];

/** Of several paths to one file, the most dangerous one decides. */
const BY_DANGER = ['tracked', 'notIgnored', 'unverified', 'ignored', 'noRepository'] as const;

/**
 * Asks VS Code's Git extension what Git does with files, and always of the innermost repository that holds the file,
 * whether VS Code has opened that one or not.
 */
export class Git implements Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  /** An answer may be another one now. */
  readonly onDidChange = this.#changed.event;
  readonly #answers = new Map<string, Promise<boolean>>();
  readonly #extensions: Disposable;
  #subscriptions: Disposable[] = [];
  #api: Promise<GitApi | undefined> | undefined;
  #isDisposed = false;

  constructor() {
    // Git is no extension of an untrusted workspace: it comes when the user trusts it.
    this.#extensions = vscode.extensions.onDidChange(() => this.#disconnect());
  }

  /**
   * Whether the file is in the index: committed, or added and about to be. Ignored and untracked files are not, nor is
   * anything where there is no Git, no repository, or no file on disk. Never rejects. Waits for Git to have looked for
   * repositories.
   */
  async isTracked(uri: vscode.Uri): Promise<boolean> {
    if (uri.scheme !== 'file' || this.#isDisposed) return false;
    const key = uri.toString();
    const answer = this.#answers.get(key) ?? this.#ask(uri);
    this.#answers.set(key, answer);
    return answer;
  }

  /**
   * Whether Git keeps a file, asked anew each time. Never rejects.
   *
   * @param paths all that lead to the file; of each, the ways to write it, of which the first one that Git knows counts
   */
  async exposure(paths: readonly (readonly string[])[]): Promise<Exposure> {
    const all = await Promise.all(paths.map((spellings) => this.#exposureOf(spellings)));
    return BY_DANGER.find((exposure) => all.includes(exposure)) ?? 'unverified';
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#extensions.dispose();
    vscode.Disposable.from(...this.#subscriptions, this.#changed).dispose();
  }

  async #ask(uri: vscode.Uri): Promise<boolean> {
    try {
      const repository = await this.#repositoryOf(uri);
      return typeof repository === 'object' && (await isInIndex(repository, uri.fsPath));
    } catch {
      return false;
    }
  }

  async #exposureOf(spellings: readonly string[]): Promise<Exposure> {
    let unknown: Exposure = 'noRepository';
    for (const file of spellings) {
      const exposure = await this.#exposureOfFile(vscode.Uri.file(file));
      if (exposure !== 'unverified' && exposure !== 'noRepository') return exposure;
      unknown = exposure === 'unverified' ? exposure : unknown;
    }
    return unknown;
  }

  async #exposureOfFile(uri: vscode.Uri): Promise<Exposure> {
    try {
      const repository = await this.#repositoryOf(uri);
      if (typeof repository === 'string') return repository;
      if (await isIgnored(repository, uri.fsPath)) return 'ignored';
      return (await isInIndex(repository, uri.fsPath)) ? 'tracked' : 'notIgnored';
    } catch {
      return 'unverified';
    }
  }

  /** An outer repository knows nothing of what an inner one tracks, so only the innermost one is asked. */
  async #repositoryOf(file: vscode.Uri): Promise<GitRepository | 'noRepository' | 'unverified'> {
    const root = await rootAround(file);
    if (root === undefined) return 'noRepository';
    this.#api ??= this.#connect();
    const api = await this.#api;
    const open = api?.getRepository(file);
    const repository = isAt(open, root) ? open : await api?.openRepository(root);
    return isAt(repository, root) ? repository : 'unverified';
  }

  async #connect(): Promise<GitApi | undefined> {
    const extension = await vscode.extensions.getExtension<GitExtension>('vscode.git')?.activate();
    if (extension === undefined || this.#isDisposed) return undefined;
    this.#subscriptions.push(extension.onDidChangeEnablement(() => this.#disconnect()));
    if (!extension.enabled) return undefined;
    const api = extension.getAPI(1);
    const disconnected = Promise.withResolvers<undefined>();
    this.#subscriptions.push({
      dispose: () => disconnected.resolve(undefined),
    });
    const followed = new Map<GitRepository, Disposable>();
    const leave = (repository: GitRepository): void => {
      followed.get(repository)?.dispose();
      followed.delete(repository);
    };
    const follow = (repository: GitRepository): void => {
      leave(repository);
      followed.set(repository, repository.state.onDidChange(this.#forget));
    };
    api.repositories.forEach(follow);
    this.#subscriptions.push(
      api.onDidOpenRepository(follow),
      api.onDidOpenRepository(this.#forget),
      api.onDidCloseRepository(leave),
      api.onDidCloseRepository(this.#forget),
      {
        dispose: () => [...followed.keys()].forEach(leave),
      },
    );
    await initialized(api, disconnected.promise);
    return api;
  }

  /** Forgets all answers of Git: they may be others now. */
  #disconnect(): void {
    vscode.Disposable.from(...this.#subscriptions).dispose();
    this.#subscriptions = [];
    this.#api = undefined;
    this.#forget();
  }

  readonly #forget = (): void => {
    this.#answers.clear();
    this.#changed.fire();
  };
}

/** Git has looked for repositories, or nobody wants to know any more. */
async function initialized(api: GitApi, disconnected: Promise<undefined>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const subscription = api.onDidChangeState(() => {
    if (api.state === 'initialized') resolve(undefined);
  });
  if (api.state !== 'initialized') await Promise.race([promise, disconnected]);
  subscription.dispose();
}

/** The index alone decides: a file that is ignored and tracked all the same is committed with the others. */
function isInIndex(repository: GitRepository, path: string): Promise<boolean> {
  return repository.getObjectDetails('', path).then(
    () => true,
    () => false,
  );
}

/** Git's exit may reach the extension before its output does: then it says that nothing is ignored. So it is asked again. */
async function isIgnored(repository: GitRepository, path: string): Promise<boolean> {
  for (const pause of PAUSES_MS) {
    await new Promise((resolve) => setTimeout(resolve, pause));
    if ((await repository.checkIgnore([path])).has(path)) return true;
  }
  return false;
}

/** The folder of the innermost repository that holds the file, as its entry `.git` says. */
async function rootAround(file: vscode.Uri): Promise<vscode.Uri | undefined> {
  for (let folder = file; ;) {
    const parent = vscode.Uri.joinPath(folder, '..');
    if (parent.path === folder.path) return undefined;
    if (await exists(vscode.Uri.joinPath(parent, '.git'))) return parent;
    folder = parent;
  }
}

/** Whether an entry is there; one that cannot be looked at is taken to be. */
async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch (error) {
    return !(error instanceof vscode.FileSystemError && error.code === 'FileNotFound');
  }
}

/** Without case, which a disk may not tell apart. */
function isAt(repository: GitRepository | null | undefined, root: vscode.Uri): repository is GitRepository {
  return repository?.rootUri.fsPath.toLowerCase() === root.fsPath.toLowerCase();
}
