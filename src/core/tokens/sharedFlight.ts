import { cancelled } from '../protocol/routeeError.ts';

/**
 * One run of a job that any number of callers wait for. A caller that gives up does not disturb the others; when the
 * last one has given up, the job is aborted.
 */
export class SharedFlight<T> {
  readonly #abort = new AbortController();
  readonly #result = Promise.withResolvers<T>();
  readonly #onEnd: () => void;
  #waiting = 0;
  #ended = false;

  /** @param onEnd called when the job has settled or is aborted, before any caller hears of it */
  constructor(run: (signal: AbortSignal) => Promise<T>, onEnd: () => void) {
    this.#onEnd = onEnd;
    // A flight that nobody waits for any more must not surface as an unhandled rejection.
    this.#result.promise.catch(() => undefined);
    run(this.#abort.signal).then(
      (value) => {
        this.#end();
        this.#result.resolve(value);
      },
      (error: unknown) => {
        this.#end();
        this.#result.reject(error);
      },
    );
  }

  /** @throws {RouteeError} `cancelled` once `signal` or the flight is aborted; otherwise whatever the job throws. */
  async join(signal?: AbortSignal): Promise<T> {
    const { promise } = this.#result;
    this.#waiting++;
    try {
      return await (signal === undefined ? promise : untilCancelled(promise, signal));
    } finally {
      this.#waiting--;
      if (this.#waiting === 0 && !this.#ended) this.abort();
    }
  }

  /** Every caller gets `cancelled`, whether or not the job notices. */
  abort(): void {
    this.#abort.abort();
    this.#end();
    this.#result.reject(cancelled());
  }

  #end(): void {
    if (!this.#ended) {
      this.#ended = true;
      this.#onEnd();
    }
  }
}

/**
 * Waits for work that goes on by itself, no longer than until the signal is aborted.
 *
 * @throws {RouteeError} `cancelled` as soon as it is
 */
export async function untilCancelled<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = (): void => {
    reject(cancelled());
  };
  if (signal.aborted) onAbort();
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([aborted, work]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
