import * as vscode from 'vscode';

import { COMMAND_IDS } from '../contributions.ts';
import type { CommandContext } from './commandContext.ts';

/**
 * Registers all commands. Their code is a chunk of its own, loaded by the first one that runs, so that starting
 * VS Code does not pay for what may not be used.
 */
export function registerCommands(context: CommandContext): vscode.Disposable {
  return vscode.Disposable.from(
    ...COMMAND_IDS.map((id) =>
      vscode.commands.registerCommand(id, async (argument: unknown) =>
        (await import('./handlers.ts')).runCommand(id, context, argument),
      ),
    ),
  );
}
