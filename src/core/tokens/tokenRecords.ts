import type { ApplicationStore } from '../applications/applicationStore.ts';
import type { Clock, Log } from '../kit/ports.ts';
import type { TokenEntry } from './tokenEntry.ts';
import type { TokenStore } from './tokenStore.ts';

export interface TokenRecordsPorts {
  readonly applications: Pick<ApplicationStore, 'get'>;
  readonly tokens: TokenStore;
  readonly clock: Clock;
  readonly log: Log;
}

/** What reading and writing ask of the manager. */
export interface TokenRecordsHost {
  /** The application is still stored with these credentials, and the server is still the same. */
  isCurrent(entry: TokenEntry): boolean;
  /** Notices a clock that was set back, before anything is adopted. */
  watchClock(): void;
  /** The entry is different now. */
  show(entry: TokenEntry): void;
}

const USE_NOTED_EVERY_MS = 60 * 60 * 1000;

/** Keeps entries and what is stored of them the same. Nothing here rejects: a token is replaceable. */
export class TokenRecords {
  readonly #ports: TokenRecordsPorts;
  readonly #host: TokenRecordsHost;

  constructor(ports: TokenRecordsPorts, host: TokenRecordsHost) {
    this.#ports = ports;
    this.#host = host;
  }

  async load(entry: TokenEntry): Promise<void> {
    await this.adopt(entry);
    entry.isLoaded = true;
    this.#host.show(entry);
  }

  /** Reads what is stored and follows it: another window may have exchanged, been rejected, or seen a change. */
  adopt(entry: TokenEntry): Promise<void> {
    entry.nextRead ??= entry.oneByOne(() => {
      entry.nextRead = undefined;
      return this.#read(entry);
    });
    return entry.nextRead;
  }

  /** A token that cannot be stored stays in memory: storing it is for the next session. */
  save(entry: TokenEntry): Promise<void> {
    const { applications, tokens, log } = this.#ports;
    return entry.oneByOne(async () => {
      if (!this.#host.isCurrent(entry)) {
        return;
      }
      try {
        const record = entry.toRecord();
        await tokens.write(entry.key, record);
        entry.wasStored(record);
        if (applications.get(entry.key) === undefined) {
          await tokens.delete(entry.key);
        }
      } catch (error) {
        log.warn(`A token could not be stored. ${String(error)}`);
      }
    });
  }

  /** Tells the other windows once an hour that a token is in use. Returns whether it was idle before. */
  noteUse(entry: TokenEntry): boolean {
    const now = this.#ports.clock.now();
    const wasIdle = now - entry.usedAtMs > USE_NOTED_EVERY_MS;
    entry.usedAtMs = now;
    if (wasIdle) {
      void this.adopt(entry).then(() => (entry.token === undefined ? undefined : this.save(entry)));
    }
    return wasIdle;
  }

  async #read(entry: TokenEntry): Promise<void> {
    const { applications, tokens, clock, log } = this.#ports;
    const application = applications.get(entry.key);
    if (application === undefined || !this.#host.isCurrent(entry)) {
      return;
    }
    try {
      const record = await tokens.read(application, entry.authUrl);
      this.#host.watchClock();
      if (entry.adopt(record, clock.now()) && entry.isLoaded) {
        this.#host.show(entry);
      }
    } catch (error) {
      log.warn(`A stored token could not be read. ${String(error)}`);
    }
  }
}
