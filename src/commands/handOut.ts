import * as l10n from '@vscode/l10n';

import type { Application } from '../core/applications/application.ts';
import { RouteeError } from '../core/protocol/routeeError.ts';
import type { Token } from '../core/tokens/token.ts';
import { clickedActiveOrAdded } from './activeOrAdded.ts';
import type { CommandContext } from './commandContext.ts';
import { confirmHandOut, type HandOutVerb } from './confirmHandOut.ts';
import { tokenFor } from './tokenFor.ts';

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
  context: CommandContext,
  argument: unknown,
  verb: HandOutVerb,
): Promise<HandedOut> {
  const application = await applicationToHandOut(context, argument);
  const { token } = await tokenFor(context, application);
  await confirmHandOut(context, application, token, verb);
  return { application, token };
}

/**
 * The application that was clicked on, or the active one. Starts with *Add Application* when there is none.
 *
 * @throws {RouteeError} `cancelled` when the user adds none
 */
export async function applicationToHandOut(context: CommandContext, argument: unknown): Promise<Application> {
  const application = await clickedActiveOrAdded(context, argument);
  if (application === undefined) {
    throw new RouteeError('cancelled', l10n.t('No application was added.'));
  }
  return application;
}
