import * as l10n from '@vscode/l10n';

import { RouteeError } from '../protocol/routeeError.ts';

/**
 * Waits for work that goes on by itself, no longer than until the signal is aborted.
 *
 * @throws {RouteeError} `cancelled` as soon as it is
 */
export async function untilCancelled<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) {
    return work;
  }
  const { promise: cancelled, reject } = Promise.withResolvers<never>();
  const onAbort = (): void => {
    reject(new RouteeError('cancelled', l10n.t('The token request was cancelled.')));
  };
  if (signal.aborted) {
    onAbort();
  }
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([cancelled, work]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
