import { Emitter } from '../emitter.ts';
import type { Disposable, Event, Secrets } from '../ports.ts';

/**
 * SecretStorage that keeps working when the machine's does not (no keyring, keyring locked, no room): what cannot be
 * stored is kept in memory for this session instead of being lost, and {@link onDidFail} tells it.
 */
export class SessionFallbackSecrets implements Secrets, Disposable {
  readonly #inner: Secrets;
  /** `undefined`: deleted here, though the machine's storage could not be told. */
  readonly #session = new Map<string, string | undefined>();
  readonly #changed = new Emitter<{ readonly key: string }>();
  readonly #failed = new Emitter<unknown>();
  readonly #subscription: Disposable;

  readonly onDidChange: Event<{ readonly key: string }> = this.#changed.event;
  /** A call of the machine's storage has failed; the event is the error. */
  readonly onDidFail: Event<unknown> = this.#failed.event;

  constructor(inner: Secrets) {
    this.#inner = inner;
    this.#subscription = inner.onDidChange((event) => {
      this.#changed.fire(event);
    });
  }

  async keys(): Promise<readonly string[]> {
    const stored = await this.#attempt(() => this.#inner.keys(), []);
    const keys = new Set(stored);
    for (const [key, value] of this.#session) {
      if (value === undefined) {
        keys.delete(key);
      } else {
        keys.add(key);
      }
    }
    return [...keys];
  }

  async get(key: string): Promise<string | undefined> {
    return this.#session.has(key)
      ? this.#session.get(key)
      : this.#attempt(() => this.#inner.get(key), undefined);
  }

  async store(key: string, value: string): Promise<void> {
    await this.#change(key, value, () => this.#inner.store(key, value));
  }

  async delete(key: string): Promise<void> {
    await this.#change(key, undefined, () => this.#inner.delete(key));
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
    this.#failed.dispose();
  }

  async #change(key: string, value: string | undefined, change: () => PromiseLike<void>): Promise<void> {
    try {
      await change();
      this.#session.delete(key);
    } catch (error) {
      this.#session.set(key, value);
      this.#failed.fire(error);
      this.#changed.fire({ key });
    }
  }

  async #attempt<T>(call: () => PromiseLike<T>, otherwise: T): Promise<T> {
    try {
      return await call();
    } catch (error) {
      this.#failed.fire(error);
      return otherwise;
    }
  }
}
