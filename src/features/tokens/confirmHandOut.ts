import * as l10n from '@vscode/l10n';

import { type Application, mayLeaveUnasked } from '../../core/applications/application.ts';
import type { Log } from '../../core/kit/ports.ts';
import { cancelled, RouteeError } from '../../core/protocol/routeeError.ts';
import type { Applications } from '../../core/redaction/shownApplications.ts';
import { describeExpiry } from '../../core/tokens/describeTime.ts';
import type { Token } from '../../core/protocol/token.ts';
import { showWarning } from '../../editor/messages.ts';

/** The use of the token: *Offer* makes it an environment variable of this process, *Add* one of terminals. */
export type HandOutVerb = 'Copy' | 'Insert' | 'Write' | 'Offer' | 'Add';

export interface HandOutContext {
  /** As people are to see them. */
  readonly applications: Applications;
  readonly now: () => number;
}

/**
 * The one question before a token leaves that may not leave unasked: asked once for an application, in a dialog while a
 * command waits for the answer, else in a message.
 *
 * @throws {RouteeError} `cancelled` when the user decides against it
 */
export async function confirmHandOut(
  { applications, now }: HandOutContext,
  application: Application,
  token: Token,
  verb: HandOutVerb,
  isAwaited = true,
): Promise<void> {
  if (mayLeaveUnasked(application, token)) return;
  const { name } = applications.get(application.key) ?? application;
  const texts: Record<HandOutVerb, readonly [question: string, goOn: string]> = {
    Copy: [l10n.t('Copy the long-lived token of {0}?', name), l10n.t('Copy Anyway')],
    Insert: [l10n.t('Insert the long-lived token of {0}?', name), l10n.t('Insert Anyway')],
    Write: [l10n.t('Write the long-lived token of {0} to the linked file?', name), l10n.t('Write Anyway')],
    Offer: [l10n.t('Share the long-lived token of {0} with other extensions?', name), l10n.t('Share Anyway')],
    Add: [l10n.t('Add the long-lived token of {0} to terminals?', name), l10n.t('Add to Terminals')],
  };
  const [question, goOn] = texts[verb];
  const detail = l10n.t(
    "Token: {0}. Anyone who has it can use it. Don't put it into a file that you share. You're asked only once for this application.",
    describeExpiry(token, now()),
  );
  const answer = await (isAwaited
    ? showWarning(question, { modal: true, detail }, goOn)
    : showWarning(`${question} ${detail}`, goOn));
  if (answer !== goOn) {
    throw cancelled();
  }
  await applications.update(application.key, { longLivedAccepted: true });
}

/** Asks while no command waits, for a part that keeps tokens somewhere and holds a long-lived one back. */
export function confirmLater(
  services: HandOutContext & { readonly log: Log },
  verb: HandOutVerb,
): (application: Application, token: Token) => void {
  return (application, token) => {
    confirmHandOut(services, application, token, verb, false).catch((error: unknown) => {
      // A message that is dismissed has not failed.
      if (!(error instanceof RouteeError && error.code === 'cancelled')) {
        services.log.error(`A message could not be answered. ${String(error)}`);
      }
    });
  };
}
