import type { Clock, Log } from '../kit/ports.ts';
import { CLOCK_TOLERANCE_MS } from '../protocol/token.ts';

/**
 * Notices a wall clock that was set back, by its having moved less than the monotonic one: every expiry then lies too
 * far in the future.
 */
export class ClockWatch {
  readonly #ports: { readonly clock: Clock; readonly log: Log };
  readonly #onSetBack: (ms: number) => void;
  #seenWallMs: number;
  #seenMonotonicMs: number;

  constructor(ports: { readonly clock: Clock; readonly log: Log }, onSetBack: (ms: number) => void) {
    this.#ports = ports;
    this.#onSetBack = onSetBack;
    this.#seenWallMs = ports.clock.now();
    this.#seenMonotonicMs = ports.clock.monotonic();
  }

  /** Called at every wake and use, and before anything is adopted. */
  look(): void {
    const { clock, log } = this.#ports;
    const wallMs = clock.now();
    const monotonicMs = clock.monotonic();
    const setBackMs = monotonicMs - this.#seenMonotonicMs - (wallMs - this.#seenWallMs);
    this.#seenWallMs = wallMs;
    this.#seenMonotonicMs = monotonicMs;
    if (setBackMs > CLOCK_TOLERANCE_MS) {
      log.info('The clock of this machine was set back: tokens are checked again.');
      this.#onSetBack(setBackMs);
    }
  }
}
