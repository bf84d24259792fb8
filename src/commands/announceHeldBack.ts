import * as l10n from '@vscode/l10n';

import type { Applications } from '../core/redaction/shownApplications.ts';
import { showWarning } from './messages.ts';

/** A long-lived token is not offered to other extensions: said once, with the way to do it all the same. */
export async function announceHeldBack(key: string, applications: Applications): Promise<void> {
  const name = applications.get(key)?.name ?? '';
  const offer = l10n.t('Offer It Anyway');
  const sentence = l10n.t(
    'The token of {0} is long-lived, so it is not offered to other extensions: whoever gets hold of it can use it for a long time.',
    name,
  );
  if ((await showWarning(sentence, offer)) === offer) {
    await applications.update(key, { longLivedAccepted: true });
  }
}
