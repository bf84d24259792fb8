import * as vscode from 'vscode';

import { clickedOrPicked } from './chooseApplication.ts';
import { keyOf, type CommandContext } from './commandContext.ts';

const REMOVE = 'Remove';
const FORGET = 'Forget Everything';

export async function removeApplication(context: CommandContext, argument: unknown): Promise<void> {
  const { key, name } =
    brokenRow(context, argument) ?? (await clickedOrPicked(context, argument, 'Remove Routee Application'));
  const answer = await vscode.window.showWarningMessage(
    `Remove ${name}?`,
    {
      modal: true,
      detail:
        'Its id, secret and token are deleted from this machine’s secret storage, in all windows. The application itself stays at Routee, and a token that was handed out works until it expires.',
    },
    REMOVE,
  );
  if (answer === REMOVE) {
    await context.applications.remove(key);
  }
}

/** Deletes all that the extension has stored: secrets outlive an uninstall. */
export async function forgetEverything(context: CommandContext): Promise<void> {
  const count = context.applications.all.length;
  const answer = await vscode.window.showWarningMessage(
    'Forget all Routee applications and tokens?',
    {
      modal: true,
      detail: `${count === 1 ? 'One application' : `${count} applications`} with id, secret and token, and every trace of Routee Auth in this machine’s secret storage, are deleted. Nothing changes at Routee.`,
    },
    FORGET,
  );
  if (answer === FORGET) {
    await context.applications.removeAll();
    void vscode.window.showInformationMessage('Routee Auth has forgotten all applications and tokens.');
  }
}

function brokenRow(context: CommandContext, argument: unknown): { key: string; name: string } | undefined {
  const key = keyOf(argument);
  const stored = context.applications.all.find((candidate) => candidate.key === key);
  return stored?.kind === 'broken'
    ? { key: stored.key, name: stored.broken.name ?? stored.broken.id ?? 'this unreadable application' }
    : undefined;
}
