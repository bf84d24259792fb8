/** A map that forgets its oldest entries, so that a sandbox that runs for weeks does not fill the memory. */
export class RecentMap<T> {
  readonly #entries = new Map<string, T>();
  readonly #limit: number;

  constructor(limit = 1000) {
    this.#limit = limit;
  }

  /** Oldest first. */
  get values(): readonly T[] {
    return [...this.#entries.values()];
  }

  get(key: string): T | undefined {
    return this.#entries.get(key);
  }

  set(key: string, value: T): void {
    this.#entries.set(key, value);
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= this.#limit) break;
      this.#entries.delete(oldest);
    }
  }

  delete(key: string): boolean {
    return this.#entries.delete(key);
  }
}
