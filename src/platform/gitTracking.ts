import * as vscode from 'vscode';

import type { Disposable } from '../core/ports.ts';
import type { GitApi, GitExtension, GitRepository } from './gitApi.ts';

/**
 * Which files Git tracks, asked of VS Code's Git extension. A file is tracked when it is in the index of an open
 * repository: committed, or added and about to be. Ignored and untracked files are not, nor is anything where there is
 * no Git, no repository, or no file on disk.
 */
export class GitTracking implements Disposable {
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
    this.#extensions = vscode.extensions.onDidChange(() => {
      this.#disconnect();
    });
  }

  /** Never rejects. Waits for Git to have looked for repositories. */
  async isTracked(uri: vscode.Uri): Promise<boolean> {
    if (uri.scheme !== 'file' || this.#isDisposed) {
      return false;
    }
    try {
      return await this.#ask(uri);
    } catch {
      return false;
    }
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#extensions.dispose();
    vscode.Disposable.from(...this.#subscriptions, this.#changed).dispose();
  }

  async #ask(uri: vscode.Uri): Promise<boolean> {
    this.#api ??= this.#connect();
    const repository = (await this.#api)?.getRepository(uri);
    if (!repository) {
      return false;
    }
    const key = uri.toString();
    const answer = this.#answers.get(key) ?? isInIndex(repository, uri.fsPath);
    this.#answers.set(key, answer);
    return answer;
  }

  async #connect(): Promise<GitApi | undefined> {
    const extension = await vscode.extensions.getExtension<GitExtension>('vscode.git')?.activate();
    if (extension === undefined || this.#isDisposed) {
      return undefined;
    }
    this.#subscriptions.push(
      extension.onDidChangeEnablement(() => {
        this.#disconnect();
      }),
    );
    if (!extension.enabled) {
      return undefined;
    }
    const api = extension.getAPI(1);
    const disconnected = Promise.withResolvers<undefined>();
    this.#subscriptions.push({
      dispose: () => {
        disconnected.resolve(undefined);
      },
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
        dispose: () => {
          [...followed.keys()].forEach(leave);
        },
      },
    );
    await initialized(api, disconnected.promise);
    return api;
  }

  /** What is known of Git is not true any more: it is asked anew. */
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
