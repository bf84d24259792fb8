import * as z from 'zod/mini';

import { isOfNewerVersion } from '../applications/isOfNewerVersion.ts';

/** What is kept of a token that was issued: enough to know it again, nothing to use it with. */
const entrySchema = z.object({
  /** A keyed digest of the token, in Base64. */
  digest: z.string(),
  /** Its length in UTF-16 code units: only words of such a length are worth a digest. */
  length: z.number(),
  /** Milliseconds since the epoch, as in `Token`. */
  issuedAtMs: z.number(),
  expiresAtMs: z.optional(z.number()),
});

const VERSION = 1;

/** How the issued tokens of one application are kept in SecretStorage: one JSON value, the newest token first. */
const recordSchema = z.object({ version: z.literal(VERSION), tokens: z.readonly(z.array(entrySchema)) });

export type IssuedEntry = Readonly<z.infer<typeof entrySchema>>;

/** A token that this product was issued, known again by its digest. */
export interface IssuedToken extends IssuedEntry {
  /** The application that it was issued to, which may have been removed since. */
  readonly applicationKey: string;
}

/** Unreadable data is as good as none: the next token begins the list anew. */
export function readIssued(value: string | undefined): readonly IssuedEntry[] {
  try {
    const parsed = recordSchema.safeParse(JSON.parse(value ?? ''));
    return parsed.success ? parsed.data.tokens : [];
  } catch {
    return [];
  }
}

/** Whether a newer version of this extension has stored it, whose list is not to be replaced. */
export const isNewerList = (value: string | undefined): boolean => isOfNewerVersion(value, VERSION);

export function writeIssued(tokens: readonly IssuedEntry[]): string {
  return JSON.stringify({ version: VERSION, tokens } satisfies z.infer<typeof recordSchema>);
}
