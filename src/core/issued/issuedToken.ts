import * as z from 'zod/mini';

import { parseJson } from '../kit/parseJson.ts';
import { CLOCK_TOLERANCE_MS } from '../protocol/token.ts';
import { isOfNewerVersion } from '../storage/storageKeys.ts';

/** An issued token as it is kept: enough to know it again, nothing to use it with. */
const entrySchema = z.object({
  /** A keyed digest of the token, in Base64. */
  digest: z.string(),
  /** Length of the token in UTF-16 code units: only words of such a length are worth a digest. */
  length: z.number(),
  /** Milliseconds since the epoch, as in `Token`. */
  issuedAtMs: z.number(),
  expiresAtMs: z.optional(z.number()),
});

const VERSION = 1;

/** The issued tokens of one application as SecretStorage keeps them: one JSON value, the newest token first. */
const recordSchema = z.object({ version: z.literal(VERSION), tokens: z.readonly(z.array(entrySchema)) });

export type IssuedEntry = Readonly<z.infer<typeof entrySchema>>;

/** A token that this product was issued, known again by its digest. */
export interface IssuedToken extends IssuedEntry {
  /** The application that it was issued to, which may have been removed since. */
  readonly applicationKey: string;
}

/** Unreadable data is as good as none: the next token begins the list anew. */
export function readIssued(value: string | undefined): readonly IssuedEntry[] {
  const parsed = recordSchema.safeParse(parseJson(value));
  return parsed.success ? parsed.data.tokens : [];
}

/** Whether a newer version of this extension has stored the list, which is not to be replaced then. */
export const isNewerList = (value: string | undefined): boolean =>
  isOfNewerVersion(parseJson(value), VERSION);

export function writeIssued(tokens: readonly IssuedEntry[]): string {
  return JSON.stringify({ version: VERSION, tokens } satisfies z.infer<typeof recordSchema>);
}

/** Limits that keep a token renewed every few seconds from pushing all others out, and the store from growing. */
export const MOST_PER_APPLICATION = 50;
export const MOST_IN_ALL = 500;

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
