import type { Timers } from '../kit/ports.ts';
import { untilCancelled } from './sharedFlight.ts';

/** @throws {RouteeError} `cancelled` when the signal is aborted before the time is over */
export async function pause(ms: number, timers: Timers, signal: AbortSignal): Promise<void> {
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
