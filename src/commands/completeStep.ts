import * as vscode from 'vscode';

import { STEPS } from '../contributions.ts';

/** Checks off a step of *Get Started*. VS Code remembers it, so the key may go with the window. */
export function completeStep(step: keyof typeof STEPS): void {
  void vscode.commands.executeCommand('setContext', STEPS[step], true);
}
