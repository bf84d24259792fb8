import type { Timers } from '../../../core/kit/ports.ts';
import { Deadline } from '../../../core/protocol/deadline.ts';
import type { RouteeError } from '../../../core/protocol/routeeError.ts';

/** Each part of a step gets this long, in milliseconds. */
export const STEP_LIMIT_MS = 10_000;

export interface Limits {
  readonly timers: Timers;
  /** The user's own *Cancel*. */
  readonly signal: AbortSignal;
}

/**
 * Does a part of a step, also one that heeds no signal, in at most 10 s. Failures are results: a diagnosis goes on.
 *
 * @throws {RouteeError} `cancelled` by the user
 */
export async function withinDeadline<T>(
  { timers, signal }: Limits,
  host: string,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | RouteeError> {
  const deadline = new Deadline({ timers, limitMs: STEP_LIMIT_MS, signal, host });
  const ended = Promise.withResolvers<never>();
  const end = (): void => ended.reject(deadline.explain(undefined));
  deadline.signal.addEventListener('abort', end, { once: true });
  try {
    deadline.signal.throwIfAborted();
    return await Promise.race([work(deadline.signal), ended.promise]);
  } catch (error) {
    const failure = deadline.explain(error);
    if (failure.code === 'cancelled') throw failure;
    return failure;
  } finally {
    deadline.signal.removeEventListener('abort', end);
    deadline.dispose();
  }
}
