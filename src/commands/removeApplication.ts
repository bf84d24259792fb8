import * as vscode from 'vscode';

import { forgetUnfinished } from './addApplication.ts';
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
    context.log.info(`${name} is removed.`);
  }
}

/** Deletes all that the extension has stored: secrets outlive an uninstall. */
export async function forgetEverything(context: CommandContext): Promise<void> {
  const count = context.applications.all.length;
  const what =
    count === 0
      ? 'No application is stored.'
      : `${count === 1 ? 'One application' : `${count} applications`} with id, secret and token will be deleted.`;
  const answer = await vscode.window.showWarningMessage(
    'Forget all Routee applications and tokens?',
    {
      modal: true,
      detail: `${what} Every trace of Routee Auth in this machine’s secret storage goes with it. Nothing changes at Routee.`,
    },
    FORGET,
  );
  if (answer === FORGET) {
    const linked = context.links.all.length === 0 ? undefined : await context.environments();
    await context.applications.removeAll();
    await linked?.dropAll();
    forgetUnfinished();
    context.responses.clear();
    await forgetMemory(context.memory);
    await forgetMemory(context.workspaceMemory);
    context.log.info('All applications and tokens are forgotten.');
    void vscode.window.showInformationMessage('Routee Auth has forgotten all applications and tokens.');
  }
}

/** What the user has been told or has agreed to: names of files and answers, no secrets. */
async function forgetMemory(memory: vscode.Memento): Promise<void> {
  for (const key of memory.keys().filter((name) => name.startsWith('routee.'))) {
    await memory.update(key, undefined);
  }
}

function brokenRow(context: CommandContext, argument: unknown): { key: string; name: string } | undefined {
  const key = keyOf(argument);
  const stored = context.applications.all.find((candidate) => candidate.key === key);
  return stored?.kind === 'broken'
    ? { key: stored.key, name: stored.broken.name ?? stored.broken.id ?? 'this unreadable application' }
    : undefined;
}
