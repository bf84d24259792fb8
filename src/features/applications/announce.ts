import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { CommandId } from '../../contributions.ts';
import type { ShownApplications } from '../../core/redaction/shownApplications.ts';
import type { Rejection } from '../../core/tokens/applicationToken.ts';
import { remedyFor } from '../../editor/guard.ts';
import { showWarning } from '../../editor/messages.ts';

const KEYRING_HELP =
  'https://code.visualstudio.com/docs/configure/settings-sync#_troubleshooting-keychain-issues';

/** Only the user can help: said once, by the window that found it out. */
export async function announceRejection(
  { application: { key }, error }: Rejection,
  applications: Pick<ShownApplications, 'get' | 'redaction'>,
): Promise<void> {
  const application = applications.get(key);
  if (application === undefined) {
    return;
  }
  const message = applications.redaction?.text(error.message) ?? error.message;
  const remedy = remedyFor(error.code, application.key);
  const answer = await showWarning(`${application.name}: ${message}`, remedy.label);
  if (answer === remedy.label && 'argument' in remedy) {
    await vscode.commands.executeCommand(remedy.command, remedy.argument);
  }
}

/** This machine cannot keep secrets: said once in a session, before anyone relies on it. */
export async function announceStorageFailure(): Promise<void> {
  await warnOfStorage(
    l10n.t(
      'The secret storage of this machine does not work, so Routee applications and tokens are kept in memory only, until this window is closed.',
    ),
  );
}

/** What was stored is gone without anyone having deleted it: the credentials are asked for again, not missed in silence. */
export async function announceVanished(): Promise<void> {
  const add = l10n.t('Add Application');
  const sentence = l10n.t(
    'Your Routee applications are no longer in the secret storage of this machine: it may have no keyring, or one that was reset. Please add them again, unless you removed them in another profile.',
  );
  if ((await warnOfStorage(sentence, add)) === add) {
    await vscode.commands.executeCommand('routee.addApplication' satisfies CommandId);
  }
}

async function warnOfStorage(sentence: string, ...actions: string[]): Promise<string | undefined> {
  const help = l10n.t('How to Fix It');
  const answer = await showWarning(sentence, ...actions, help);
  if (answer === help) {
    await vscode.env.openExternal(vscode.Uri.parse(KEYRING_HELP));
  }
  return answer;
}
