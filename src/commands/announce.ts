import * as vscode from 'vscode';

import type { Rejection } from '../core/tokens/tokenManager.ts';
import { remedyFor } from './errorRemedy.ts';

const KEYRING_HELP =
  'https://code.visualstudio.com/docs/configure/settings-sync#_troubleshooting-keychain-issues';

/** Only the user can help: said once, by the window that found it out. */
export async function announceRejection({ application, error }: Rejection): Promise<void> {
  const remedy = remedyFor(error.code, application.key);
  const answer = await vscode.window.showWarningMessage(
    `${application.name}: ${error.message}`,
    remedy.label,
  );
  if (answer === remedy.label && 'argument' in remedy) {
    await vscode.commands.executeCommand(remedy.command, remedy.argument);
  }
}

/** This machine cannot keep secrets: said once in a session, before anyone relies on it. */
export async function announceStorageFailure(): Promise<void> {
  const help = 'How to Fix It';
  const answer = await vscode.window.showWarningMessage(
    'The secret storage of this machine does not work, so Routee applications and tokens are kept in memory only, until this window is closed.',
    help,
  );
  if (answer === help) {
    await vscode.env.openExternal(vscode.Uri.parse(KEYRING_HELP));
  }
}
