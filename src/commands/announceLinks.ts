import * as vscode from 'vscode';

import type { CommandId } from '../contributions.ts';
import { EnvFileError } from '../core/envFile/envFileError.ts';
import type { LinkedEnvironments, LinkStop } from '../core/envFile/linkedEnvironments.ts';

const IGNORE = 'Add to .gitignore';
const UNLINK = 'Unlink';
const OPEN = 'Open File';
const AGAIN = 'Link Again';

/** A linked file is no longer kept current: said once, with what helps. */
export async function announceLinkStop(linked: LinkedEnvironments, stop: LinkStop): Promise<void> {
  const { link, error } = stop;
  const name = vscode.workspace.asRelativePath(link.file);
  const { sentence, buttons } = describe(stop, name);
  const answer = await vscode.window.showWarningMessage(sentence, ...buttons);
  const run = (command: CommandId, argument: unknown): Thenable<unknown> =>
    vscode.commands.executeCommand(command, argument);
  if (answer === IGNORE) {
    try {
      await linked.files.ignore(link.file);
      await linked.refresh();
    } catch (failure) {
      const why = failure instanceof EnvFileError ? failure.message : error.message;
      void vscode.window.showErrorMessage(`.gitignore could not be changed. ${why}`);
    }
  } else if (answer === UNLINK) {
    await run('routee.unlinkEnvironment', { link });
  } else if (answer === AGAIN) {
    await run('routee.linkEnvironment', { key: link.key });
  } else if (answer === OPEN) {
    await vscode.window.showTextDocument(vscode.Uri.file(link.file));
  }
}

function describe(
  { link, error, isOrphan }: LinkStop,
  name: string,
): { sentence: string; buttons: string[] } {
  const variable = link.target.name;
  if (isOrphan) {
    return {
      sentence: `${name} still holds the last token of an application that was removed, as ${variable}. ${error.message} Take it out by hand.`,
      buttons: [OPEN],
    };
  }
  switch (error.code) {
    case 'missing':
      return {
        sentence: `${variable} in ${name} is no longer kept current. ${error.message}`,
        buttons: [AGAIN],
      };
    case 'exposed':
      return {
        sentence: `No more tokens are written to ${name}. ${error.message} The last one is still in it, as ${variable}.`,
        buttons: [UNLINK, IGNORE],
      };
    case 'invalid':
    case 'unfit':
    case 'outside':
    case 'unwritable':
      return {
        sentence: `${variable} in ${name} could not be kept current. ${error.message} It is tried again with the next token.`,
        buttons: [OPEN, UNLINK],
      };
  }
}
