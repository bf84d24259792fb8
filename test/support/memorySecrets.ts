import type { Disposable, Event, Secrets } from '../../src/core/kit/ports.ts';

export type SecretsOperation = 'get' | 'store' | 'delete' | 'keys';

/** What goes wrong in one window; each member may be changed at any time. */
export interface SecretsFaults {
  /** Operations that reject, and with what. They change nothing. */
  readonly reject: Partial<Record<SecretsOperation, Error>>;
  /** Awaited before an operation takes effect: a promise delays it, a rejected one fails it. */
  before:
    ((operation: SecretsOperation, key: string | undefined) => Promise<unknown> | undefined) | undefined;
  /** Awaited after an operation has taken effect and before the caller knows. */
  after: ((operation: SecretsOperation, key: string | undefined) => Promise<unknown> | undefined) | undefined;
  /** Keys that `get` does not find, though `keys` lists them. */
  readonly unreadable: Set<string>;
  /** `twice`: each change event comes two times; `spurious`: reading a key fires one too. */
  noise: 'none' | 'twice' | 'spurious';
}

export interface WindowOptions {
  /**
   * `live` (default), as on the desktop: one truth, change events in every window, the writer's too.
   * `stale`, as in the web workbench: reads everything once, writes everything back, hears only of itself.
   */
  readonly mode?: 'live' | 'stale';
}

/** The secrets as one window sees them. */
export interface SecretsWindow extends Secrets {
  keys(): Promise<readonly string[]>;
  get(key: string): Promise<string | undefined>;
  store(key: string, value: string): Promise<void>;
  delete(key: string): Promise<void>;
  readonly faults: SecretsFaults;
  /** Calls so far, by operation. */
  readonly calls: Readonly<Record<SecretsOperation, number>>;
  /** Listeners of `onDidChange` that were not disposed. */
  readonly listenerCount: number;
  /** Fires `onDidChange` in this window although nothing changed. */
  fireChange(key: string): void;
  /** The window dies: its pending and future calls never settle, and it hears no more events. */
  kill(): void;
}

/** The truth that the windows of one profile share. */
export class SharedSecretStore {
  private readonly truth = new Map<string, string>();
  private readonly windows = new Set<MemoryWindow>();

  constructor(initial: Readonly<Record<string, string>> = {}) {
    for (const [key, value] of Object.entries(initial)) this.truth.set(key, value);
  }

  window(options: WindowOptions = {}): SecretsWindow {
    const window: MemoryWindow = new MemoryWindow(
      options.mode === 'stale' ? new Map(this.truth) : undefined,
      this.truth,
      (keys) => {
        this.announce(keys, window);
      },
    );
    this.windows.add(window);
    return window;
  }

  /** What is really stored, for asserts. */
  get entries(): ReadonlyMap<string, string> {
    return this.truth;
  }

  /** Writes past all windows, with the change event that live ones get. `undefined` deletes. */
  put(key: string, value: string | undefined): void {
    if (value === undefined) this.truth.delete(key);
    else this.truth.set(key, value);
    this.announce([key], undefined);
  }

  private announce(keys: readonly string[], writer: MemoryWindow | undefined): void {
    for (const window of this.windows) {
      if (window.isStale && window !== writer) continue;
      for (const key of keys) window.heardOf(key);
    }
  }
}

class MemoryWindow implements SecretsWindow {
  readonly faults: SecretsFaults = {
    reject: {},
    before: undefined,
    after: undefined,
    unreadable: new Set(),
    noise: 'none',
  };
  readonly calls = { get: 0, store: 0, delete: 0, keys: 0 };
  private readonly listeners = new Set<(event: { readonly key: string }) => unknown>();
  private readonly copy: Map<string, string> | undefined;
  private readonly truth: Map<string, string>;
  private readonly announce: (keys: readonly string[]) => void;
  private dead = false;

  constructor(
    copy: Map<string, string> | undefined,
    truth: Map<string, string>,
    announce: (keys: readonly string[]) => void,
  ) {
    this.copy = copy;
    this.truth = truth;
    this.announce = announce;
  }

  get isStale(): boolean {
    return this.copy !== undefined;
  }

  get listenerCount(): number {
    return this.listeners.size;
  }

  readonly onDidChange: Event<{ readonly key: string }> = (listener): Disposable => {
    // A wrapper, so that the same function added twice counts twice.
    const entry = (event: { readonly key: string }) => listener(event);
    this.listeners.add(entry);
    return { dispose: () => this.listeners.delete(entry) };
  };

  keys(): Promise<readonly string[]> {
    return this.perform('keys', undefined, () => [...this.view.keys()]);
  }

  get(key: string): Promise<string | undefined> {
    return this.perform('get', key, () => {
      if (this.faults.noise === 'spurious') this.fireChange(key);
      return this.faults.unreadable.has(key) ? undefined : this.view.get(key);
    });
  }

  store(key: string, value: string): Promise<void> {
    return this.perform('store', key, () => {
      this.view.set(key, value);
      this.written(key);
    });
  }

  delete(key: string): Promise<void> {
    return this.perform('delete', key, () => {
      if (this.view.delete(key)) this.written(key);
    });
  }

  heardOf(key: string): void {
    this.fireChange(key);
    if (this.faults.noise === 'twice') this.fireChange(key);
  }

  fireChange(key: string): void {
    // VS Code's events come from another process: never before the call that caused them has returned.
    queueMicrotask(() => {
      if (this.dead) return;
      for (const listener of [...this.listeners]) listener({ key });
    });
  }

  kill(): void {
    this.dead = true;
    this.listeners.clear();
  }

  private get view(): Map<string, string> {
    return this.copy ?? this.truth;
  }

  private written(key: string): void {
    const changed = new Set([key]);
    if (this.copy) {
      for (const other of [...this.truth.keys(), ...this.copy.keys()]) {
        if (this.truth.get(other) !== this.copy.get(other)) changed.add(other);
      }
      this.truth.clear();
      for (const [name, value] of this.copy) this.truth.set(name, value);
    }
    this.announce([...changed]);
  }

  private async perform<T>(operation: SecretsOperation, key: string | undefined, act: () => T): Promise<T> {
    this.calls[operation] += 1;
    await this.ifAlive(this.faults.before?.(operation, key));
    const failure = this.faults.reject[operation];
    if (failure) throw failure;
    const result = act();
    await this.ifAlive(this.faults.after?.(operation, key));
    return result;
  }

  private async ifAlive(pending: Promise<unknown> | undefined): Promise<void> {
    try {
      await pending;
    } finally {
      if (this.dead) await new Promise<never>(() => undefined);
    }
  }
}
