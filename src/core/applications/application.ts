import * as l10n from '@vscode/l10n';
import * as z from 'zod/mini';

import { parseJson } from '../kit/parseJson.ts';
import { isLongLived, type Token } from '../protocol/token.ts';

/** The newest form. A record is stored in the oldest form that holds all of it. */
const APPLICATION_SCHEMA_VERSION = 2;

/** An application as SecretStorage keeps it: one JSON value a key. */
export const applicationSchema = z.object({
  version: z.literal([1, APPLICATION_SCHEMA_VERSION]),
  id: z.string().check(z.minLength(1)),
  secret: z.string().check(z.minLength(1)),
  name: z.string().check(z.minLength(1)),
  scopes: z.array(z.string()),
  /** Changes with the id, secret or scopes: a token belongs to one revision. */
  revision: z.string(),
  /** The user has once agreed to hand out a long-lived token of this application. */
  longLivedAccepted: z.optional(z.boolean()),
  /** Sessions that the user has let other extensions have: scopes, space-separated, and the label of the account. */
  sessions: z.optional(z.array(z.object({ scopes: z.string(), account: z.string() }))),
  /** Addresses of its own; without them it follows the settings. */
  authUrl: z.optional(z.string()),
  apiUrl: z.optional(z.string()),
  /** Belongs to the sandbox of this extension, and has nothing to do with Routee. */
  sandbox: z.optional(z.boolean()),
  /** The newest changes that are in it: a window finds that another one has not seen its own. */
  edits: z.optional(z.array(z.string())),
});

export type ApplicationRecord = Readonly<z.infer<typeof applicationSchema>>;

/** Versions that know no addresses must not read such a record: they would send its credentials to Routee. */
export function formOf({ authUrl, apiUrl }: Pick<ApplicationRecord, 'authUrl' | 'apiUrl'>): 1 | 2 {
  return authUrl === undefined && apiUrl === undefined ? 1 : APPLICATION_SCHEMA_VERSION;
}

/** A Routee application: its credentials and how the user wants it treated. */
export interface Application extends ApplicationRecord {
  /** Ours, for the life of the stored application: the same id can be stored twice with different scopes. */
  readonly key: string;
}

/** Stored data that cannot be read; it stays as it is until the user decides. */
export interface BrokenApplication {
  readonly key: string;
  readonly reason: 'unreadable' | 'newerVersion';
  /** The parts that could still be read, so that they need not be typed again. */
  readonly id: string | undefined;
  readonly name: string | undefined;
  readonly scopes: readonly string[];
}

export type StoredApplication =
  | { readonly kind: 'application'; readonly key: string; readonly application: Application }
  | { readonly kind: 'broken'; readonly key: string; readonly broken: BrokenApplication };

/** Reads one stored value; `undefined` is what SecretStorage gives for a value that it cannot decrypt. */
export function readStoredApplication(key: string, value: string | undefined): StoredApplication {
  const json = parseJson(value);
  const parsed = applicationSchema.safeParse(json);
  if (parsed.success) {
    return { kind: 'application', key, application: { ...parsed.data, key } };
  }
  return { kind: 'broken', key, broken: salvage(key, json) };
}

function salvage(key: string, json: unknown): BrokenApplication {
  const members = new Map<string, unknown>(
    typeof json === 'object' && json !== null ? Object.entries(json) : [],
  );
  const text = (name: string): string | undefined => {
    const value = members.get(name);
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const version = members.get('version');
  const scopes = members.get('scopes');
  return {
    key,
    reason:
      typeof version === 'number' && version > APPLICATION_SCHEMA_VERSION ? 'newerVersion' : 'unreadable',
    id: text('id'),
    name: text('name'),
    scopes: Array.isArray(scopes) ? scopes.filter((scope) => typeof scope === 'string') : [],
  };
}

/** The scopes as one text, for comparing: order and doubles do not matter (RFC 6749 section 3.3). */
export function scopeKey(scopes: readonly string[]): string {
  return [...new Set(scopes)].sort().join(' ');
}

/** A name to start from: the id's end tells two applications apart, and no other stored one has it. */
export function suggestName(id: string, taken: readonly string[]): string {
  return freeName(`Routee ${id.slice(-4)}`, taken);
}

/** A name that no application has yet: with a number where it is taken. */
export function freeName(base: string, taken: readonly string[]): string {
  let name = base;
  for (let n = 2; taken.includes(name); n++) {
    name = `${base} (${n})`;
  }
  return name;
}

/** The reason why an application cannot have this name. Two of one name could not be told apart, here or as variables. */
export function nameProblem(name: string, taken: readonly string[]): string | undefined {
  const trimmed = name.trim();
  if (trimmed === '') {
    return l10n.t('Enter a name.');
  }
  return taken.includes(trimmed)
    ? l10n.t('Another application already has this name. Choose a different name.')
    : undefined;
}

/**
 * Whether a token may go where others read it without a question: any but a long-lived one, which outlives whatever it
 * is put into, and that one too once the user has agreed to it for its application.
 */
export function mayLeaveUnasked(
  application: Pick<Application, 'longLivedAccepted'> | undefined,
  token: Token,
): boolean {
  return application !== undefined && (application.longLivedAccepted === true || !isLongLived(token));
}

/** The reason why a stored application cannot be used, and what to do. */
export function brokenText({ reason }: Pick<BrokenApplication, 'reason'>): string {
  return reason === 'newerVersion'
    ? l10n.t('A newer version of Routee Auth stored this application. Update the extension to use it here.')
    : l10n.t(
        "The stored credentials of this application can't be read. Enter the secret again, or remove the application.",
      );
}

/** Enough of an id to know it again, and too little to use it: `5756…17c7`. */
export function shortId(id: string): string {
  return id.length > 12 ? `${id.slice(0, 4)}…${id.slice(-4)}` : `${id.slice(0, 2)}…`;
}
