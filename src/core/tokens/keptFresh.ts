import type { ApplicationStore } from '../applications/applicationStore.ts';
import type { Clock, Disposable } from '../kit/ports.ts';

export interface TokenSettings {
  readonly backgroundRefresh: 'always' | 'onDemand';
}

/** An application that nobody has asked for in this time is renewed at its next use only. */
export const IDLE_AFTER_MS = 24 * 60 * 60 * 1000;

export interface KeptFreshPorts {
  readonly applications: Pick<ApplicationStore, 'active' | 'get'>;
  readonly settings: TokenSettings;
  readonly clock: Clock;
}

/** Which applications are renewed in the background; all others at their next use. */
export class KeptFresh {
  readonly #ports: KeptFreshPorts;
  /** Readers that use the token of an application without asking for it. */
  readonly #readers = new Set<{ readonly key: string }>();

  constructor(ports: KeptFreshPorts) {
    this.#ports = ports;
  }

  /** Counts the application as in use, whatever the settings say, until disposed of. */
  add(key: string): Disposable {
    const reader = { key };
    this.#readers.add(reader);
    return { dispose: () => this.#readers.delete(reader) };
  }

  /** @param usedAtMs when its token was last asked for, in milliseconds since the epoch */
  has(key: string, usedAtMs: number): boolean {
    const { applications, settings, clock } = this.#ports;
    if (applications.get(key) === undefined) return false;
    if ([...this.#readers].some((reader) => reader.key === key)) return true;
    const isIdle = applications.active?.key !== key && clock.now() - usedAtMs >= IDLE_AFTER_MS;
    return settings.backgroundRefresh === 'always' && !isIdle;
  }
}

interface Keeper {
  /** Keeps one application fresh until disposed of. */
  keepFresh(key: string): Disposable;
}

/** Keeps applications fresh while something reads their tokens that asks nobody: a file, a variable, a terminal. */
export class FreshWhileRead implements Disposable {
  readonly #tokens: Keeper;
  readonly #kept = new Map<string, Disposable>();
  #keys: ReadonlySet<string> = new Set();

  constructor(tokens: Keeper) {
    this.#tokens = tokens;
  }

  /** Keeps these applications fresh from now on, and no others. */
  set(keys: Iterable<string>): void {
    const before = this.#keys;
    const now = new Set(keys);
    // Keeping one fresh changes its state, which may lead here again: the keys are replaced before that.
    this.#keys = now;
    for (const key of now) if (!before.has(key)) this.#kept.set(key, this.#tokens.keepFresh(key));
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
