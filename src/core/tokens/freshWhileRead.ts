import type { Disposable } from '../kit/ports.ts';
import type { TokenManager } from './tokenManager.ts';

/** Keeps applications fresh while something reads their tokens that asks nobody: a file, a variable, a terminal. */
export class FreshWhileRead implements Disposable {
  readonly #tokens: Pick<TokenManager, 'keepFresh'>;
  readonly #kept = new Map<string, Disposable>();
  #keys: ReadonlySet<string> = new Set();

  constructor(tokens: Pick<TokenManager, 'keepFresh'>) {
    this.#tokens = tokens;
  }

  /** These from now on, and no others. */
  set(keys: Iterable<string>): void {
    const before = this.#keys;
    const now = new Set(keys);
    // First, for keeping one fresh changes its state, which may lead here again.
    this.#keys = now;
    for (const key of now) {
      if (!before.has(key)) this.#kept.set(key, this.#tokens.keepFresh(key));
    }
    for (const [key, kept] of this.#kept) {
      if (!this.#keys.has(key)) {
        this.#kept.delete(key);
        kept.dispose();
      }
    }
  }

  dispose(): void {
    this.set([]);
  }
}
