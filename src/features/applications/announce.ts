import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { type ShownApplications, shownText } from '../../core/redaction/shownApplications.ts';
import type { Rejection } from '../../core/tokens/applicationToken.ts';
import { remedyFor } from '../../editor/guard.ts';
import { type Buttons, execute, offer, showWarning } from '../../editor/messages.ts';

const KEYRING_HELP =
  'https://code.visualstudio.com/docs/configure/settings-sync#_troubleshooting-keychain-issues';

/** Warns of rejected credentials, once, in the window that found it out: only the user can mend them. */
export async function announceRejection(
  { application: { key }, error }: Rejection,
  applications: Pick<ShownApplications, 'get' | 'redaction'>,
): Promise<void> {
  const application = applications.get(key);
  if (application === undefined) return;
  const message = shownText(error.message, applications);
  const { label, run } = remedyFor(error.code, application);
  await offer(showWarning, `${application.name}: ${message}`, { [label]: () => run?.() });
}

/** Warns, before anyone relies on it, that this machine cannot keep secrets. */
export function announceStorageFailure(): Promise<void> {
  return warnOfStorage(
    l10n.t(
      "This computer's secret storage doesn't work. Routee applications and tokens are kept only in memory, until you close this window.",
    ),
  );
}

/** Warns that the stored applications are gone, though nobody has deleted them. */
export function announceVanished(): Promise<void> {
  return warnOfStorage(
    l10n.t(
      "Your Routee applications are no longer in this computer's secret storage. It might have no keyring, or the keyring was reset. Add them again, unless you removed them in another profile.",
    ),
    { [l10n.t('Add Application')]: () => execute('routee.addApplication') },
  );
}

function warnOfStorage(sentence: string, buttons: Buttons = {}): Promise<void> {
  return offer(showWarning, sentence, {
    ...buttons,
    [l10n.t('How to Fix It')]: () => vscode.env.openExternal(vscode.Uri.parse(KEYRING_HELP)),
  });
}
