import type { Clock, Disposable, Timers } from '../core/kit/ports.ts';
import { nextTextChangeMs, type TimedState } from '../core/tokens/describeTime.ts';

/** Calls back when a text that counts time may have changed: every second near an expiry, rarely otherwise. */
export class Ticker implements Disposable {
  readonly #ports: { readonly clock: Clock; readonly timers: Timers };
  readonly #states: () => Iterable<TimedState>;
  readonly #onTick: () => void;
  #timer: Disposable | undefined;

  constructor(
    ports: { readonly clock: Clock; readonly timers: Timers },
    states: () => Iterable<TimedState>,
    onTick: () => void,
  ) {
    this.#ports = ports;
    this.#states = states;
    this.#onTick = onTick;
  }

  /** Starts to tick, or adapts its pace to states that have changed. */
  start(): void {
    this.stop();
    this.#timer = this.#ports.timers.set(
      () => {
        this.#onTick();
        this.start();
      },
      nextTextChangeMs(this.#states(), this.#ports.clock.now()),
    );
  }

  stop(): void {
    this.#timer?.dispose();
    this.#timer = undefined;
  }

  dispose(): void {
    this.stop();
  }
}
