import { scopeKey, type Application } from '../../../core/applications/application.ts';

/** A session in the form of VS Code's accounts. */
export interface AccountSession {
  readonly id: string;
  /** Empty while there is no token. */
  readonly accessToken: string;
  readonly account: { readonly id: string; readonly label: string };
  readonly scopes: readonly string[];
}

export interface AccountSessionsChange {
  readonly added: readonly AccountSession[];
  readonly removed: readonly AccountSession[];
  readonly changed: readonly AccountSession[];
}

/**
 * Reports changes of sessions since the last look. An expired token is no change until there is a new one.
 */
export class SessionChanges {
  readonly #seen = new Map<string, AccountSession>();
  #begun = false;

  /** Compares all sessions; `undefined` when nothing has changed, or at the first look. */
  follow(sessions: readonly AccountSession[]): AccountSessionsChange | undefined {
    const ids = new Set(sessions.map(({ id }) => id));
    const removed = [...this.#seen.values()].filter(({ id }) => !ids.has(id));
    for (const { id } of removed) {
      this.#seen.delete(id);
    }
    const added = sessions.filter(({ id }) => !this.#seen.has(id));
    const changed = this.#take(sessions);
    const isNews = this.#begun && added.length + removed.length + changed.length > 0;
    this.#begun = true;
    return isNews ? { added, removed, changed } : undefined;
  }

  /** Compares sessions that may have changed; ignores those never seen. */
  update(sessions: readonly AccountSession[]): AccountSessionsChange | undefined {
    const changed = this.#take(sessions.filter(({ id }) => this.#seen.has(id)));
    return changed.length > 0 ? { added: [], removed: [], changed } : undefined;
  }

  /** Remembers sessions; returns those that were known and have changed. */
  #take(sessions: readonly AccountSession[]): AccountSession[] {
    return sessions.filter((session) => {
      const before = this.#seen.get(session.id);
      const accessToken = session.accessToken === '' ? (before?.accessToken ?? '') : session.accessToken;
      this.#seen.set(session.id, { ...session, accessToken });
      return (
        before !== undefined &&
        (before.account.label !== session.account.label || before.accessToken !== accessToken)
      );
    });
  }
}

type Named = Pick<Application, 'key' | 'name' | 'id' | 'scopes'>;

/**
 * The labels of the applications' accounts, by key: their names. VS Code stores access by label, so accounts with equal
 * names must not share one: each also shows the end of its id and its scopes.
 */
export function accountLabels(applications: readonly Named[]): ReadonlyMap<string, string> {
  const counts = new Map<string, number>();
  for (const { name } of applications) {
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const labels = new Map<string, string>();
  const taken = new Set<string>();
  // Sorted by key: a number stays with its account when another application becomes active.
  for (const { key, name, id, scopes } of applications.toSorted((a, b) => (a.key < b.key ? -1 : 1))) {
    const details = [`…${id.slice(-4)}`, ...(scopes.length === 0 ? [] : [scopeKey(scopes)])].join(', ');
    const base = counts.get(name) === 1 ? name : `${name} (${details})`;
    let label = base;
    for (let n = 2; taken.has(label); n++) {
      label = `${base} ${n}`;
    }
    taken.add(label);
    labels.set(key, label);
  }
  return labels;
}
