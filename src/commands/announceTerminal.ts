import * as l10n from '@vscode/l10n';

import type { Applications } from '../core/redaction/shownApplications.ts';
import { showWarning } from './messages.ts';

/** A long-lived token is not put into terminals before the user has agreed to that, once for an application. */
export async function announceWithheld(applications: Applications, key: string): Promise<void> {
  const name = applications.get(key)?.name ?? '';
  const goOn = l10n.t('Put It into Terminals');
  const answer = await showWarning(
    l10n.t(
      'The token of {name} is long-lived, so that it is not put into terminals unless you want it: every program that is started there can read it, and use it all that time.',
      { name },
    ),
    goOn,
  );
  if (answer === goOn) {
    await applications.update(key, { longLivedAccepted: true });
  }
}
