import type { Clock, Disposable, Log, Timers } from '../kit/ports.ts';
import { RouteeError } from '../protocol/routeeError.ts';
import { DueTimer } from './dueTimer.ts';
import { CLAIM_MS, CLAIM_SETTLE_MS, type RenewalClaims } from './renewalClaims.ts';
import { renewalDueMs } from './refreshPolicy.ts';
import { CLOCK_TOLERANCE_MS } from '../protocol/token.ts';
import type { TokenEntry } from './tokenEntry.ts';

export interface BackgroundRenewalPorts {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly claims: RenewalClaims;
  readonly log: Log;
}

/** What the renewal asks of the manager. */
export interface RenewalHost {
  entry(key: string): TokenEntry | undefined;
  entries(): Iterable<TokenEntry>;
  isKeptFresh(key: string): boolean;
  /** Follows what is stored now. Never rejects. */
  adopt(entry: TokenEntry): Promise<void>;
  /** Exchanges and stores the result; rejects as the exchange does. */
  exchange(entry: TokenEntry): Promise<unknown>;
}

/** Exchanges under way in the background at the same time. */
const MAX_AT_ONCE = 4;
/** After work that failed for a reason other than the server's: whatever it was, it must not turn into a loop. */
const TROUBLE_PAUSE_MS = 60_000;

/** Renews tokens when they are due, one timer for all, sharing the work with the other windows. */
export class BackgroundRenewal implements Disposable {
  readonly #ports: BackgroundRenewalPorts;
  readonly #host: RenewalHost;
  readonly #due: DueTimer;
  readonly #waiting: TokenEntry[] = [];
  #running = 0;
  #disposed = false;
  #seenWallMs: number;
  #seenMonotonicMs: number;

  constructor(ports: BackgroundRenewalPorts, host: RenewalHost) {
    this.#ports = ports;
    this.#host = host;
    this.#seenWallMs = ports.clock.now();
    this.#seenMonotonicMs = ports.clock.monotonic();
    this.#due = new DueTimer(ports.clock, ports.timers, () => {
      this.#wake();
    });
  }

  /** Called after every change of an entry. */
  plan(entry: TokenEntry): void {
    if (this.#isOurs(entry)) {
      this.#due.plan(entry.key, entry.renewing ? undefined : this.#plannedMs(entry));
    }
  }

  forget(key: string): void {
    this.#due.plan(key, undefined);
  }

  /** When the next background exchange is planned, in milliseconds since the epoch. */
  dueMs(key: string): number | undefined {
    return this.#due.dueMs(key);
  }

  /**
   * A wall clock that moved less than the monotonic one was set back: every expiry then lies too far in the future.
   * Called at every wake and use, and before anything is adopted.
   */
  watchClock(): void {
    const { clock } = this.#ports;
    const wallMs = clock.now();
    const monotonicMs = clock.monotonic();
    const setBackMs = monotonicMs - this.#seenMonotonicMs - (wallMs - this.#seenWallMs);
    this.#seenWallMs = wallMs;
    this.#seenMonotonicMs = monotonicMs;
    if (setBackMs > CLOCK_TOLERANCE_MS) {
      this.#ports.log.info('The clock of this machine was set back: tokens are checked again.');
      for (const entry of this.#host.entries()) {
        entry.clockSetBack(setBackMs);
        this.plan(entry);
      }
    }
  }

  dispose(): void {
    this.#disposed = true;
    this.#waiting.length = 0;
    this.#due.dispose();
  }

  #wake(): void {
    this.watchClock();
    for (const key of this.#due.take()) {
      const entry = this.#host.entry(key);
      if (entry !== undefined) {
        entry.renewing = true;
        this.#waiting.push(entry);
      }
    }
    this.#startWaiting();
  }

  #startWaiting(): void {
    while (this.#running < MAX_AT_ONCE) {
      const entry = this.#waiting.shift();
      if (entry === undefined) {
        return;
      }
      this.#running++;
      void this.#renewSafely(entry);
    }
  }

  /** Never rejects. What went wrong with a token is in its state already. */
  async #renewSafely(entry: TokenEntry): Promise<void> {
    try {
      await this.#renew(entry);
    } catch (error) {
      if (!(error instanceof RouteeError)) {
        entry.postponedUntilMs = this.#ports.clock.now() + TROUBLE_PAUSE_MS;
        this.#ports.log.warn(`Background renewal is put off for a minute. ${String(error)}`);
      }
    }
    this.#running--;
    entry.renewing = false;
    this.plan(entry);
    this.#startWaiting();
  }

  /** One step: claim the renewal; once the claim has settled, exchange. */
  async #renew(entry: TokenEntry): Promise<void> {
    const { claims, clock } = this.#ports;
    const { claimedAtMs, key } = entry;
    // Whoever got a token another way while it settled leaves an old claim behind.
    const claimed = claimedAtMs !== undefined && Math.abs(clock.now() - claimedAtMs) < CLAIM_MS;
    entry.claimedAtMs = undefined;
    await this.#host.adopt(entry);
    if (!this.#isDue(entry)) {
      return;
    }
    const heldUntilMs = await claims.heldByOtherUntilMs(key);
    if (heldUntilMs !== undefined) {
      entry.postponedUntilMs = heldUntilMs;
      return;
    }
    if (!claimed) {
      await claims.claim(key);
      // Removed meanwhile: nothing of it stays behind.
      if (!this.#isOurs(entry)) {
        await claims.release(key);
        return;
      }
      entry.claimedAtMs = clock.now();
      entry.postponedUntilMs = entry.claimedAtMs + CLAIM_SETTLE_MS;
      return;
    }
    try {
      await this.#host.exchange(entry);
    } finally {
      const { retryAtMs } = entry;
      const repeats = retryAtMs !== undefined && this.#isOurs(entry);
      await (repeats ? claims.claim(key, retryAtMs) : claims.release(key));
    }
  }

  #isDue(entry: TokenEntry): boolean {
    const plannedMs = this.#plannedMs(entry);
    return this.#isOurs(entry) && plannedMs !== undefined && plannedMs <= this.#ports.clock.now();
  }

  #isOurs(entry: TokenEntry): boolean {
    return !this.#disposed && this.#host.entry(entry.key) === entry;
  }

  /** The policy says when a new token is wanted, the budget when an exchange is allowed. */
  #plannedMs(entry: TokenEntry): number | undefined {
    const nowMs = this.#ports.clock.now();
    const isBusy = !entry.isLoaded || entry.flight !== undefined;
    if (isBusy || entry.rejected || entry.misconfigured || !this.#host.isKeptFresh(entry.key)) {
      return undefined;
    }
    const isUnknown = entry.outlook === undefined || entry.suspect;
    const wantedMs = isUnknown ? nowMs : renewalDueMs(entry.outlook, entry.jitter);
    if (wantedMs === undefined) {
      return undefined;
    }
    const end = entry.token?.expiresAtMs;
    const expired = end === undefined || end <= nowMs;
    const allowedMs = nowMs + entry.budget.waitMs(this.#ports.clock.monotonic(), expired);
    return Math.max(
      wantedMs,
      // Once the token has died the budget is asked again: it then allows what it does not allow now.
      expired ? allowedMs : Math.min(allowedMs, end),
      entry.postponedUntilMs,
      entry.retryAtMs ?? 0,
    );
  }
}
