import type { Log } from '../core/ports.ts';
import { RouteeError } from '../core/protocol/routeeError.ts';

/** For a message that nobody waits for: its failure goes to the log. One that is dismissed has not failed. */
export function toLog({ log }: { readonly log: Log }): (error: unknown) => void {
  return (error) => {
    if (!(error instanceof RouteeError && error.code === 'cancelled')) {
      log.error(`A message could not be answered. ${String(error)}`);
    }
  };
}
