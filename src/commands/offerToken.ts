import * as vscode from 'vscode';

import type { CommandId } from '../contributions.ts';
import type { Application } from '../core/applications/application.ts';
import type { CommandContext } from './commandContext.ts';

const COPY = 'Copy';
const INSERT = 'Insert';
const OTHER = 'Use Another Application';

/** Says that there is a token, never the token, and offers what it is good for. Does not wait for the answer. */
export function offerToken(context: CommandContext, application: Application, sentence: string): void {
  const others = context.applications.applications.length > 1 ? [OTHER] : [];
  void vscode.window.showInformationMessage(sentence, INSERT, COPY, ...others).then(async (answer) => {
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
  [OTHER]: 'routee.getToken',
};
