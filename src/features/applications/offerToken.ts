import * as l10n from '@vscode/l10n';

import type { Application } from '../../core/applications/application.ts';
import type { Services } from '../../services.ts';
import { execute, offer, showInformation } from '../../editor/messages.ts';

/** Set once somebody knows the way to the first call: its button is not offered any more. */
export const BALANCE_CHECKED = 'routee.balanceChecked';

/** Says that there is a token, never the token, and offers what it is good for. Does not wait for the answer. */
export function offerToken(services: Services, { key }: Application, sentence: string): void {
  const { applications, memory } = services;
  void offer(showInformation, sentence, {
    [l10n.t('Insert')]: () => execute('routee.insertToken', { key }),
    [l10n.t('Copy')]: () => execute('routee.copyToken', { key }),
    // The first call to make, until it has been made.
    ...(memory.get(BALANCE_CHECKED) !== true && {
      [l10n.t('Check Balance')]: () => execute('routee.checkBalance', { key }),
    }),
    ...(applications.applications.length > 1 && {
      [l10n.t('Use Another Application…')]: () => execute('routee.getToken', { choose: true }),
    }),
  });
}
