import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { workspace } from 'vscode';

/** A folder of its own in the workspace, with or without a real Git repository in it. */
export class WorkspaceFolder {
  readonly folder: string;

  constructor(kind: 'repository' | 'plain', files: Readonly<Record<string, string>> = {}) {
    const [root] = workspace.workspaceFolders ?? [];
    if (root === undefined) throw new Error('These tests need a workspace folder.');
    this.folder = mkdtempSync(path.join(root.uri.fsPath, `${kind}-`));
    if (kind === 'repository') this.git('init', '--quiet');
    for (const [name, content] of Object.entries(files)) this.write(name, content);
  }

  path(name: string): string {
    return path.join(this.folder, name);
  }

  write(name: string, content: string | Uint8Array): string {
    const file = this.path(name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
    return file;
  }

  git(...args: string[]): void {
    execFileSync('git', args, { cwd: this.folder });
  }

  /** A repository itself goes with the whole workspace: VS Code's Git goes on asking about it for a while, and fails aloud. */
  remove(): void {
    const names = readdirSync(this.folder);
    for (const name of names) {
      if (name !== '.git') rmSync(this.path(name), { recursive: true, force: true });
    }
    if (!names.includes('.git')) rmSync(this.folder, { recursive: true, force: true });
  }
}
