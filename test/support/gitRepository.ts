import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** A real repository in a folder. */
export class GitRepository {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  /** Makes the folder a repository, with one commit. */
  static init(folder: string): GitRepository {
    mkdirSync(folder, { recursive: true });
    const repository = new GitRepository(folder);
    repository.git('init', '--quiet', '--initial-branch=main');
    repository.git('commit', '--quiet', '--allow-empty', '--message=Begin');
    return repository;
  }

  write(name: string, content: string): string {
    const file = path.join(this.folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
    return file;
  }

  /** Writes files and commits them. */
  commit(files: Readonly<Record<string, string>>): void {
    for (const [name, content] of Object.entries(files)) this.write(name, content);
    this.git('add', '--', ...Object.keys(files));
    this.git('commit', '--quiet', '--message=Add files');
  }

  /** Runs Git with a user of its own, and none of the settings of this machine. */
  git(...args: readonly string[]): string {
    const user = { NAME: 'Test', EMAIL: 'test@example.com' };
    const env: NodeJS.ProcessEnv = {
      ...process.env,
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_SYSTEM: '/dev/null',
    };
    for (const [name, value] of Object.entries(user)) {
      env[`GIT_AUTHOR_${name}`] = value;
      env[`GIT_COMMITTER_${name}`] = value;
    }
    return execFileSync('git', args, { cwd: this.folder, env, encoding: 'utf8' });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
