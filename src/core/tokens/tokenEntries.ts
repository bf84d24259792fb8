import type { ApplicationStore } from '../applications/applicationStore.ts';
import type { Clock, Random } from '../kit/ports.ts';
import type { ServerHabits } from './heldToken.ts';
import { TokenEntry } from './tokenEntry.ts';

export interface TokenEntriesPorts {
  readonly applications: Pick<ApplicationStore, 'applications' | 'get'>;
  readonly clock: Clock;
  readonly random: Random;
  /** Read at every use, so that a changed setting counts at once. */
  readonly settings: { readonly authUrl: string };
}

/** What becomes of an entry when the applications or the server change. */
export interface TokenEntriesHost {
  /** It is new: what is stored of its token is to be read. */
  load(entry: TokenEntry): Promise<void>;
  /** It is as before. */
  plan(entry: TokenEntry): void;
  /** Its application is gone. */
  forget(key: string): void;
}

/** One entry for each stored application, under its credentials and the server of now. */
export class TokenEntries {
  readonly #ports: TokenEntriesPorts;
  readonly #host: TokenEntriesHost;
  readonly #entries = new Map<string, TokenEntry>();
  readonly #habits = new Map<string, ServerHabits>();

  constructor(ports: TokenEntriesPorts, host: TokenEntriesHost) {
    this.#ports = ports;
    this.#host = host;
  }

  get(key: string): TokenEntry | undefined {
    return this.#entries.get(key);
  }

  values(): Iterable<TokenEntry> {
    return this.#entries.values();
  }

  /** The application is still stored with these credentials, and the server is still the same. */
  isCurrent(entry: TokenEntry): boolean {
    const { applications, settings } = this.#ports;
    return (
      this.#entries.get(entry.key) === entry &&
      applications.get(entry.key)?.revision === entry.revision &&
      settings.authUrl === entry.authUrl
    );
  }

  /** The applications or the server have changed, and {@link sync} has not been called yet. */
  isBehind(key: string): boolean {
    const known = this.#entries.get(key);
    return known === undefined ? this.#ports.applications.get(key) !== undefined : !this.isCurrent(known);
  }

  /** Follows the stored applications: new ones get an entry, removed and changed ones lose their token. */
  sync(): void {
    const { applications, clock, random, settings } = this.#ports;
    const { authUrl } = settings;
    const gone = [...this.#entries.keys()].filter((key) => applications.get(key) === undefined);
    for (const key of gone) {
      this.#entries.get(key)?.flight?.abort();
      this.#entries.delete(key);
      this.#host.forget(key);
    }
    for (const { key, revision } of applications.applications) {
      const known = this.#entries.get(key);
      if (known?.revision === revision && known.authUrl === authUrl) {
        this.#host.plan(known);
        continue;
      }
      const changedNow = known !== undefined && known.revision !== revision;
      const usedAtMs = changedNow ? clock.now() : (known?.usedAtMs ?? 0);
      const entry = new TokenEntry({ key, revision, authUrl }, this.#habitsOf(authUrl), usedAtMs, random());
      this.#entries.set(key, entry);
      known?.flight?.abort();
      entry.loaded = this.#host.load(entry);
    }
  }

  /** Ends all flights. */
  clear(): void {
    for (const entry of this.#entries.values()) {
      entry.flight?.abort();
    }
    this.#entries.clear();
  }

  #habitsOf(authUrl: string): ServerHabits {
    const habits = this.#habits.get(authUrl) ?? { reusesToken: undefined };
    this.#habits.set(authUrl, habits);
    return habits;
  }
}
