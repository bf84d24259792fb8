import type { Memento } from 'vscode';

/** What a workspace or the user has been asked before, kept for one test. */
export class MemoryMemento implements Memento {
  readonly #values = new Map<string, unknown>();

  keys(): readonly string[] {
    return [...this.#values.keys()];
  }

  get<T>(key: string, defaultValue?: T): T {
    return (this.#values.has(key) ? this.#values.get(key) : defaultValue) as T;
  }

  update(key: string, value: unknown): Thenable<void> {
    this.#values.set(key, value);
    return Promise.resolve();
  }
}
