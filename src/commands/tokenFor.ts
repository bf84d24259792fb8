import * as l10n from '@vscode/l10n';

import type { Application } from '../core/applications/application.ts';
import { RouteeError } from '../core/protocol/routeeError.ts';
import type { TokenOutcome } from '../core/tokens/tokenEntry.ts';
import { ApplicationError } from './applicationError.ts';
import type { CommandContext } from './commandContext.ts';
import { completeStep } from './completeStep.ts';
import { withProgressIfSlow } from './progress.ts';

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
  // A person asks: credentials that were rejected before may have been mended at Routee since.
  const renew = options.renew === true || context.tokens.state(application.key).kind === 'rejected';
  try {
    const outcome = await withProgressIfSlow(
      l10n.t('Getting a token for {0}…', application.name),
      QUIET_MS,
      (signal) => context.tokens.getToken(application.key, { signal, renew }),
    );
    completeStep('gotToken');
    return outcome;
  } catch (error) {
    throw error instanceof RouteeError && error.code !== 'cancelled'
      ? new ApplicationError(application, error)
      : error;
  }
}
