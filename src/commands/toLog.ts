import type { Log } from '../core/ports.ts';

/** For a message that nobody waits for: its failure goes to the log. */
export function toLog({ log }: { readonly log: Log }): (error: unknown) => void {
  return (error) => {
    log.error(`A message could not be answered. ${String(error)}`);
  };
}
