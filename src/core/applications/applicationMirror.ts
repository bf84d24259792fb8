import { once } from '../kit/once.ts';
import { type ActiveReason, type Choices, chooseActive } from './activeChoice.ts';
import { readStoredApplication, type Application, type StoredApplication } from './application.ts';

interface Sorted {
  readonly all: readonly StoredApplication[];
  readonly applications: readonly Application[];
  /** `undefined` while there is no active one. */
  readonly activeBecause: ActiveReason | undefined;
}

const NO_CHOICES: Choices = { everywhere: undefined, workspace: undefined, suggested: [] };

/** The applications of SecretStorage, in memory. Methods that change something say whether they did. */
export class ApplicationMirror {
  readonly #stored = new Map<string, StoredApplication>();
  /** Kept until something changes: sorting 10,000 names at each question for the active one is too slow. */
  #sorted: Sorted | undefined;
  #choices: Choices = NO_CHOICES;

  get keys(): readonly string[] {
    return [...this.#stored.keys()];
  }

  /** All of them: the active one, then the others by name. */
  get inOrder(): Sorted {
    if (this.#sorted === undefined) {
      const byNames = [...this.#stored.values()].sort(byName);
      const usable = byNames.flatMap((one) => (one.kind === 'application' ? [one.application] : []));
      const active = chooseActive(this.#choices, usable);
      const first = <T extends { readonly key: string }>(list: readonly T[]): readonly T[] => {
        const { key } = active?.application ?? {};
        return [...list.filter((one) => one.key === key), ...list.filter((one) => one.key !== key)];
      };
      this.#sorted = { all: first(byNames), applications: first(usable), activeBecause: active?.reason };
    }
    return this.#sorted;
  }

  get choices(): Choices {
    return this.#choices;
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

  choose(change: Partial<Choices>): boolean {
    const before = this.#outcome();
    this.#choices = { ...this.#choices, ...change };
    this.#sorted = undefined;
    return this.#outcome() !== before;
  }

  /** All that others can see of the choices. */
  #outcome(): string {
    const { applications, activeBecause } = this.inOrder;
    return JSON.stringify([applications[0]?.key, activeBecause, this.#choices.suggested]);
  }

  clear(): void {
    this.#sorted = undefined;
    this.#stored.clear();
    this.#choices = { ...NO_CHOICES, suggested: this.#choices.suggested };
  }
}

/** Made when there is something to sort: it takes 15 ms, which every start would wait for. */
const collator = once(() => new Intl.Collator());

function byName(a: StoredApplication, b: StoredApplication): number {
  return collator().compare(nameOf(a), nameOf(b)) || (a.key < b.key ? -1 : 1);
}

function nameOf(stored: StoredApplication): string {
  return stored.kind === 'application'
    ? stored.application.name
    : (stored.broken.name ?? stored.broken.id ?? '');
}
