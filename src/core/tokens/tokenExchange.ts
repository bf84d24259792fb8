import * as l10n from '@vscode/l10n';

import type { Application } from '../applications/application.ts';
import type { Clock, Log, Random, Timers } from '../kit/ports.ts';
import { cancelled, needsUser, RouteeError } from '../protocol/routeeError.ts';
import { CLOCK_TOLERANCE_MS, inClockSetBack, isExpired, type Token } from '../protocol/token.ts';
import type { TokenEntry, TokenOutcome } from './tokenEntry.ts';
import { untilCancelled } from './sharedFlight.ts';

export interface TokenExchangePorts {
  /** One exchange with the server; rejects with a {@link RouteeError}. */
  readonly exchange: (application: Application, authUrl: string, signal: AbortSignal) => Promise<Token>;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  readonly log: Log;
}

export interface ExchangeJob {
  readonly entry: TokenEntry;
  readonly application: Application;
  /** Nobody asked for it just now: it counts in the hourly budget. */
  readonly automatic: boolean;
  readonly signal: AbortSignal;
  /** The application is still stored with these credentials, and the server is still the same. */
  readonly stillWanted: () => boolean;
}

/** A server that has just handed out a dead token has a new one a second later. */
const DEAD_TOKEN_PAUSE_MS = 1000;
const DEAD_TOKEN_TRIES = 3;

/**
 * Exchanges once and puts the result, token or failure, into the entry.
 *
 * @throws {RouteeError} why there is no token
 */
export async function exchangeInto(job: ExchangeJob, ports: TokenExchangePorts): Promise<TokenOutcome> {
  const { entry, application } = job;
  const before = entry.token;
  try {
    const { token, roundTripMs } = await exchangeUntilAlive(job, ports);
    if (!job.stillWanted()) {
      throw cancelled();
    }
    entry.budget.noteSuccess(ports.clock.monotonic());
    entry.take(token, ports.clock.now(), roundTripMs);
    const sameToken = before?.accessToken === token.accessToken;
    ports.log.info(
      `${application.name}: ${sameToken ? 'the server handed back the same token' : 'new token'}.`,
    );
    return { token: entry.token ?? token, source: 'exchange', sameToken };
  } catch (error) {
    const failure =
      error instanceof RouteeError
        ? error
        : new RouteeError(
            'badAnswer',
            l10n.t('The token request failed in an unexpected way. See the log.'),
            {
              cause: error,
            },
          );
    if (failure.code !== 'cancelled' && job.stillWanted()) {
      ports.log.warn(`${application.name}: no token (${failure.code}). ${failure.message}`);
      entry.fail(failure, ports.clock.now(), ports.random());
    }
    throw failure;
  }
}

/** Whether the failure belongs into the store, so that other windows do not try the same in vain. */
export function isForAllWindows(error: unknown): boolean {
  return error instanceof RouteeError && needsUser(error.code);
}

/** The same token may come back in its last second with nothing left to live; a moment later there is a new one. */
async function exchangeUntilAlive(
  job: ExchangeJob,
  ports: TokenExchangePorts,
): Promise<{ token: Token; roundTripMs: number }> {
  for (let tries = 1; ; tries++) {
    const sentAtMs = ports.clock.now();
    const sentMs = ports.clock.monotonic();
    job.entry.budget.noteAttempt(sentMs, job.automatic);
    const answer = await ports.exchange(job.application, job.entry.authUrl, job.signal);
    const now = ports.clock.now();
    const roundTripMs = ports.clock.monotonic() - sentMs;
    const setBackMs = roundTripMs - (now - sentAtMs);
    const token = setBackMs > CLOCK_TOLERANCE_MS ? inClockSetBack(answer, setBackMs) : answer;
    if (!isExpired(token, now)) {
      return { token, roundTripMs };
    }
    if (tries === DEAD_TOKEN_TRIES || (job.automatic && isOverBudget(job.entry, ports))) {
      throw new RouteeError(
        'expiredToken',
        l10n.t(
          'Routee handed out a token that has already expired. Try again in a moment; if it stays so, check the Token Expiration of the application in Routee’s portal.',
        ),
      );
    }
    await pause(DEAD_TOKEN_PAUSE_MS, ports.timers, job.signal);
  }
}

function isOverBudget({ budget }: TokenEntry, { clock }: TokenExchangePorts): boolean {
  return budget.waitMs(clock.monotonic(), true) > DEAD_TOKEN_PAUSE_MS;
}

async function pause(ms: number, timers: Timers, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const timer = timers.set(() => {
    resolve(undefined);
  }, ms);
  try {
    await untilCancelled(promise, signal);
  } finally {
    timer.dispose();
  }
}
