import * as l10n from '@vscode/l10n';

import type { ApplicationStore } from '../applications/applicationStore.ts';
import type { Disposable, Log } from '../kit/ports.ts';
import { queue } from '../kit/queue.ts';
import { FreshWhileRead } from '../tokens/keptFresh.ts';
import type { TokenManager } from '../tokens/tokenManager.ts';
import { linkId, type EnvironmentLink, type EnvironmentLinks } from './environmentLink.ts';
import { EnvFileError } from '../kit/fileError.ts';
import type { EnvFiles } from './envFiles.ts';
import { mayLeaveUnasked } from '../applications/application.ts';
import { clearLink, writeLink } from './linkFile.ts';

export interface LinkedEnvironmentsPorts {
  readonly applications: ApplicationStore;
  readonly tokens: TokenManager;
  readonly links: EnvironmentLinks;
  readonly files: EnvFiles;
  readonly log: Log;
  /** Whether an application that is not there was removed, and is not just out of reach. */
  readonly canTrustStorage: () => boolean;
  /** Called once until the link works again. */
  readonly onStop: (stop: LinkStop) => void;
}

export type LinkDraft = Pick<EnvironmentLink, 'file' | 'target' | 'key' | 'unverifiedAccepted'>;

/** A link is no longer kept current, for a reason that the user should know. */
export interface LinkStop {
  readonly link: EnvironmentLink;
  readonly error: EnvFileError;
  /** The application was removed, and the file still holds its last token. */
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
  readonly #fresh: FreshWhileRead;
  /** Changes of files. */
  readonly #oneByOne = queue();
  #disposed = false;

  constructor(ports: LinkedEnvironmentsPorts) {
    this.#ports = ports;
    this.#fresh = new FreshWhileRead(ports.tokens);
    this.#subscriptions = [
      ports.tokens.onDidChange((key) => {
        if (ports.links.all.some((link) => link.key === key)) {
          this.#inBackground(this.refresh());
        }
      }),
      // Among the changes is the user's agreement to a long-lived token.
      ports.applications.onDidChange(() =>
        this.#inBackground(this.#dropOrphans().then(() => this.refresh())),
      ),
    ];
  }

  get files(): EnvFiles {
    return this.#ports.files;
  }

  /** Takes the links up where the last session left them. The applications must have been loaded. */
  async start(): Promise<void> {
    this.#follow();
    await this.#dropOrphans();
    await this.refresh();
  }

  /**
   * Writes a token to a place and keeps it current from then on.
   *
   * @returns whether it is on disk; otherwise an editor with unsaved changes alone has it
   * @throws {EnvFileError} why it was not written
   */
  link(draft: LinkDraft, accessToken: string): Promise<boolean> {
    return this.#oneByOne(async () => {
      const { links } = this.#ports;
      const id = linkId(draft);
      const before = links.all.find((link) => linkId(link) === id);
      const done = await writeLink(this.#ports.files, draft, accessToken, false);
      this.#note(id, accessToken, done.isOnDisk);
      const { added, createdFile } = before ?? done;
      const link = { ...draft, added, createdFile };
      await this.#save([...links.all.filter((other) => linkId(other) !== id), link]);
      return done.isOnDisk;
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

  /** Takes the tokens out of all files, and forgets all links. What is left in a file is told by `onStop`. */
  dropAll(): Promise<void> {
    return this.#oneByOne(() => this.#drop(this.#ports.links.all));
  }

  /** Writes what is new. Rejects only where links cannot be stored: what went wrong is told by `onStop`. */
  refresh(): Promise<void> {
    return this.#oneByOne(async () => {
      for (const link of this.#ports.links.all) {
        await this.#refresh(link);
      }
    });
  }

  dispose(): void {
    this.#disposed = true;
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#fresh.dispose();
  }

  async #refresh(link: EnvironmentLink): Promise<void> {
    const { applications, tokens, files } = this.#ports;
    const token = tokens.peek(link.key);
    const id = linkId(link);
    if (this.#disposed || token === undefined || this.#written.get(id) === token.accessToken) {
      return;
    }
    try {
      const application = applications.get(link.key);
      if (!mayLeaveUnasked(application, token)) {
        throw new EnvFileError(
          'longLived',
          l10n.t('The new token of {0} is long-lived.', application?.name ?? ''),
        );
      }
      const { isOnDisk } = await writeLink(files, link, token.accessToken, true);
      this.#note(id, token.accessToken, isOnDisk);
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
      const { applications, links, canTrustStorage } = this.#ports;
      if (canTrustStorage()) {
        const keys = new Set(applications.all.map(({ key }) => key));
        await this.#drop(links.all.filter(({ key }) => !keys.has(key)));
      }
    });
  }

  async #drop(links: readonly EnvironmentLink[]): Promise<void> {
    const { files, log, onStop } = this.#ports;
    for (const link of links) {
      try {
        await clearLink(files, link);
      } catch (error) {
        log.warn('The token of a removed application is still in a linked file.');
        onStop({ link, error: asEnvFileError(error), isOrphan: true });
      }
      await this.#forget(linkId(link));
    }
  }

  #inBackground(work: Promise<void>): void {
    work.catch(() => this.#ports.log.error('The links of this workspace could not be stored.'));
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

  /** Keeps the tokens of linked files fresh: programs read a file at any time, unseen. */
  #follow(): void {
    if (!this.#disposed) {
      this.#fresh.set(this.#ports.links.all.map(({ key }) => key));
    }
  }

  /** Remembers a token that is on disk: an editor may never save one. */
  #note(id: string, accessToken: string, isOnDisk: boolean): void {
    if (isOnDisk) {
      this.#written.set(id, accessToken);
    }
  }
}

function asEnvFileError(error: unknown): EnvFileError {
  return error instanceof EnvFileError
    ? error
    : new EnvFileError('unwritable', l10n.t("It couldn't be written."), error);
}
