import * as l10n from '@vscode/l10n';

import { describeExpiry } from '../../core/tokens/describeTime.ts';
import { completeStep } from '../../editor/contextKeys.ts';
import { noteInStatusBar } from '../../editor/messages.ts';
import { fieldsOf } from '../../core/kit/parseJson.ts';
import type { Services } from '../../services.ts';
import { addFirst } from '../applications/activeOrAdded.ts';
import { useApplication } from '../applications/applicationCommands.ts';
import { clickedOrActive } from '../applications/chooseApplication.ts';
import { offerToken } from '../applications/offerToken.ts';
import { tokenFor, tokenToHandOut } from './handOut.ts';

export async function getToken(services: Services, argument: unknown): Promise<void> {
  // The button of a message: choose another application first.
  if (fieldsOf(argument)['choose'] === true) {
    await useApplication(services, undefined);
  }
  const application = clickedOrActive(services, argument);
  if (application === undefined) {
    await addFirst(services);
    const added = services.applications.active;
    if (added !== undefined && services.tokens.peek(added.key) !== undefined) {
      completeStep('gotToken');
    }
    return;
  }
  const { token, source } = await tokenFor(services, application);
  const expiry = describeExpiry(token, services.now());
  offerToken(
    services,
    application,
    source === 'cache'
      ? l10n.t('Current token for {0}, {1}.', application.name, expiry)
      : l10n.t('Token for {0}, {1}.', application.name, expiry),
  );
}

/** Does not wait for the next try of an application that is offline. The row says what has come of it. */
export async function retryNow(services: Services, argument: unknown): Promise<void> {
  const application = clickedOrActive(services, argument);
  if (application !== undefined) {
    await tokenFor(services, application, { renew: true });
  }
}

export async function refreshToken(services: Services, argument: unknown): Promise<void> {
  const application = clickedOrActive(services, argument);
  if (application === undefined) {
    await addFirst(services);
    return;
  }
  const { token, sameToken } = await tokenFor(services, application, { renew: true });
  const expiry = describeExpiry(token, services.now());
  const sentences = sameToken
    ? [
        l10n.t('Routee returned the same token for {0}, {1}.', application.name, expiry),
        ...(token.expiresAtMs === undefined ? [] : [l10n.t('You get a new token only after it expires.')]),
      ]
    : [l10n.t('New token for {0}, {1}.', application.name, expiry)];
  offerToken(services, application, sentences.join(' '));
}

export async function copyToken(services: Services, argument: unknown): Promise<void> {
  const { application, token } = await tokenToHandOut(services, argument, 'Copy');
  await copy(services, token.accessToken, l10n.t('Token of {0} copied', application.name));
}

/** The whole header (RFC 6750 section 2.1), as HTTP clients take it. */
export async function copyAuthorizationHeader(services: Services, argument: unknown): Promise<void> {
  const { application, token } = await tokenToHandOut(services, argument, 'Copy');
  await copy(
    services,
    `Authorization: Bearer ${token.accessToken}`,
    l10n.t('Authorization header of {0} copied', application.name),
  );
}

async function copy(services: Services, text: string, sentence: string): Promise<void> {
  await services.clipboard.copy(text);
  noteInStatusBar(sentence);
}
