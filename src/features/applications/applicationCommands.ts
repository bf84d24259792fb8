import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { SETTINGS } from '../../contributions.ts';
import type { Services } from '../../services.ts';
import { clickedOrActive, clickedOrPicked } from './chooseApplication.ts';
import { editApplication } from './editApplication.ts';

export async function renameApplication(services: Services, argument: unknown): Promise<void> {
  const { key } = await clickedOrPicked(services, argument, l10n.t('Rename Routee Application'));
  await editApplication(services, { key, field: 'name' });
}

/** Where Routee's applications are managed; the lock icon there shows a secret. */
const PORTAL = 'https://go.routee.net/management/applications';

export async function openRouteePortal(): Promise<void> {
  await vscode.env.openExternal(vscode.Uri.parse(PORTAL));
}

/** Opens the address that keeps an application from getting a token: of the settings, or its own. */
export async function openSetting(services: Services, argument: unknown): Promise<void> {
  const application = clickedOrActive(services, argument);
  const state = application === undefined ? undefined : services.tokens.state(application.key);
  if (application?.authUrl !== undefined) {
    await editApplication(services, { key: application.key, field: 'servers' });
    return;
  }
  const setting = state?.kind === 'misconfigured' ? state.problem.setting : undefined;
  await vscode.commands.executeCommand('workbench.action.openSettings', setting ?? SETTINGS.authUrl);
}

export function showLog(services: Services): Promise<void> {
  services.log.show();
  return Promise.resolve();
}

/** Makes an application the active one: the one that commands use when none is clicked on. */
export async function useApplication(services: Services, argument: unknown): Promise<void> {
  const chosen = await clickedOrPicked(services, argument, l10n.t('Switch Routee Application'));
  await services.applications.setActive(chosen.key);
}
