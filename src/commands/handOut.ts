import * as l10n from '@vscode/l10n';

import type { Application } from '../core/applications/application.ts';
import { RouteeError } from '../core/protocol/routeeError.ts';
import { formatSpan, isWorthAsking } from '../core/tokens/describeTime.ts';
import { remainingMs, type Token } from '../core/tokens/token.ts';
import { clickedActiveOrAdded } from './activeOrAdded.ts';
import type { CommandContext } from './commandContext.ts';
import { showWarning } from './messages.ts';
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
  await mayHandOut(context, application, token, verb);
  return { application, token };
}

export type HandOutVerb = 'Copy' | 'Insert' | 'Write';

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

/** @throws {RouteeError} `cancelled` when the user does not want this long-lived token handed out */
export async function mayHandOut(
  context: CommandContext,
  application: Application,
  token: Token,
  verb: HandOutVerb,
): Promise<void> {
  if (isWorthAsking(token) && application.longLivedAccepted !== true) {
    await confirmLongLived(context, application, token, verb);
  }
}

async function confirmLongLived(
  context: CommandContext,
  application: Application,
  token: Token,
  verb: HandOutVerb,
): Promise<void> {
  const left = remainingMs(token, context.now());
  const texts: Record<HandOutVerb, readonly [question: string, goOn: string]> = {
    Copy: [l10n.t('Copy the long-lived token of {0}?', application.name), l10n.t('Copy Anyway')],
    Insert: [l10n.t('Insert the long-lived token of {0}?', application.name), l10n.t('Insert Anyway')],
    Write: [l10n.t('Write the long-lived token of {0}?', application.name), l10n.t('Write Anyway')],
  };
  const [question, goOn] = texts[verb];
  const answer = await showWarning(
    question,
    {
      modal: true,
      detail:
        left === Infinity
          ? l10n.t(
              'Routee states no end for this token: whoever gets hold of it can use it all that time. Do not put it into a file that you share. You are asked once for this application.',
            )
          : l10n.t(
              'This token is valid for {0}: whoever gets hold of it can use it all that time. Do not put it into a file that you share. You are asked once for this application.',
              formatSpan(left),
            ),
    },
    goOn,
  );
  if (answer !== goOn) {
    throw new RouteeError('cancelled', l10n.t('The long-lived token was not handed out.'));
  }
  await context.applications.update(application.key, { longLivedAccepted: true });
}
