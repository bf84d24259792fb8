import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { SETTINGS } from '../contributions.ts';
import { cancelled } from '../core/protocol/routeeError.ts';
import type { ShownApplications } from '../core/redaction/shownApplications.ts';
import { noteInStatusBar, showWarning } from './messages.ts';

interface Redacted {
  readonly applications: Pick<ShownApplications, 'redaction'>;
}

/** Hides or shows again who the applications are: for a screen that others see. */
export async function toggleRedact(services: Redacted): Promise<void> {
  const isOn = services.applications.redaction === undefined;
  await setRedact(isOn);
  if (isOn) {
    // Notifications that are shown were written with names; the notification center keeps them.
    await vscode.commands.executeCommand('notifications.hideToasts');
  }
  if (isOn) noteInStatusBar(l10n.t('Demo mode: names, IDs, scopes, and amounts are hidden.'), 'eye-closed');
  else noteInStatusBar(l10n.t('Demo mode is off'), 'eye');
}

/**
 * Offers to turn demo mode off, for hidden names cannot be edited.
 *
 * @throws {RouteeError} `cancelled` when the user keeps demo mode on
 */
export async function mustBeShown(services: Redacted): Promise<void> {
  if (services.applications.redaction === undefined) return;
  const turnOff = l10n.t('Turn Off Demo Mode');
  const answer = await showWarning(
    l10n.t("Demo mode hides names, IDs, and scopes, so you can't edit them now."),
    turnOff,
  );
  if (answer !== turnOff) {
    throw cancelled();
  }
  await setRedact(false);
}

async function setRedact(value: boolean): Promise<void> {
  await vscode.workspace.getConfiguration().update(SETTINGS.redact, value, vscode.ConfigurationTarget.Global);
}
