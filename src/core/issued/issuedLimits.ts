import { CLOCK_TOLERANCE_MS } from '../tokens/token.ts';
import type { IssuedEntry } from './issuedToken.ts';

/** So that a token renewed every few seconds does not push all others out, nor the store grow without end. */
const MOST_PER_APPLICATION = 50;
const MOST_IN_ALL = 500;

type Lists = ReadonlyMap<string, readonly IssuedEntry[]>;

/** Whether the entry is in the list. The same token handed back may end a moment earlier or later: that is no news. */
export function isListed(list: readonly IssuedEntry[], entry: IssuedEntry): boolean {
  return list.some(
    ({ digest, expiresAtMs }) =>
      digest === entry.digest &&
      (expiresAtMs === entry.expiresAtMs ||
        Math.abs((expiresAtMs ?? Infinity) - (entry.expiresAtMs ?? Infinity)) <= CLOCK_TOLERANCE_MS),
  );
}

/** The list with the entry, the newest first, cut to what one application may have. */
export function withEntry(list: readonly IssuedEntry[], entry: IssuedEntry): readonly IssuedEntry[] {
  return [entry, ...list.filter(({ digest }) => digest !== entry.digest)]
    .sort(newestFirst)
    .slice(0, MOST_PER_APPLICATION);
}

/** Whether there is no room for the entry: as many newer ones are known as may be. */
export function isTooOld(lists: Lists, entry: IssuedEntry): boolean {
  const all = [...lists.values()].flat();
  return all.length >= MOST_IN_ALL && all.every((other) => newestFirst(other, entry) <= 0);
}

/** The lists that have to be cut, and to what, so that all together are no more than allowed. */
export function cutToLimit(lists: Lists): Lists {
  const all = [...lists].flatMap(([key, list]) => list.map((entry) => ({ key, entry })));
  const dropped = all.sort((a, b) => newestFirst(a.entry, b.entry)).slice(MOST_IN_ALL);
  const gone = new Set(dropped.map(({ entry }) => entry));
  return new Map(dropped.map(({ key }) => [key, (lists.get(key) ?? []).filter((entry) => !gone.has(entry))]));
}

function newestFirst(a: IssuedEntry, b: IssuedEntry): number {
  return b.issuedAtMs - a.issuedAtMs;
}
