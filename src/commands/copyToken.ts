import * as vscode from 'vscode';

import type { CommandContext } from './commandContext.ts';
import { tokenToHandOut } from './handOut.ts';

const SHOWN_MS = 5000;

export async function copyToken(context: CommandContext, argument: unknown): Promise<void> {
  const { application, token } = await tokenToHandOut(context, argument, 'Copy');
  await copy(context, token.accessToken, `Token of ${application.name} copied`);
}

/** The whole header (RFC 6750 section 2.1), as HTTP clients take it. */
export async function copyAuthorizationHeader(context: CommandContext, argument: unknown): Promise<void> {
  const { application, token } = await tokenToHandOut(context, argument, 'Copy');
  await copy(
    context,
    `Authorization: Bearer ${token.accessToken}`,
    `Authorization header of ${application.name} copied`,
  );
}

async function copy(context: CommandContext, text: string, sentence: string): Promise<void> {
  await (await context.clipboard()).copy(text);
  vscode.window.setStatusBarMessage(`$(check) ${sentence}`, SHOWN_MS);
}
