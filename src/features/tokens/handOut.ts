import * as l10n from '@vscode/l10n';

import type { Application } from '../../core/applications/application.ts';
import { RouteeError } from '../../core/protocol/routeeError.ts';
import type { Token } from '../../core/protocol/token.ts';
import type { TokenOutcome } from '../../core/tokens/applicationToken.ts';
import { completeStep } from '../../editor/contextKeys.ts';
import { ApplicationError } from '../../editor/guard.ts';
import { withProgressIfSlow } from '../../editor/progress.ts';
import { orCancel } from '../../editor/prompts.ts';
import type { Services } from '../../services.ts';
import { clickedActiveOrAdded } from '../applications/activeOrAdded.ts';
import { confirmHandOut, type HandOutVerb } from './confirmHandOut.ts';

/** A token that leaves the extension, and whose it is. */
export interface HandedOut {
  readonly application: Application;
  readonly token: Token;
}

/**
 * A token that is about to leave the extension: for the clipboard or a document. Asks, once per application, before a
 * long-lived one is handed out.
 *
 * @throws {RouteeError} `cancelled` when the user decides against it
 */
export async function tokenToHandOut(
  services: Services,
  argument: unknown,
  verb: HandOutVerb,
): Promise<HandedOut> {
  const application = await applicationToHandOut(services, argument);
  const { token } = await tokenFor(services, application);
  await confirmHandOut(services, application, token, verb);
  return { application, token };
}

/**
 * The application that was clicked on, or the active one. Starts with *Add Application* when there is none.
 *
 * @throws {RouteeError} `cancelled` when the user adds none
 */
export async function applicationToHandOut(services: Services, argument: unknown): Promise<Application> {
  return orCancel(await clickedActiveOrAdded(services, argument));
}

/** Longer than it takes to find a fresh token in memory: only a real exchange shows a progress notification. */
const QUIET_MS = 50;

/**
 * A valid token of this application, with a cancellable progress notification while it is exchanged.
 *
 * @throws {ApplicationError} why there is none
 */
export async function tokenFor(
  services: Services,
  application: Application,
  options: { readonly renew?: boolean } = {},
): Promise<TokenOutcome> {
  // A person asks: credentials that were rejected before may have been mended at Routee since.
  const renew = options.renew === true || services.tokens.state(application.key).kind === 'rejected';
  const outcome = await gettingToken(application, (signal) =>
    services.tokens.getToken(application.key, { signal, renew }),
  );
  completeStep('gotToken');
  return outcome;
}

/** Shows a cancellable notification while a token is exchanged. @throws {ApplicationError} why there is none */
export async function gettingToken<T>(
  application: Application,
  get: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  try {
    return await withProgressIfSlow(l10n.t('Getting a token for {0}…', application.name), QUIET_MS, get);
  } catch (error) {
    throw error instanceof RouteeError && error.code !== 'cancelled'
      ? new ApplicationError(application, error)
      : error;
  }
}
