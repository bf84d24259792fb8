/**
 * The row of a tree that has the focus. VS Code tells an extension which rows are selected, and not which one that is:
 * a key binding lets it change the selection by the focused row, and what the two selections do not share is that row.
 */
export class FocusedRow {
  #before: readonly unknown[] = [];
  #row: unknown;

  /** @param when `before` or `after` the change; anything else notes nothing */
  note(when: unknown, selection: readonly unknown[]): void {
    this.#row = undefined;
    if (when === 'before') {
      this.#before = [...selection];
    } else if (when === 'after') {
      this.#row = lacks(selection, this.#before) ?? lacks(this.#before, selection);
      this.#before = [];
    }
  }

  /** The row that was noted last, once. */
  take(): unknown {
    const row = this.#row;
    this.#row = undefined;
    return row;
  }
}

/** The first of the rows that is not among the others. */
function lacks(rows: readonly unknown[], others: readonly unknown[]): unknown {
  const ids = new Set(others.map(idOf));
  return rows.find((row) => !ids.has(idOf(row)));
}

/** Rows below an application are made anew whenever they are drawn: the same one is one with the same id. */
function idOf(row: unknown): unknown {
  return typeof row === 'object' && row !== null
    ? 'id' in row
      ? row.id
      : 'key' in row
        ? row.key
        : row
    : row;
}
