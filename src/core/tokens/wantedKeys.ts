import type { TokenManager } from './tokenManager.ts';

/** Keeps the applications fresh that somebody else reads the tokens of. */
export class WantedKeys {
  readonly #tokens: Pick<TokenManager, 'want'>;
  #keys: ReadonlySet<string> = new Set();

  constructor(tokens: Pick<TokenManager, 'want'>) {
    this.#tokens = tokens;
  }

  /** These from now on, and no others. */
  set(keys: ReadonlySet<string>): void {
    const before = this.#keys;
    this.#keys = keys;
    for (const key of [...keys].filter((candidate) => !before.has(candidate))) {
      this.#tokens.want(key, 1);
    }
    for (const key of [...before].filter((candidate) => !keys.has(candidate))) {
      this.#tokens.want(key, -1);
    }
  }
}
