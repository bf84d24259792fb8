/** Rows that were dragged, and the row on which they were dropped: none for the space below the last one. */
export interface Drop {
  readonly moved: readonly string[];
  readonly onto: string | undefined;
}

/** The keys after a drop: what comes from above takes the place behind the row it is dropped on, else before it. */
export function dropped(keys: readonly string[], { moved, onto }: Drop): string[] {
  const isMoved = new Set(moved);
  const rest = keys.filter((key) => !isMoved.has(key));
  const taken = keys.filter((key) => isMoved.has(key));
  const target = onto === undefined ? -1 : keys.indexOf(onto);
  if (onto !== undefined && isMoved.has(onto)) {
    return [...keys];
  }
  const first = keys.indexOf(taken[0] ?? '');
  const at = target < 0 ? rest.length : rest.indexOf(onto ?? '') + (first < target ? 1 : 0);
  return [...rest.slice(0, at), ...taken, ...rest.slice(at)];
}

/** The keys with each moved one a place nearer to the start or the end; what stands there already stays. */
export function shifted(keys: readonly string[], moved: readonly string[], by: -1 | 1): string[] {
  const isMoved = new Set(moved);
  const result = by < 0 ? [...keys] : keys.toReversed();
  for (const [index, key] of result.entries()) {
    const before = result[index - 1];
    if (before !== undefined && isMoved.has(key) && !isMoved.has(before)) {
      result[index - 1] = key;
      result[index] = before;
    }
  }
  return by < 0 ? result : result.toReversed();
}
