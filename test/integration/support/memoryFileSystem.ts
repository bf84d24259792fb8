import {
  Disposable,
  EventEmitter,
  FileSystemError,
  FileType,
  Uri,
  workspace,
  type FileChangeEvent,
  type FileStat,
  type FileSystemProvider,
} from 'vscode';

/** Files that are on no disk, as those of github.dev are, below one folder. */
export class MemoryFileSystem implements FileSystemProvider {
  readonly #files = new Map<string, Uint8Array>();
  readonly #changed = new EventEmitter<FileChangeEvent[]>();
  readonly #registration: Disposable;
  readonly #scheme: string;
  readonly #links: ReadonlySet<string>;
  readonly onDidChangeFile = this.#changed.event;

  /** @param links names that are links, to nobody knows where */
  constructor(scheme: string, files: Readonly<Record<string, string>>, links: readonly string[] = []) {
    this.#scheme = scheme;
    for (const [name, text] of Object.entries(files)) {
      this.#files.set(this.uri(name).path, new TextEncoder().encode(text));
    }
    this.#links = new Set(links.map((name) => this.uri(name).path));
    this.#registration = workspace.registerFileSystemProvider(scheme, this, { isCaseSensitive: true });
  }

  get folder(): Uri {
    return Uri.from({ scheme: this.#scheme, path: '/repository' });
  }

  uri(name: string): Uri {
    return Uri.joinPath(this.folder, name);
  }

  text(name: string): string {
    return new TextDecoder().decode(this.readFile(this.uri(name)));
  }

  dispose(): void {
    this.#registration.dispose();
  }

  stat({ path }: Uri): FileStat {
    const file = this.#files.get(path);
    const isFolder = [...this.#files.keys()].some((name) => name.startsWith(`${path}/`));
    if (file === undefined && !isFolder) throw FileSystemError.FileNotFound(path);
    return {
      type:
        (file === undefined ? FileType.Directory : FileType.File) |
        (this.#links.has(path) ? FileType.SymbolicLink : FileType.Unknown),
      ctime: 0,
      mtime: 0,
      size: file?.length ?? 0,
    };
  }

  readFile({ path }: Uri): Uint8Array {
    const file = this.#files.get(path);
    if (file === undefined) throw FileSystemError.FileNotFound(path);
    return file;
  }

  writeFile({ path }: Uri, content: Uint8Array): void {
    this.#files.set(path, content);
  }

  readDirectory(): [string, FileType][] {
    return [];
  }

  watch(): Disposable {
    return new Disposable(() => undefined);
  }

  createDirectory(): never {
    throw FileSystemError.NoPermissions();
  }

  delete(): never {
    throw FileSystemError.NoPermissions();
  }

  rename(): never {
    throw FileSystemError.NoPermissions();
  }
}
