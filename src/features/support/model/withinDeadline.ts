import type { Timers } from '../../../core/kit/ports.ts';
import { Deadline } from '../../../core/protocol/deadline.ts';
import { RouteeError } from '../../../core/protocol/routeeError.ts';

/** Each part of a step gets this long, in milliseconds. */
export const STEP_LIMIT_MS = 10_000;

export interface Limits {
  readonly timers: Timers;
  /** The user's own *Cancel*. */
  readonly signal: AbortSignal;
}

/**
 * Does a part of a step, also one that heeds no signal, in at most 10 s.
 *
 * @throws {RouteeError} `timeout`, or `cancelled` by the user; otherwise what the work throws
 */
export async function withinDeadline<T>(
  { timers, signal }: Limits,
  host: string,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const deadline = new Deadline({
    timers,
    limitMs: STEP_LIMIT_MS,
    signal,
    host,
  });
  const ended = Promise.withResolvers<never>();
  const end = (): void => ended.reject(deadline.explain(undefined));
  deadline.signal.addEventListener('abort', end, { once: true });
  try {
    if (deadline.signal.aborted) throw deadline.explain(undefined);
    return await Promise.race([work(deadline.signal), ended.promise]);
  } catch (error) {
    throw deadline.signal.aborted ? deadline.explain(error) : error;
  } finally {
    deadline.signal.removeEventListener('abort', end);
    deadline.dispose();
  }
}

/** A part of a step has failed; only the user's *Cancel* ends the diagnosis. */
export function rethrowCancel(error: unknown): void {
  if (error instanceof RouteeError && error.code === 'cancelled') {
    throw error;
  }
}
