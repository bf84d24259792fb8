import { needsSetting, needsUser, RouteeError } from '../protocol/routeeError.ts';
import type { Token } from '../protocol/token.ts';
import type { Problem, TokenState } from './tokenState.ts';
import type { TokenRecord } from './tokenStore.ts';

type Rejection = TokenRecord['rejection'];

interface Passing {
  readonly problem: Problem;
  readonly error: RouteeError;
  readonly count: number;
  /** `undefined`: only another setting can help. */
  retryAtMs: number | undefined;
}

const FIRST_RETRY_MS = 1000;
export const LONGEST_RETRY_MS = 5 * 60 * 1000;

/** Callers that come this soon after a failure get that failure instead of another request. */
const MIN_REQUEST_GAP_MS = 1000;

/** The reason why an application has no new token: rejected until the user changes something, or failed for now. */
export class ExchangeFailure {
  #rejection: Rejection;
  #passing: Passing | undefined;

  /** The reason why the server gives no token until the user changes something. All windows know it. */
  get rejection(): Rejection {
    return this.#rejection;
  }

  /** Only another setting can help. */
  get misconfigured(): boolean {
    return this.#passing !== undefined && this.#passing.retryAtMs === undefined;
  }

  get retryAtMs(): number | undefined {
    return this.#passing?.retryAtMs;
  }

  /** The state of an application that has this token, and this failure where there is any. */
  stateWith(token: Token | undefined): TokenState {
    if (this.#rejection !== undefined) return { kind: 'rejected', token, problem: this.#rejection };
    if (this.#passing !== undefined) {
      const { problem, retryAtMs } = this.#passing;
      return retryAtMs === undefined
        ? { kind: 'misconfigured', token, problem }
        : { kind: 'failed', token, problem, retryAtMs };
    }
    return token === undefined ? { kind: 'none' } : { kind: 'ready', token };
  }

  /** An exchange has failed. @param setting that holds the address, where the application has none of its own */
  note(error: RouteeError, nowMs: number, random: number, setting?: string): void {
    const problem: Problem = { code: error.code, message: error.message, atMs: nowMs };
    if (needsUser(error.code)) {
      this.#rejection = {
        ...problem,
        code: error.code === 'invalidScope' ? 'invalidScope' : 'credentialsRejected',
      };
      this.#passing = undefined;
      return;
    }
    const count = (this.#passing?.count ?? 0) + 1;
    this.#passing = needsSetting(error.code)
      ? {
          problem: { ...problem, setting: error.setting ?? setting },
          error,
          count,
          retryAtMs: undefined,
        }
      : { problem, error, count, retryAtMs: nowMs + retryDelayMs(count, random, error.retryAfterMs) };
  }

  /** Another window was rejected, or is no longer. */
  follow(rejection: Rejection): void {
    this.#rejection = rejection;
  }

  /** @throws {RouteeError} what the server would say again, so that it need not be asked. */
  throwWhatIsKnown(sinceAttemptMs: number): void {
    if (this.#rejection !== undefined) throw new RouteeError(this.#rejection.code, this.#rejection.message);
    const error = this.#passing?.error;
    if (error !== undefined && sinceAttemptMs < Math.max(MIN_REQUEST_GAP_MS, error.retryAfterMs ?? 0)) {
      throw error;
    }
  }

  /** The clock was set back: nobody knows how much of the wait is left. */
  endWait(): void {
    if (this.#passing?.retryAtMs !== undefined) this.#passing.retryAtMs = 0;
  }

  /** There is a token from elsewhere. */
  forgetPassing(): void {
    this.#passing = undefined;
  }

  /** There is a new token. */
  clear(): void {
    this.#rejection = undefined;
    this.#passing = undefined;
  }
}

/**
 * How long to wait after the given number of failures in a row: exponential back-off with full jitter, from 1 s to
 * 5 min. A longer `Retry-After` of the server is respected.
 *
 * @param random in [0, 1)
 */
export function retryDelayMs(failures: number, random: number, retryAfterMs: number | undefined): number {
  const ceiling = Math.min(FIRST_RETRY_MS * 2 ** Math.min(failures, 30), LONGEST_RETRY_MS);
  return Math.max(FIRST_RETRY_MS, ceiling * random, retryAfterMs ?? 0);
}
