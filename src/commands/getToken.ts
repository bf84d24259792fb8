import * as l10n from '@vscode/l10n';

import { describeExpiry, expiryClause } from '../core/tokens/describeTime.ts';
import { addFirst } from './activeOrAdded.ts';
import { clickedOrActive } from './chooseApplication.ts';
import type { CommandContext } from './commandContext.ts';
import { completeStep } from './completeStep.ts';
import { offerToken } from './offerToken.ts';
import { tokenFor } from './tokenFor.ts';
import { useApplication } from './useApplication.ts';

export async function getToken(context: CommandContext, argument: unknown): Promise<void> {
  if (isChoice(argument)) {
    await useApplication(context, undefined);
  }
  const application = clickedOrActive(context, argument);
  if (application === undefined) {
    await addFirst(context);
    const added = context.applications.active;
    if (added !== undefined && context.tokens.peek(added.key) !== undefined) {
      completeStep('gotToken');
    }
    return;
  }
  const { token, source } = await tokenFor(context, application);
  const expiry = describeExpiry(token, context.now());
  offerToken(
    context,
    application,
    source === 'cache'
      ? l10n.t('Token for {0}, still fresh from before, {1}.', application.name, expiry)
      : l10n.t('Token for {0}, {1}.', application.name, expiry),
  );
}

/** Does not wait for the next try of an application that is offline. The row says what has come of it. */
export async function retryNow(context: CommandContext, argument: unknown): Promise<void> {
  const application = clickedOrActive(context, argument);
  if (application !== undefined) {
    await tokenFor(context, application, { renew: true });
  }
}

export async function refreshToken(context: CommandContext, argument: unknown): Promise<void> {
  const application = clickedOrActive(context, argument);
  if (application === undefined) {
    await addFirst(context);
    return;
  }
  const { token, sameToken } = await tokenFor(context, application, { renew: true });
  const expiry = expiryClause(token, context.now());
  const again = l10n.t('Routee handed back the same token for {0}', application.name);
  offerToken(
    context,
    application,
    sameToken
      ? token.expiresAtMs === undefined
        ? l10n.t('{0}. It {1}.', again, expiry)
        : l10n.t('{0}: it gives a new one only after the old one has expired. It {1}.', again, expiry)
      : l10n.t('New token for {0}, {1}.', application.name, describeExpiry(token, context.now())),
  );
}

/** The button of a message: choose another application first. */
function isChoice(argument: unknown): boolean {
  return typeof argument === 'object' && argument !== null && 'choose' in argument;
}
