import * as vscode from 'vscode';

import type { CommandContext } from './commandContext.ts';

/** Where Routee's applications are managed; the lock icon there shows a secret. */
const PORTAL = 'https://go.routee.net/management/applications';

export async function openRouteePortal(): Promise<void> {
  await vscode.env.openExternal(vscode.Uri.parse(PORTAL));
}

export function showLog(context: CommandContext): Promise<void> {
  context.log.show();
  return Promise.resolve();
}
