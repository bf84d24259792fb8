import * as vscode from 'vscode';

import { COMMAND_IDS, SELECTION } from '../contributions.ts';
import type { CommandContext } from './commandContext.ts';

/**
 * Registers all commands. Their code is a chunk of its own, loaded by the first one that runs, so that starting
 * VS Code does not pay for what may not be used.
 */
export function registerCommands(context: CommandContext): vscode.Disposable {
  return vscode.Disposable.from(
    ...COMMAND_IDS.map((id) =>
      vscode.commands.registerCommand(id, async (argument: unknown, items: unknown) => {
        const { runCommand } = await import('./handlers.ts');
        const { selection } = context.view;
        return argument === SELECTION
          ? runCommand(id, context, selection[0], selection)
          : runCommand(id, context, argument, items);
      }),
    ),
  );
}
