import * as vscode from 'vscode';

import { withoutCommands } from '../core/kit/withoutCommands.ts';

type Show = typeof vscode.window.showInformationMessage;

/**
 * The messages of `vscode.window`, without links to commands: names of files, applications and variables in them may
 * come from strangers, and `[Shop](command:…)` would run whatever it says when it is clicked on.
 */
export const showInformation = plain(() => vscode.window.showInformationMessage);
export const showWarning = plain(() => vscode.window.showWarningMessage);
export const showError = plain(() => vscode.window.showErrorMessage);

function plain(show: () => Show): Show {
  return ((message: string, ...rest: string[]) => show()(withoutCommands(message), ...rest)) as Show;
}
