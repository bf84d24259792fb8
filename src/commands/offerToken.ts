import * as vscode from 'vscode';

import type { CommandId } from '../contributions.ts';
import type { Application } from '../core/applications/application.ts';
import type { CommandContext } from './commandContext.ts';
import { showInformation } from './messages.ts';

/** Set once somebody knows the way to the first call: its button is not offered any more. */
export const BALANCE_CHECKED = 'routee.balanceChecked';

const COPY = 'Copy';
const INSERT = 'Insert';
const BALANCE = 'Check Balance';
const OTHER = 'Use Another Application';

/** Says that there is a token, never the token, and offers what it is good for. Does not wait for the answer. */
export function offerToken(context: CommandContext, application: Application, sentence: string): void {
  const others = context.applications.applications.length > 1 ? [OTHER] : [];
  // The first call to make, until it has been made.
  const first = context.memory.get(BALANCE_CHECKED) === true ? [] : [BALANCE];
  void showInformation(sentence, INSERT, COPY, ...first, ...others).then(async (answer) => {
    const command = answer === undefined ? undefined : COMMANDS[answer];
    if (command !== undefined) {
      await vscode.commands.executeCommand(
        command,
        answer === OTHER ? { choose: true } : { key: application.key },
      );
    }
  });
}

const COMMANDS: Partial<Record<string, CommandId>> = {
  [COPY]: 'routee.copyToken',
  [INSERT]: 'routee.insertToken',
  [BALANCE]: 'routee.checkBalance',
  [OTHER]: 'routee.getToken',
};
