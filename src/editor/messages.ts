import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { CommandId } from '../contributions.ts';
import { plainText } from '../core/kit/plainText.ts';

type Show = typeof vscode.window.showInformationMessage;

/**
 * The messages of `vscode.window`, without links to commands: names of files, applications and variables in them may
 * come from strangers, and `[Shop](command:…)` would run whatever it says when it is clicked on.
 */
export const showInformation = plain(() => vscode.window.showInformationMessage);
export const showWarning = plain(() => vscode.window.showWarningMessage);
export const showError = plain(() => vscode.window.showErrorMessage);

function plain(show: () => Show): Show {
  return ((message: string, ...rest: string[]) => show()(plainText(message), ...rest)) as Show;
}

const NOTE_MS = 5000;

/** Notes in the status bar, for a few seconds, what has been done and asks for nothing. */
export function noteInStatusBar(sentence: string, icon = 'check'): void {
  vscode.window.setStatusBarMessage(`$(${icon}) ${sentence}`, NOTE_MS);
}

/** The labels of buttons, in their order, and what each one does. */
export type Buttons = Readonly<Record<string, () => unknown>>;

/**
 * Shows a message with buttons and does what the pressed one says. Commands do not await this: a message stays until
 * it is dismissed.
 */
export async function offer(show: Show, sentence: string, buttons: Buttons): Promise<void> {
  const pressed = await show(sentence, ...Object.keys(buttons));
  if (pressed !== undefined) await buttons[pressed]?.();
}

/** A button where something waits for a trusted workspace. */
export const manageTrust = (): Buttons => ({
  [l10n.t('Manage Workspace Trust')]: () => vscode.commands.executeCommand('workbench.trust.manage'),
});

/** Asks in a dialog before something is done that cannot be taken back; resolves to whether the button was pressed. */
export async function agrees(question: string, detail: string, button: string): Promise<boolean> {
  return (await showWarning(question, { modal: true, detail }, button)) === button;
}

/** Runs a command of ours, as a button does. */
export const execute = (command: CommandId, argument?: unknown): Thenable<unknown> =>
  vscode.commands.executeCommand(command, argument);
