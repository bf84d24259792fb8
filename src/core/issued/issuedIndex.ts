import type { IssuedEntry, IssuedToken } from './issuedToken.ts';

/** The issued tokens of all applications, in memory. */
export class IssuedIndex {
  readonly #lists = new Map<string, readonly IssuedEntry[]>();
  readonly #byDigest = new Map<string, IssuedToken>();
  #lengths: Set<number> | undefined;

  /** The stored lists, by the key of the application. */
  get lists(): ReadonlyMap<string, readonly IssuedEntry[]> {
    return this.#lists;
  }

  get(digest: string): IssuedToken | undefined {
    return this.#byDigest.get(digest);
  }

  /** The lengths that known tokens have. */
  get lengths(): ReadonlySet<number> {
    this.#lengths ??= new Set([...this.#byDigest.values()].map(({ length }) => length));
    return this.#lengths;
  }

  /** Takes over the list of an application; returns whether it is another one than before. */
  set(applicationKey: string, list: readonly IssuedEntry[]): boolean {
    const before = this.#lists.get(applicationKey) ?? [];
    if (isSame(before, list)) {
      return false;
    }
    for (const { digest } of before) {
      this.#byDigest.delete(digest);
    }
    this.#lists.set(applicationKey, list);
    for (const entry of list) {
      this.#byDigest.set(entry.digest, { ...entry, applicationKey });
    }
    this.#giveToOthers(before);
    this.#lengths = undefined;
    return true;
  }

  /**
   * The application is gone, and its list with it. Its tokens are still known until this window closes, so that an
   * open file can say why they cannot be renewed.
   */
  release(applicationKey: string): boolean {
    const list = this.#lists.get(applicationKey) ?? [];
    this.#giveToOthers(list, applicationKey);
    return this.#lists.delete(applicationKey);
  }

  /** Applications with the same credentials may share a token: one of them leaves it to the others. */
  #giveToOthers(list: readonly IssuedEntry[], leaving?: string): void {
    const left = new Set(list.map(({ digest }) => digest));
    for (const [applicationKey, entries] of this.#lists) {
      for (const entry of applicationKey === leaving ? [] : entries) {
        const owner = this.#byDigest.get(entry.digest)?.applicationKey;
        if (left.has(entry.digest) && (owner === undefined || owner === leaving)) {
          this.#byDigest.set(entry.digest, { ...entry, applicationKey });
        }
      }
    }
  }

  /** Forgets everything; returns whether there was anything. */
  clear(): boolean {
    const hadAny = this.#byDigest.size > 0;
    this.#lists.clear();
    this.#byDigest.clear();
    this.#lengths = undefined;
    return hadAny;
  }
}

function isSame(a: readonly IssuedEntry[], b: readonly IssuedEntry[]): boolean {
  return (
    a.length === b.length &&
    a.every(
      ({ digest, expiresAtMs }, index) => digest === b[index]?.digest && expiresAtMs === b[index].expiresAtMs,
    )
  );
}
