import type * as vscode from 'vscode';

/** The part of the built-in Git extension's API, version 1, that is used here. */
export interface GitExtension {
  /** False where `git.enabled` is off, or no Git was found. */
  readonly enabled: boolean;
  readonly onDidChangeEnablement: vscode.Event<boolean>;
  /** @throws when Git is not enabled */
  getAPI(version: 1): GitApi;
}

export interface GitApi {
  readonly state: 'uninitialized' | 'initialized';
  readonly onDidChangeState: vscode.Event<unknown>;
  readonly repositories: readonly GitRepository[];
  readonly onDidOpenRepository: vscode.Event<GitRepository>;
  readonly onDidCloseRepository: vscode.Event<GitRepository>;
  /** The innermost open repository that holds the file. */
  getRepository(uri: vscode.Uri): GitRepository | null;
  /** `null` where it does not open it: for one that the user has closed, or does not trust. */
  openRepository(root: vscode.Uri): Promise<GitRepository | null>;
}

export interface GitRepository {
  readonly rootUri: vscode.Uri;
  /** Gives the paths that Git ignores. */
  checkIgnore(paths: string[]): Promise<Set<string>>;
  readonly state: { readonly onDidChange: vscode.Event<void> };
  /** With '' for the tree: of the file in the index. Rejects for a file that is not in there. */
  getObjectDetails(treeish: string, path: string): Promise<unknown>;
}
