import { renewalDueMs } from './refreshPolicy.ts';
import type { TokenEntry } from './tokenEntry.ts';

/**
 * When the background should exchange for this entry, in milliseconds since the epoch; `undefined`: not at all, as
 * long as nothing changes. The policy says when a new token is wanted, the budget when an exchange is allowed.
 *
 * @param nowMs wall clock
 * @param monotonicMs the budget's clock
 */
export function plannedRenewalMs(entry: TokenEntry, nowMs: number, monotonicMs: number): number | undefined {
  if (!entry.isLoaded || entry.flight !== undefined || entry.rejected || entry.misconfigured) {
    return undefined;
  }
  const wanted = wantedMs(entry, nowMs);
  if (wanted === undefined) {
    return undefined;
  }
  const end = entry.token?.expiresAtMs;
  const expired = end === undefined || end <= nowMs;
  const allowed = nowMs + entry.budget.waitMs(monotonicMs, expired);
  // Once the token has died the budget is asked again: it then allows what it does not allow now.
  return Math.max(
    wanted,
    expired ? allowed : Math.min(allowed, end),
    entry.postponedUntilMs,
    entry.retryAtMs ?? 0,
  );
}

function wantedMs(entry: TokenEntry, nowMs: number): number | undefined {
  return entry.outlook === undefined || entry.suspect ? nowMs : renewalDueMs(entry.outlook, entry.jitter);
}
