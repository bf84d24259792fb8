import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { CommandContext } from './commandContext.ts';
import { tokenToHandOut } from './handOut.ts';

const SHOWN_MS = 5000;

export async function copyToken(context: CommandContext, argument: unknown): Promise<void> {
  const { application, token } = await tokenToHandOut(context, argument, 'Copy');
  await copy(context, token.accessToken, l10n.t('Token of {0} copied', application.name));
}

/** The whole header (RFC 6750 section 2.1), as HTTP clients take it. */
export async function copyAuthorizationHeader(context: CommandContext, argument: unknown): Promise<void> {
  const { application, token } = await tokenToHandOut(context, argument, 'Copy');
  await copy(
    context,
    `Authorization: Bearer ${token.accessToken}`,
    l10n.t('Authorization header of {0} copied', application.name),
  );
}

async function copy(context: CommandContext, text: string, sentence: string): Promise<void> {
  await context.clipboard.copy(text);
  vscode.window.setStatusBarMessage(`$(check) ${sentence}`, SHOWN_MS);
}
