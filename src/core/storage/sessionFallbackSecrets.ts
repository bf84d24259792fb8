import { Emitter } from '../kit/emitter.ts';
import type { Disposable, Event, Secrets, Timers } from '../kit/ports.ts';
import { queue, type Queue } from '../kit/queue.ts';

/** A change that the machine's storage has refused. */
interface Refused {
  /** `undefined`: deleted here. */
  readonly value: string | undefined;
  /** Values that the machine's storage may hold without a write by another window: the one before, and those tried. */
  readonly earlier: ReadonlySet<string | undefined>;
  /** Whether the value before could be read. */
  readonly isKnown: boolean;
}

/** A storage that says nothing for so long has failed: a keyring may wait for a question that nobody sees. */
const LIMIT_MS = 10_000;

/**
 * SecretStorage that keeps working when the machine's does not (no keyring, keyring locked, no room): what cannot be
 * stored is kept in memory for this session instead of being lost, what cannot be read is as it was read last, and
 * {@link onDidFail} tells it. What was refused is tried again as soon as the machine's storage takes something.
 */
export class SessionFallbackSecrets implements Secrets, Disposable {
  readonly #inner: Secrets;
  readonly #timers: Timers;
  readonly #refused = new Map<string, Refused>();
  /** The values that were read or written last: a storage that does not answer has lost nothing. */
  readonly #known = new Map<string, string>();
  readonly #changed = new Emitter<{ readonly key: string }>();
  readonly #failed = new Emitter<unknown>();
  readonly #subscription: Disposable;
  /** Changes of each key. */
  readonly #queues = new Map<string, Queue>();
  #retrying: Promise<unknown> | undefined;

  readonly onDidChange: Event<{ readonly key: string }> = this.#changed.event;
  /** A call of the machine's storage has failed; the event is the error. */
  readonly onDidFail: Event<unknown> = this.#failed.event;

  constructor(inner: Secrets, timers: Timers) {
    this.#inner = inner;
    this.#timers = timers;
    this.#subscription = inner.onDidChange(({ key }) => {
      void this.#follow(key);
    });
  }

  async keys(): Promise<readonly string[]> {
    const stored = await this.#read(() => this.#inner.keys());
    if (stored !== undefined) {
      const there = new Set(stored.value);
      for (const key of this.#known.keys()) {
        if (!there.has(key)) {
          this.#known.delete(key);
        }
      }
    }
    const keys = new Set(stored?.value ?? this.#known.keys());
    for (const [key, { value }] of this.#refused) {
      if (value === undefined) {
        keys.delete(key);
      } else {
        keys.add(key);
      }
    }
    return [...keys];
  }

  async get(key: string): Promise<string | undefined> {
    const refused = this.#refused.get(key);
    if (refused !== undefined) {
      return refused.value;
    }
    const stored = await this.#read(() => this.#inner.get(key));
    if (stored === undefined) {
      return this.#known.get(key);
    }
    this.#learn(key, stored.value);
    return stored.value;
  }

  store(key: string, value: string): Promise<void> {
    return this.#change(key, value);
  }

  delete(key: string): Promise<void> {
    return this.#change(key, undefined);
  }

  /**
   * Tries again what the machine's storage has refused.
   *
   * @returns the keys that it still holds though they were deleted here
   */
  async retry(): Promise<readonly string[]> {
    this.#retrying ??= this.#retry().finally(() => {
      this.#retrying = undefined;
    });
    await this.#retrying;
    return [...this.#refused].flatMap(([key, { value }]) => (value === undefined ? [key] : []));
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
    this.#failed.dispose();
  }

  async #retry(): Promise<void> {
    for (const [key, refused] of [...this.#refused]) {
      await this.#inOrder(key, async () => {
        // A value that cannot be read may be newer than the refused one.
        const stored = await this.#read(() => this.#inner.get(key));
        if (stored === undefined || this.#refused.get(key) !== refused) {
          return;
        }
        if (isNewer(stored.value, refused)) {
          this.#giveWay(key, stored.value);
          this.#changed.fire({ key });
        } else {
          await this.#write(key, refused.value);
        }
      });
    }
  }

  /** A refused value gives way to what another window has stored since. */
  async #follow(key: string): Promise<void> {
    const refused = this.#refused.get(key);
    if (refused !== undefined) {
      const stored = await this.#read(() => this.#inner.get(key));
      if (stored !== undefined && isNewer(stored.value, refused) && this.#refused.get(key) === refused) {
        this.#giveWay(key, stored.value);
      }
    }
    this.#changed.fire({ key });
  }

  #change(key: string, value: string | undefined): Promise<void> {
    return this.#inOrder(key, async () => {
      if (!(await this.#write(key, value))) {
        this.#changed.fire({ key });
      } else if (this.#refused.size > 0) {
        void this.retry();
      }
    });
  }

  /** Resolves to whether the machine's storage has it now. */
  async #write(key: string, value: string | undefined): Promise<boolean> {
    try {
      await this.#inTime(value === undefined ? this.#inner.delete(key) : this.#inner.store(key, value));
    } catch (error) {
      if (!(await this.#wasMadeAllTheSame(key, value, error))) {
        return false;
      }
    }
    this.#giveWay(key, value);
    return true;
  }

  /** Keeps a change that was refused, unless the machine's storage has it after all. */
  async #wasMadeAllTheSame(key: string, value: string | undefined, error: unknown): Promise<boolean> {
    const before = this.#refused.get(key);
    const earlier = new Set(before?.earlier);
    if (before !== undefined) {
      earlier.add(before.value);
    }
    let isKnown = before?.isKnown ?? false;
    // Put down before anything is waited for: whoever asks now gets what was typed.
    this.#refused.set(key, { value, earlier, isKnown });
    this.#failed.fire(error);
    const known = this.#known.get(key);
    const stored = await this.#read(() => this.#inner.get(key));
    if (!isKnown && (stored !== undefined || known !== undefined)) {
      earlier.add(stored === undefined ? known : stored.value);
      isKnown = true;
    }
    this.#refused.set(key, { value, earlier, isKnown });
    return stored !== undefined && stored.value === value;
  }

  #giveWay(key: string, value: string | undefined): void {
    this.#refused.delete(key);
    this.#learn(key, value);
  }

  #learn(key: string, value: string | undefined): void {
    if (value === undefined) {
      this.#known.delete(key);
    } else {
      this.#known.set(key, value);
    }
  }

  #inOrder(key: string, work: () => Promise<void>): Promise<void> {
    const oneByOne = this.#queues.get(key) ?? queue();
    this.#queues.set(key, oneByOne);
    return oneByOne(work);
  }

  async #inTime<T>(call: PromiseLike<T>): Promise<T> {
    const { promise, reject } = Promise.withResolvers<never>();
    const limit = this.#timers.set(() => {
      reject(new Error('The secret storage did not answer within 10 seconds.'));
    }, LIMIT_MS);
    try {
      return await Promise.race([call, promise]);
    } finally {
      limit.dispose();
    }
  }

  /** `undefined`: it has failed. */
  async #read<T>(call: () => PromiseLike<T>): Promise<{ readonly value: T } | undefined> {
    try {
      return { value: await this.#inTime(call()) };
    } catch (error) {
      this.#failed.fire(error);
      return undefined;
    }
  }
}

/**
 * Whether another window has stored what the machine's storage holds. Where nobody knows what was there before, what is
 * there stays, unless it was to be deleted.
 */
function isNewer(stored: string | undefined, { value, earlier, isKnown }: Refused): boolean {
  return !earlier.has(stored) && (isKnown || (stored !== undefined && value !== undefined));
}
