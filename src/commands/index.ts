import * as vscode from 'vscode';

import { COMMAND_IDS, FOCUSED, NOTE_ROW, SELECTION } from '../contributions.ts';
import type { CommandContext } from './commandContext.ts';
import { FocusedRow } from './focusedRow.ts';

/**
 * Registers all commands. Their code is a chunk of its own, loaded by the first one that runs, so that starting
 * VS Code does not pay for what may not be used.
 */
export function registerCommands(context: CommandContext): vscode.Disposable {
  const focused = new FocusedRow();
  return vscode.Disposable.from(
    vscode.commands.registerCommand(NOTE_ROW, (when: unknown) => {
      focused.note(when, context.view.selection);
    }),
    ...COMMAND_IDS.map((id) =>
      vscode.commands.registerCommand(id, async (argument: unknown, items: unknown) => {
        const { selection } = context.view;
        const row = focused.take();
        // A key that is pressed where no row has the focus is about none.
        if (argument === FOCUSED && row === undefined) {
          return undefined;
        }
        const { runCommand } = await import('./handlers.ts');
        return argument === SELECTION
          ? runCommand(id, context, selection[0], selection)
          : argument === FOCUSED
            ? runCommand(id, context, row, [row])
            : runCommand(id, context, argument, items);
      }),
    ),
  );
}
