import * as vscode from 'vscode';

import type { CommandId } from '../contributions.ts';
import type { Application } from '../core/applications/application.ts';
import type { CommandContext } from './commandContext.ts';

/** Extensions that send what we do not, by the command that sends the request under the cursor. */
const CLIENTS = [
  { label: 'Send with REST Client', extension: 'humao.rest-client', command: 'rest-client.request' },
  { label: 'Send with httpYac', extension: 'anweber.vscode-httpyac', command: 'httpyac.send' },
] as const;

export interface DocumentPlace {
  readonly document: vscode.TextDocument;
  readonly offset: number;
}

/**
 * Says which construct of the request is not ours, and offers the clients that are installed: they get the request
 * after the current token was put into it. Does not wait for the answer.
 */
export function offerOtherClient(
  context: CommandContext,
  { key }: Application,
  place: DocumentPlace,
  construct: string,
): void {
  const installed = CLIENTS.filter(
    ({ extension }) => vscode.extensions.getExtension(extension) !== undefined,
  );
  const advice =
    installed.length === 0
      ? 'Take it out, or install the extension REST Client or httpYac for such requests.'
      : 'Another extension can.';
  const sentence = `Routee Auth cannot send this request by itself: it has ${construct}. ${advice}`;
  void vscode.window
    .showWarningMessage(sentence, ...installed.map(({ label }) => label))
    .then(async (answer) => {
      const client = installed.find(({ label }) => label === answer);
      if (client === undefined) {
        return;
      }
      const editor = await vscode.window.showTextDocument(place.document);
      const position = place.document.positionAt(place.offset);
      editor.selection = new vscode.Selection(position, position);
      await vscode.commands.executeCommand('routee.insertToken' satisfies CommandId, { key });
      context.log.info(`The request is handed to ${client.extension}.`);
      await vscode.commands.executeCommand(client.command);
    });
}
