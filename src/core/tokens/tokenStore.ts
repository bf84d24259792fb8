import * as z from 'zod/mini';

import type { Application } from '../applications/application.ts';
import { isOfNewerVersion, tokenKeyOf, tokenStorageKey } from '../storage/storageKeys.ts';
import { Emitter } from '../kit/emitter.ts';
import { parseJson } from '../kit/parseJson.ts';
import type { Disposable, Secrets } from '../kit/ports.ts';
import { tokenSchema } from '../protocol/token.ts';

const VERSION = 1;

const recordSchema = z.object({
  version: z.literal(VERSION),
  /** The application's revision and the token endpoint that this belongs to; under others it says nothing. */
  revision: z.string(),
  authUrl: z.string(),
  token: z.optional(tokenSchema),
  /** Set once the server has shown that it hands back the same token until it expires, or that it does not. */
  reusesToken: z.optional(z.boolean()),
  /** Duration of the exchange that returned the token. */
  roundTripMs: z.optional(z.number()),
  /** The reason why the server gives no token until the user changes something, for other windows to know. */
  rejection: z.optional(
    z.object({
      code: z.enum(['credentialsRejected', 'invalidScope']),
      message: z.string(),
      atMs: z.number(),
    }),
  ),
  /** Time of the last use, to the hour, in milliseconds since the epoch. */
  usedAtMs: z.number(),
});

export type TokenRecord = Readonly<z.infer<typeof recordSchema>>;

/** Whether two records are the same in all that matters to another window. */
export function saySame(a: TokenRecord, b: TokenRecord): boolean {
  return (
    a.token?.accessToken === b.token?.accessToken &&
    a.token?.issuedAtMs === b.token?.issuedAtMs &&
    a.token?.expiresAtMs === b.token?.expiresAtMs &&
    a.rejection?.atMs === b.rejection?.atMs &&
    a.reusesToken === b.reusesToken
  );
}

/** Tokens in SecretStorage: one key an application, apart from its credentials. */
export class TokenStore implements Disposable {
  readonly #secrets: Secrets;
  readonly #changed = new Emitter<string>();
  /** Applications whose records are of a newer version: every change is read before anything is written. */
  readonly #newer = new Set<string>();
  readonly #subscription: Disposable;

  /** A stored token may have changed, here or in another window; the event is the application's key. */
  readonly onDidChange = this.#changed.event;

  constructor(secrets: Secrets) {
    this.#secrets = secrets;
    this.#subscription = secrets.onDidChange(({ key: storageKey }) => {
      const key = tokenKeyOf(storageKey);
      if (key !== undefined) this.#changed.fire(key);
    });
  }

  /** The stored record as it is now. Unreadable data is as good as none: a token is replaceable. */
  async read(application: Application, authUrl: string): Promise<TokenRecord | undefined> {
    const json = parseJson(await this.#secrets.get(tokenStorageKey(application.key)));
    if (isOfNewerVersion(json, VERSION)) this.#newer.add(application.key);
    else this.#newer.delete(application.key);
    if (json === undefined) return undefined;
    const parsed = recordSchema.safeParse(json);
    return parsed.success && parsed.data.revision === application.revision && parsed.data.authUrl === authUrl
      ? parsed.data
      : undefined;
  }

  /** Writes a record, unless a newer version of this extension had stored one when it was last read. */
  async write(key: string, record: TokenRecord): Promise<void> {
    if (!this.#newer.has(key)) await this.#secrets.store(tokenStorageKey(key), JSON.stringify(record));
  }

  async delete(key: string): Promise<void> {
    await this.#secrets.delete(tokenStorageKey(key));
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }
}
