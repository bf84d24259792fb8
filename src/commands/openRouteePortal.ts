import * as vscode from 'vscode';

import { SETTINGS } from '../contributions.ts';
import { clickedOrActive } from './chooseApplication.ts';
import type { CommandContext } from './commandContext.ts';

/** Where Routee's applications are managed; the lock icon there shows a secret. */
const PORTAL = 'https://go.routee.net/management/applications';

export async function openRouteePortal(): Promise<void> {
  await vscode.env.openExternal(vscode.Uri.parse(PORTAL));
}

/** Opens the setting that keeps an application from getting a token. */
export async function openSetting(context: CommandContext, argument: unknown): Promise<void> {
  const application = clickedOrActive(context, argument);
  const state = application === undefined ? undefined : context.tokens.state(application.key);
  const setting = state?.kind === 'misconfigured' ? state.problem.setting : undefined;
  await vscode.commands.executeCommand('workbench.action.openSettings', setting ?? SETTINGS.authUrl);
}

export function showLog(context: CommandContext): Promise<void> {
  context.log.show();
  return Promise.resolve();
}
