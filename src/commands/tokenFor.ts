import type { Application } from '../core/applications/application.ts';
import { RouteeError } from '../core/protocol/routeeError.ts';
import type { TokenOutcome } from '../core/tokens/tokenEntry.ts';
import { ApplicationError } from './applicationError.ts';
import type { CommandContext } from './commandContext.ts';
import { withProgress } from './progress.ts';

/** Longer than it takes to find a fresh token in memory: only a real exchange shows a progress notification. */
const QUIET_MS = 50;

/**
 * A valid token of this application, with a cancellable progress notification while it is exchanged.
 *
 * @throws {ApplicationError} why there is none
 */
export async function tokenFor(
  context: CommandContext,
  application: Application,
  options: { readonly renew?: boolean } = {},
): Promise<TokenOutcome> {
  const abort = new AbortController();
  const outcome = context.tokens.getToken(application.key, {
    signal: abort.signal,
    // A person asks: credentials that were rejected before may have been mended at Routee since.
    renew: options.renew === true || context.tokens.state(application.key).kind === 'rejected',
  });
  try {
    return (await soon(outcome)) ?? (await showing(outcome, application.name, abort));
  } catch (error) {
    throw error instanceof RouteeError && error.code !== 'cancelled'
      ? new ApplicationError(application, error)
      : error;
  }
}

async function soon<T>(promise: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const later = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, QUIET_MS, undefined);
  });
  try {
    return await Promise.race([promise, later]);
  } finally {
    clearTimeout(timer);
  }
}

function showing<T>(promise: Promise<T>, name: string, abort: AbortController): Promise<T> {
  return withProgress(`Getting a token for ${name}…`, (signal) => {
    signal.addEventListener('abort', () => {
      abort.abort();
    });
    return promise;
  });
}
