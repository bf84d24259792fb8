import {
  addToGitIgnore,
  type EnvFiles,
  type Exposure,
  type FileChange,
} from '../../src/core/envFile/envFiles.ts';
import type { EnvironmentLink, EnvironmentLinks } from '../../src/core/envFile/environmentLink.ts';
import type { Disposable } from '../../src/core/kit/ports.ts';

/** A folder in memory, shared by all windows that have it open. Git ignores all of it unless told otherwise. */
export class MemoryEnvFiles implements EnvFiles {
  readonly texts = new Map<string, string>();
  readonly exposures = new Map<string, Exposure>();
  /** Thrown by every edit while it is set. */
  fault: Error | undefined;
  /** Each file is a document with unsaved edits. */
  isUnsaved = false;
  writes = 0;
  reads = 0;

  async edit(file: string, change: (text: string | undefined) => FileChange): Promise<boolean> {
    await Promise.resolve();
    if (this.fault !== undefined) throw this.fault;
    this.reads++;
    const changed = change(this.texts.get(file));
    if (changed === 'keep') return !this.isUnsaved;
    this.writes++;
    if (changed === 'delete') this.texts.delete(file);
    else this.texts.set(file, changed.text);
    return !this.isUnsaved;
  }

  exposure(file: string): Promise<Exposure> {
    return Promise.resolve(this.exposures.get(file) ?? 'ignored');
  }

  ignore(file: string): Promise<void> {
    this.texts.set('/.gitignore', addToGitIgnore(this.texts.get('/.gitignore') ?? '', file));
    this.exposures.set(file, 'ignored');
    return Promise.resolve();
  }
}

/** The links of one window. */
export class MemoryLinks implements EnvironmentLinks {
  readonly canLink = true;
  all: readonly EnvironmentLink[] = [];
  get stored(): readonly EnvironmentLink[] {
    return this.all;
  }

  readonly onDidChange = (): Disposable => ({ dispose: () => undefined });

  save(links: readonly EnvironmentLink[]): Promise<void> {
    this.all = links;
    return Promise.resolve();
  }
}
