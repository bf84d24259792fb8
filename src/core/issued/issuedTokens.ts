import type { ApplicationStore } from '../applications/applicationStore.ts';
import { ISSUED_KEY, issuedKeyOf, issuedStorageKey } from '../storage/storageKeys.ts';
import { Emitter } from '../kit/emitter.ts';
import type { Disposable, Log, Secrets } from '../kit/ports.ts';
import { queue } from '../kit/queue.ts';
import type { Token } from '../protocol/token.ts';
import type { TokenManager } from '../tokens/tokenManager.ts';
import { DigestKey } from './tokenDigests.ts';
import { IssuedIndex } from './issuedIndex.ts';
import {
  cutToLimit,
  isListed,
  isNewerList,
  type IssuedEntry,
  type IssuedToken,
  isTooOld,
  readIssued,
  withEntry,
  writeIssued,
} from './issuedToken.ts';

/** Each is begun on the thread that everything else in the extension host waits for. */
const DIGESTS_AT_ONCE = 200;

export interface IssuedTokensPorts {
  readonly secrets: Secrets;
  readonly log: Log;
  readonly applications: Pick<ApplicationStore, 'all' | 'applications' | 'get' | 'onDidChange'>;
  readonly tokens: Pick<TokenManager, 'state' | 'onDidChange'>;
}

/**
 * Knows the tokens again that this product was issued, wherever they stand. What is kept is a digest of each under a
 * secret key, and its times; never a token.
 *
 * SecretStorage is the truth, one value an application, shared by all windows: this is its mirror in memory. Every
 * token that the TokenManager gets is remembered. Nothing here rejects: not to know a token is no failure.
 */
export class IssuedTokens implements Disposable {
  readonly #ports: IssuedTokensPorts;
  readonly #index = new IssuedIndex();
  readonly #key: DigestKey;
  readonly #changed = new Emitter<undefined>();
  readonly #subscriptions: readonly Disposable[];
  readonly #queue = queue();

  /** Other tokens are known now than before. */
  readonly onDidChange = this.#changed.event;

  /** Begins to read what is stored, and to remember the tokens that there are. */
  constructor(ports: IssuedTokensPorts) {
    this.#ports = ports;
    this.#key = new DigestKey(ports.secrets);
    this.#subscriptions = [
      ports.secrets.onDidChange(({ key }) => {
        this.#onSecretChange(key);
      }),
      ports.tokens.onDidChange((key) => {
        this.#rememberCurrent(key);
      }),
      ports.applications.onDidChange(() => {
        if (ports.applications.all.length === 0) {
          void this.#oneByOne(() => this.#forgetLeftovers());
        }
      }),
    ];
    void this.#oneByOne(() => this.#load());
    this.#rememberAll();
  }

  /** Resolves once everything that was begun before has been read and written. */
  settled(): Promise<void> {
    return this.#queue(() => Promise.resolve());
  }

  /** The lengths that the known tokens have, after {@link settled}: words of other lengths need not be asked about. */
  get lengths(): ReadonlySet<number> {
    return this.#index.lengths;
  }

  /** Remembers that the token was issued to the application. */
  remember(applicationKey: string, token: Token): Promise<void> {
    return this.#oneByOne(async () => {
      if (this.#ports.applications.get(applicationKey) === undefined) {
        return;
      }
      const digests = this.#key.digests ?? (await this.#key.make());
      const entry: IssuedEntry = {
        digest: await digests.of(token.accessToken),
        length: token.accessToken.length,
        issuedAtMs: token.issuedAtMs,
        ...(token.expiresAtMs === undefined ? {} : { expiresAtMs: token.expiresAtMs }),
      };
      const { lists } = this.#index;
      if (!isListed(lists.get(applicationKey) ?? [], entry) && !isTooOld(lists, entry)) {
        await this.#add(applicationKey, entry);
      }
    });
  }

  /** The issued token that the text is; `undefined` for any other text. */
  async recognise(text: string): Promise<IssuedToken | undefined> {
    const [issued] = await this.recogniseAll([text]);
    return issued;
  }

  /** The issued tokens that the texts are, in their order; quick for those asked about before. */
  async recogniseAll(texts: readonly string[]): Promise<readonly (IssuedToken | undefined)[]> {
    await this.settled();
    const { digests } = this.#key;
    if (digests === undefined) {
      return texts.map(() => undefined);
    }
    const { lengths } = this.#index;
    // Each text once: V8's maps become slow where one key is moved to the end again and again.
    const found = new Map<string, string>();
    const strange: string[] = [];
    for (const text of new Set(texts.filter(({ length }) => lengths.has(length)))) {
      const digest = digests.known(text);
      if (digest === undefined) strange.push(text);
      else found.set(text, digest);
    }
    for (let start = 0; start < strange.length; start += DIGESTS_AT_ONCE) {
      const batch = strange.slice(start, start + DIGESTS_AT_ONCE);
      await Promise.all(batch.map(async (text) => found.set(text, await digests.of(text))));
    }
    return texts.map((text) => this.#index.get(found.get(text) ?? ''));
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) {
      subscription.dispose();
    }
    this.#changed.dispose();
  }

  async #load(): Promise<void> {
    await this.#key.read();
    const keys = await this.#ports.secrets.keys();
    await Promise.all(
      keys.flatMap((storageKey) => issuedKeyOf(storageKey) ?? []).map((key) => this.#read(key)),
    );
  }

  async #add(applicationKey: string, entry: IssuedEntry): Promise<void> {
    const { secrets, applications } = this.#ports;
    // Another window may have written since.
    const value = await secrets.get(issuedStorageKey(applicationKey));
    if (isNewerList(value)) {
      // Known in this window, then.
      this.#fireIf(
        this.#index.set(applicationKey, withEntry(this.#index.lists.get(applicationKey) ?? [], entry)),
      );
      return;
    }
    const stored = readIssued(value);
    const list = isListed(stored, entry) ? stored : withEntry(stored, entry);
    const lists = new Map([...this.#index.lists, [applicationKey, list]]);
    const changed = new Map([[applicationKey, list], ...cutToLimit(lists)]);
    for (const [key, kept] of changed) {
      if (kept !== stored) {
        await secrets.store(issuedStorageKey(key), writeIssued(kept));
      }
      this.#fireIf(this.#index.set(key, kept));
    }
    if (applications.get(applicationKey) === undefined) {
      await secrets.delete(issuedStorageKey(applicationKey));
      await this.#forgetLeftovers();
    }
  }

  /** The event is a hint: it fires without a change, twice, or late. What is stored decides. */
  #onSecretChange(storageKey: string): void {
    const applicationKey = issuedKeyOf(storageKey);
    if (applicationKey !== undefined) {
      void this.#oneByOne(async () => {
        this.#fireIf(await this.#read(applicationKey));
      });
    } else if (storageKey === ISSUED_KEY) {
      void this.#oneByOne(() => this.#followKey());
    }
  }

  async #read(applicationKey: string): Promise<boolean> {
    const value = await this.#ports.secrets.get(issuedStorageKey(applicationKey));
    return value === undefined
      ? this.#index.release(applicationKey)
      : this.#index.set(applicationKey, readIssued(value));
  }

  /**
   * Lists that were written while everything was being forgotten go, too. When only the last application was removed,
   * the key stays: its tokens are still known until this window closes.
   */
  async #forgetLeftovers(): Promise<void> {
    const { secrets, applications } = this.#ports;
    if (applications.all.length > 0) {
      return;
    }
    const keys = await secrets.keys();
    const lists = keys.filter((storageKey) => issuedKeyOf(storageKey) !== undefined);
    if (lists.length > 0 || !keys.includes(ISSUED_KEY)) {
      for (const storageKey of [...lists, ISSUED_KEY]) {
        await secrets.delete(storageKey);
      }
      await this.#followKey();
    }
  }

  /** Under another key nothing that was known is found any more, except what is remembered again. */
  async #followKey(): Promise<void> {
    if (!(await this.#key.read())) {
      return;
    }
    if (this.#key.digests === undefined) {
      this.#index.clear();
    } else {
      this.#rememberAll();
    }
    this.#changed.fire(undefined);
  }

  #rememberAll(): void {
    for (const { key } of this.#ports.applications.applications) {
      this.#rememberCurrent(key);
    }
  }

  #rememberCurrent(key: string): void {
    const { token } = this.#ports.tokens.state(key);
    if (token !== undefined) {
      void this.remember(key, token);
    }
  }

  #fireIf(changed: boolean): void {
    if (changed) {
      this.#changed.fire(undefined);
    }
  }

  /** Reads and writes one after the other, so that an older answer never overtakes a newer one. */
  #oneByOne(work: () => Promise<void>): Promise<void> {
    return this.#queue(work).catch((error: unknown) => {
      this.#ports.log.warn(`Issued tokens could not be read or remembered. ${String(error)}`);
    });
  }
}
