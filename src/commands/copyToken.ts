import * as vscode from 'vscode';

import type { CommandContext } from './commandContext.ts';
import { tokenToHandOut } from './handOut.ts';

const SHOWN_MS = 5000;

export async function copyToken(context: CommandContext, argument: unknown): Promise<void> {
  const { application, token } = await tokenToHandOut(context, argument, 'Copy');
  await copy(token.accessToken, `Token of ${application.name} copied`);
}

/** The whole header (RFC 6750 section 2.1), as HTTP clients take it. */
export async function copyAuthorizationHeader(context: CommandContext, argument: unknown): Promise<void> {
  const { application, token } = await tokenToHandOut(context, argument, 'Copy');
  await copy(
    `Authorization: Bearer ${token.accessToken}`,
    `Authorization header of ${application.name} copied`,
  );
}

async function copy(text: string, sentence: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(`$(check) ${sentence}`, SHOWN_MS);
}
