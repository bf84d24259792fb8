import type * as vscode from 'vscode';

import type { CommandContext } from './commandContext.ts';

/** The names of the files in which the user wants tokens, whatever Git does with them. */
const ACCEPTED_KEY = 'routee.filesWithTokens';
const MOST_ACCEPTED = 200;

/** The files for which a warning was shown in this session. */
const warned = new Set<string>();

/** Whether Git tracks the file and the user does not know yet; whoever asks warns. */
export async function mustWarn(context: CommandContext, uri: vscode.Uri): Promise<boolean> {
  const file = uri.toString();
  const isSettled = (): boolean => warned.has(file) || acceptedFiles(context).includes(file);
  if (isSettled() || !(await context.isTracked(uri)) || isSettled()) {
    return false;
  }
  warned.add(file);
  return true;
}

/** The token is out of the file: the next one is worth a warning again. */
export function warnAgain(uri: vscode.Uri): void {
  warned.delete(uri.toString());
}

/** The user wants tokens in this file. */
export async function acceptFile(context: CommandContext, uri: vscode.Uri): Promise<void> {
  const file = uri.toString();
  const files = [...acceptedFiles(context).filter((other) => other !== file), file];
  await context.workspaceMemory.update(ACCEPTED_KEY, files.slice(-MOST_ACCEPTED));
}

function acceptedFiles(context: CommandContext): readonly string[] {
  return context.workspaceMemory.get<readonly string[]>(ACCEPTED_KEY, []);
}
