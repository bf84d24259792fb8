/** A session as an editor knows it. */
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
 * Tells what is different about sessions since they were last seen. A token that comes to its end is no change until
 * there is another one.
 */
export class SessionChanges {
  readonly #seen = new Map<string, AccountSession>();
  #begun = false;

  /** These are all sessions now. `undefined`: nothing is different, or they are seen for the first time. */
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

  /** These may have changed; all others have not, and none is new. */
  update(sessions: readonly AccountSession[]): AccountSessionsChange | undefined {
    const changed = this.#take(sessions.filter(({ id }) => this.#seen.has(id)));
    return changed.length > 0 ? { added: [], removed: [], changed } : undefined;
  }

  /** Remembers them; gives those that were known and look different. */
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
