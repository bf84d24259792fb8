import type { ApplicationStore } from '../applications/applicationStore.ts';
import type { Disposable, Log } from '../ports.ts';
import type { TokenManager } from '../tokens/tokenManager.ts';
import { linkId, type EnvironmentLink, type EnvironmentLinks } from './environmentLink.ts';
import { EnvFileError } from './envFileError.ts';
import type { EnvFiles } from './envFiles.ts';
import { clearLink, writeLink } from './linkFile.ts';

export interface LinkedEnvironmentsPorts {
  readonly applications: ApplicationStore;
  readonly tokens: TokenManager;
  readonly links: EnvironmentLinks;
  readonly files: EnvFiles;
  readonly log: Log;
  /** Called once until the link works again. */
  readonly onStop: (stop: LinkStop) => void;
}

export type LinkDraft = Pick<EnvironmentLink, 'file' | 'target' | 'key'>;

/** A link is no longer kept current, for a reason that the user should know. */
export interface LinkStop {
  readonly link: EnvironmentLink;
  readonly error: EnvFileError;
  /** Its application was removed, and the file still holds the last token. */
  readonly isOrphan: boolean;
}

/**
 * Keeps the linked files current: writes a new token where the old one stood. A place that is gone has been unlinked by
 * someone, here or in another window, and is not written again.
 */
export class LinkedEnvironments implements Disposable {
  readonly #ports: LinkedEnvironmentsPorts;
  readonly #subscriptions: readonly Disposable[];
  /** The token that each place is known to hold: most changes of a state bring no new one. */
  readonly #written = new Map<string, string>();
  #wanted: ReadonlySet<string> = new Set();
  #work: Promise<unknown> = Promise.resolve();
  #disposed = false;

  constructor(ports: LinkedEnvironmentsPorts) {
    this.#ports = ports;
    this.#subscriptions = [
      ports.tokens.onDidChange((key) => {
        if (ports.links.all.some((link) => link.key === key)) {
          void this.refresh();
        }
      }),
      ports.applications.onDidChange(() => void this.#dropOrphans()),
    ];
  }

  get files(): EnvFiles {
    return this.#ports.files;
  }

  /** Takes the links up where the last session left them. The applications must have been loaded. */
  async start(): Promise<void> {
    this.#follow();
    await this.#oneByOne(() => this.#sweep());
    await this.#dropOrphans();
    await this.refresh();
  }

  /**
   * Writes a token to a place and keeps it current from then on.
   *
   * @throws {EnvFileError} why it was not written
   */
  link(draft: LinkDraft, accessToken: string): Promise<void> {
    return this.#oneByOne(async () => {
      const { links } = this.#ports;
      const id = linkId(draft);
      const before = links.all.find((link) => linkId(link) === id);
      const done = await writeLink(this.#ports.files, draft, accessToken, false);
      this.#written.set(id, accessToken);
      const { added, createdFile } = before ?? done;
      const link = { ...draft, added, createdFile };
      await this.#save([...links.all.filter((other) => linkId(other) !== id), link]);
    });
  }

  /**
   * Takes out what linking has added, and forgets the link.
   *
   * @throws {EnvFileError} why the file still holds the token; the link stays
   */
  unlink(id: string): Promise<void> {
    return this.#oneByOne(async () => {
      const link = this.#ports.links.all.find((candidate) => linkId(candidate) === id);
      if (link !== undefined) {
        await clearLink(this.#ports.files, link);
        await this.#forget(id);
      }
    });
  }

  /** Writes what is new. Never rejects: what went wrong is told by `onStop`. */
  refresh(): Promise<void> {
    return this.#oneByOne(async () => {
      for (const link of this.#ports.links.all) {
        await this.#refresh(link);
      }
    });
  }

  dispose(): void {
    this.#disposed = true;
    for (const subscription of this.#subscriptions) {
      subscription.dispose();
    }
    this.#want(new Set());
  }

  /** What the last session has left when it was killed holds a token. */
  async #sweep(): Promise<void> {
    const { links, files, log } = this.#ports;
    for (const file of new Set(links.all.map((link) => link.file))) {
      try {
        await files.sweep(file);
      } catch {
        log.warn('What an earlier session may have left beside a linked file could not be looked for.');
      }
    }
  }

  async #refresh(link: EnvironmentLink): Promise<void> {
    const { tokens, files } = this.#ports;
    const token = tokens.peek(link.key);
    const id = linkId(link);
    if (this.#disposed || token === undefined || this.#written.get(id) === token.accessToken) {
      return;
    }
    try {
      await writeLink(files, link, token.accessToken, true);
      this.#written.set(id, token.accessToken);
      if (link.stopped !== undefined) {
        await this.#replace({ ...link, stopped: undefined });
      }
    } catch (error) {
      await this.#stop(link, asEnvFileError(error));
    }
  }

  async #stop(link: EnvironmentLink, error: EnvFileError): Promise<void> {
    const { log } = this.#ports;
    if (error.code === 'missing') {
      await this.#forget(linkId(link));
    } else if (link.stopped === error.code) {
      return;
    } else {
      await this.#replace({ ...link, stopped: error.code });
    }
    log.warn(`A linked file is no longer kept current. ${error.message}`);
    this.#ports.onStop({ link, error, isOrphan: false });
  }

  /** Links of applications that were removed, here or in another window. */
  #dropOrphans(): Promise<void> {
    return this.#oneByOne(async () => {
      const { applications, links, files, log } = this.#ports;
      const keys = new Set(applications.all.map(({ key }) => key));
      for (const link of links.all.filter(({ key }) => !keys.has(key))) {
        try {
          await clearLink(files, link);
        } catch (error) {
          log.warn('The token of a removed application is still in a linked file.');
          this.#ports.onStop({ link, error: asEnvFileError(error), isOrphan: true });
        }
        await this.#forget(linkId(link));
      }
    });
  }

  #replace(link: EnvironmentLink): Promise<void> {
    const id = linkId(link);
    return this.#save(this.#ports.links.all.map((other) => (linkId(other) === id ? link : other)));
  }

  #forget(id: string): Promise<void> {
    this.#written.delete(id);
    return this.#save(this.#ports.links.all.filter((link) => linkId(link) !== id));
  }

  async #save(links: readonly EnvironmentLink[]): Promise<void> {
    await this.#ports.links.save(links);
    this.#follow();
  }

  /** Whoever reads a linked file asks nobody: its application is in use all the time. */
  #follow(): void {
    if (!this.#disposed) {
      this.#want(new Set(this.#ports.links.all.map(({ key }) => key)));
    }
  }

  #want(keys: ReadonlySet<string>): void {
    const { tokens } = this.#ports;
    const before = this.#wanted;
    this.#wanted = keys;
    for (const key of [...keys].filter((candidate) => !before.has(candidate))) {
      tokens.want(key, 1);
    }
    for (const key of [...before].filter((candidate) => !keys.has(candidate))) {
      tokens.want(key, -1);
    }
  }

  /** One change of a file after the other. */
  #oneByOne<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#work.then(work);
    this.#work = done.catch(() => undefined);
    return done;
  }
}

function asEnvFileError(error: unknown): EnvFileError {
  return error instanceof EnvFileError
    ? error
    : new EnvFileError('unwritable', 'It could not be written.', error);
}
