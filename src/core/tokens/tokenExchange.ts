import * as l10n from '@vscode/l10n';

import type { Application } from '../applications/application.ts';
import type { Clock, Timers } from '../kit/ports.ts';
import { RouteeError } from '../protocol/routeeError.ts';
import { CLOCK_TOLERANCE_MS, inClockSetBack, isExpired, type Token } from '../protocol/token.ts';
import type { ExchangeBudget } from './exchangeBudget.ts';
import { pause } from './pause.ts';

export interface TokenExchangePorts {
  /** One exchange with the server; rejects with a {@link RouteeError}. */
  readonly exchange: (application: Application, authUrl: string, signal: AbortSignal) => Promise<Token>;
  readonly clock: Clock;
  readonly timers: Timers;
}

export interface ExchangeJob {
  readonly application: Application;
  readonly authUrl: string;
  readonly budget: ExchangeBudget;
  /** An exchange that no user asked for counts in the hourly budget. */
  readonly automatic: boolean;
  readonly signal: AbortSignal;
}

/** A server that has just handed out a dead token has a new one a second later. */
const DEAD_TOKEN_PAUSE_MS = 1000;
const DEAD_TOKEN_TRIES = 3;

/**
 * Exchanges until the token is alive. The same token may come back in its last second with nothing left to live; a
 * moment later there is a new one.
 *
 * @throws {RouteeError} why there is no token; or whatever else the exchange throws
 */
export async function exchangeUntilAlive(
  { application, authUrl, budget, automatic, signal }: ExchangeJob,
  { exchange, clock, timers }: TokenExchangePorts,
): Promise<{ readonly token: Token; readonly roundTripMs: number }> {
  for (let tries = 1; ; tries++) {
    const sentAtMs = clock.now();
    const sentMs = clock.monotonic();
    budget.noteAttempt(sentMs, automatic);
    const answer = await exchange(application, authUrl, signal);
    const now = clock.now();
    const monotonicMs = clock.monotonic();
    const roundTripMs = monotonicMs - sentMs;
    const setBackMs = roundTripMs - (now - sentAtMs);
    const token = setBackMs > CLOCK_TOLERANCE_MS ? inClockSetBack(answer, setBackMs) : answer;
    if (!isExpired(token, now)) return { token, roundTripMs };
    const isOverBudget = automatic && budget.waitMs(monotonicMs, true) > DEAD_TOKEN_PAUSE_MS;
    if (tries === DEAD_TOKEN_TRIES || isOverBudget) {
      throw new RouteeError(
        'expiredToken',
        l10n.t(
          "Routee issued a token that has already expired. Try again in a moment. If this keeps happening, check the application's Token Expiration in Routee's portal.",
        ),
      );
    }
    await pause(DEAD_TOKEN_PAUSE_MS, timers, signal);
  }
}
