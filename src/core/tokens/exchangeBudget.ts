const HOUR_MS = 60 * 60 * 1000;
const MAX_PER_HOUR = 60;
const MIN_GAP_MS = 1000;
const MIN_GAP_WHILE_VALID_MS = 30_000;

/**
 * The circuit breaker of one application: bounds automatic exchanges by their number and spacing alone, so that no
 * mistake in the schedule can flood the server. Its times are of the monotonic clock.
 */
export class ExchangeBudget {
  /** Moments of the automatic attempts, the last 60 at most: older ones hold up none. */
  #recent: readonly number[] = [];
  #lastAttemptMs = -Infinity;
  #lastSuccessMs = -Infinity;

  /** Any attempt, also one that a person asked for: the next automatic one keeps its distance from it. */
  noteAttempt(nowMs: number, automatic: boolean): void {
    this.#lastAttemptMs = nowMs;
    if (automatic) this.#recent = [...this.#recent, nowMs].slice(-MAX_PER_HOUR);
  }

  noteSuccess(nowMs: number): void {
    this.#lastSuccessMs = nowMs;
  }

  /** Milliseconds since the last attempt. */
  sinceAttemptMs(nowMs: number): number {
    return nowMs - this.#lastAttemptMs;
  }

  /**
   * How long the next automatic exchange has to wait, in milliseconds; 0 when it may go.
   *
   * @param expired the token has really expired since the last successful exchange
   */
  waitMs(nowMs: number, expired: boolean): number {
    const hourly = (this.#recent.at(-MAX_PER_HOUR) ?? -Infinity) + HOUR_MS - nowMs;
    const spacing = expired ? 0 : this.#lastSuccessMs + MIN_GAP_WHILE_VALID_MS - nowMs;
    return Math.max(0, hourly, spacing, this.#lastAttemptMs + MIN_GAP_MS - nowMs);
  }
}
