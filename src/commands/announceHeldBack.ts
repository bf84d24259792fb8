import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { Application } from '../core/applications/application.ts';
import type { ApplicationStore } from '../core/applications/applicationStore.ts';

/** A long-lived token is not offered to other extensions: said once, with the way to do it all the same. */
export async function announceHeldBack(
  { key, name }: Application,
  applications: ApplicationStore,
): Promise<void> {
  const offer = l10n.t('Offer It Anyway');
  const sentence = l10n.t(
    'The token of {0} is long-lived, so it is not offered to other extensions: whoever gets hold of it can use it for a long time.',
    name,
  );
  if ((await vscode.window.showWarningMessage(sentence, offer)) === offer) {
    await applications.update(key, { longLivedAccepted: true });
  }
}
