import * as z from 'zod/mini';

import { claimStorageKey } from '../storage/storageKeys.ts';
import { parseJson } from '../kit/parseJson.ts';
import type { Clock, Secrets } from '../kit/ports.ts';
import { CLOCK_TOLERANCE_MS } from '../protocol/token.ts';

const claimSchema = z.object({ owner: z.string(), madeAtMs: z.number(), untilMs: z.number() });

/** A claim outlives the longest exchange; a window that dies with one blocks the others no longer than this. */
export const CLAIM_MS = 20_000;
/** Longer than any window takes from reading "free" to having written its own claim. */
export const CLAIM_SETTLE_MS = 250;

/**
 * Keeps several windows from renewing the same token at once. SecretStorage has no compare-and-swap, so a window
 * writes its claim, lets writes settle for {@link CLAIM_SETTLE_MS}, and goes ahead only if the claim is still its
 * own. A lost race costs one exchange, so this is a courtesy, not a lock: a store that fails means no claims.
 */
export class RenewalClaims {
  readonly #secrets: Secrets;
  readonly #clock: Clock;
  readonly #owner: string;

  /** @param owner unique to this window */
  constructor(secrets: Secrets, clock: Clock, owner: string) {
    this.#secrets = secrets;
    this.#clock = clock;
    this.#owner = owner;
  }

  /** End of another window's claim, in milliseconds since the epoch; `undefined` when none has one. */
  async heldByOtherUntilMs(key: string): Promise<number | undefined> {
    const claim = await this.#read(key);
    return claim === undefined || claim.owner === this.#owner ? undefined : claim.untilMs;
  }

  async isOurs(key: string): Promise<boolean> {
    return (await this.#read(key))?.owner === this.#owner;
  }

  /** @param untilMs later than usual after a failure: the other windows then share the back-off of this one */
  async claim(key: string, untilMs = this.#clock.now() + CLAIM_MS): Promise<void> {
    const claim = JSON.stringify({ owner: this.#owner, madeAtMs: this.#clock.now(), untilMs });
    await ifPossible(this.#secrets.store(claimStorageKey(key), claim));
  }

  async release(key: string): Promise<void> {
    if (await this.isOurs(key)) await ifPossible(this.#secrets.delete(claimStorageKey(key)));
  }

  /** A claim that has run out is none; nor is one from a clock that was set back since. */
  async #read(key: string): Promise<z.infer<typeof claimSchema> | undefined> {
    const value = await ifPossible(this.#secrets.get(claimStorageKey(key)));
    const { success, data } = claimSchema.safeParse(parseJson(value));
    const now = this.#clock.now();
    return success &&
      data.untilMs > now &&
      data.madeAtMs <= now + CLOCK_TOLERANCE_MS &&
      data.untilMs <= data.madeAtMs + LONGEST_CLAIM_MS
      ? data
      : undefined;
  }
}

/** As long as the longest `Retry-After` that is respected; anything longer was not written by us. */
const LONGEST_CLAIM_MS = 25 * 60 * 60 * 1000;

async function ifPossible<T>(call: PromiseLike<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch {
    return undefined;
  }
}
