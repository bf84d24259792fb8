import { SETTINGS } from '../../contributions.ts';
import { needsSetting, needsUser, RouteeError } from '../protocol/routeeError.ts';
import { retryDelayMs } from './retryPolicy.ts';
import type { Problem } from './tokenState.ts';
import type { TokenRecord } from './tokenStore.ts';

type Rejection = TokenRecord['rejection'];

interface Failure {
  readonly problem: Problem;
  readonly error: RouteeError;
  readonly count: number;
  /** `undefined`: only another setting can help. */
  retryAtMs: number | undefined;
}

/** Callers that come this soon after a failure get that failure instead of another request. */
const MIN_REQUEST_GAP_MS = 1000;

/** Why an application has no new token: rejected for good, or failed for now. */
export class TokenTrouble {
  #rejection: Rejection;
  #failure: Failure | undefined;

  /** Why the server will not give a token until the user changes something. All windows know it. */
  get rejection(): Rejection {
    return this.#rejection;
  }

  get failure(): Failure | undefined {
    return this.#failure;
  }

  get misconfigured(): boolean {
    return this.#failure !== undefined && this.#failure.retryAtMs === undefined;
  }

  /** An exchange has failed. */
  note(error: RouteeError, nowMs: number, random: number): void {
    const problem: Problem = { code: error.code, message: error.message, atMs: nowMs };
    if (needsUser(error.code)) {
      this.#rejection = {
        ...problem,
        code: error.code === 'invalidScope' ? 'invalidScope' : 'credentialsRejected',
      };
      this.#failure = undefined;
      return;
    }
    const count = (this.#failure?.count ?? 0) + 1;
    this.#failure = needsSetting(error.code)
      ? {
          problem: { ...problem, setting: error.setting ?? SETTINGS.authUrl },
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
    if (this.#rejection !== undefined) {
      throw new RouteeError(this.#rejection.code, this.#rejection.message);
    }
    const error = this.#failure?.error;
    if (error !== undefined && sinceAttemptMs < Math.max(MIN_REQUEST_GAP_MS, error.retryAfterMs ?? 0)) {
      throw error;
    }
  }

  /** The clock was set back: nobody knows how much of the wait is left. */
  endWait(): void {
    if (this.#failure?.retryAtMs !== undefined) {
      this.#failure.retryAtMs = 0;
    }
  }

  /** There is a token from elsewhere. */
  forgetFailure(): void {
    this.#failure = undefined;
  }

  /** There is a new token. */
  clear(): void {
    this.#rejection = undefined;
    this.#failure = undefined;
  }
}
