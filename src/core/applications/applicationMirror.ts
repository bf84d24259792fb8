import { readStoredApplication, type Application, type StoredApplication } from './application.ts';

interface Sorted {
  readonly all: readonly StoredApplication[];
  readonly applications: readonly Application[];
}

/** The applications of SecretStorage, in memory. Methods that change something say whether they did. */
export class ApplicationMirror {
  readonly #stored = new Map<string, StoredApplication>();
  /** Kept until something changes: sorting 10,000 names at each question for the active one is too slow. */
  #sorted: Sorted | undefined;
  #activeKey: string | undefined;

  get keys(): readonly string[] {
    return [...this.#stored.keys()];
  }

  /** All of them: the active one, then the others by name. */
  get inOrder(): Sorted {
    if (this.#sorted === undefined) {
      const byNames = [...this.#stored.values()].sort(byName);
      const chosen = this.#stored.get(this.#activeKey ?? '');
      const active =
        chosen?.kind === 'application' ? chosen : byNames.find(({ kind }) => kind === 'application');
      const all = active === undefined ? byNames : [active, ...byNames.filter((one) => one !== active)];
      const applications = all.flatMap((stored) =>
        stored.kind === 'application' ? [stored.application] : [],
      );
      this.#sorted = { all, applications };
    }
    return this.#sorted;
  }

  get activeKey(): string | undefined {
    return this.#activeKey;
  }

  stored(key: string): StoredApplication | undefined {
    return this.#stored.get(key);
  }

  get(key: string): Application | undefined {
    const stored = this.#stored.get(key);
    return stored?.kind === 'application' ? stored.application : undefined;
  }

  take(key: string, value: string | undefined): boolean {
    const now = readStoredApplication(key, value);
    // Both were built member by member by the same code, so equal ones have equal texts.
    if (JSON.stringify(now) === JSON.stringify(this.#stored.get(key))) {
      return false;
    }
    this.#sorted = undefined;
    this.#stored.set(key, now);
    return true;
  }

  drop(key: string): boolean {
    this.#sorted = undefined;
    return this.#stored.delete(key);
  }

  takeActive(key: string | undefined): boolean {
    const changed = this.#activeKey !== key;
    this.#activeKey = key;
    if (changed) {
      this.#sorted = undefined;
    }
    return changed;
  }

  clear(): void {
    this.#sorted = undefined;
    this.#stored.clear();
    this.#activeKey = undefined;
  }
}

const collator = new Intl.Collator();

function byName(a: StoredApplication, b: StoredApplication): number {
  return collator.compare(nameOf(a), nameOf(b)) || (a.key < b.key ? -1 : 1);
}

function nameOf(stored: StoredApplication): string {
  return stored.kind === 'application'
    ? stored.application.name
    : (stored.broken.name ?? stored.broken.id ?? '');
}
