import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { Application } from '../core/applications/application.ts';
import { certainOrigin } from '../core/httpFile/certainOrigin.ts';
import { parseHttpFile } from '../core/httpFile/parseHttpFile.ts';
import { parseEndpoint } from '../core/protocol/endpoint.ts';
import type { CommandContext } from './commandContext.ts';
import { confirmSending } from './confirmSending.ts';
import { guard } from './guard.ts';
import { insertToken } from './insertToken.ts';
import { showInformation, showWarning } from './messages.ts';

/** Extensions that send what we do not, by the command that sends the request under the cursor. */
const CLIENTS = [
  { name: 'REST Client', extension: 'humao.rest-client', command: 'rest-client.request' },
  { name: 'httpYac', extension: 'anweber.vscode-httpyac', command: 'httpyac.send' },
] as const;

export interface HandOver {
  readonly document: vscode.TextDocument;
  readonly offset: number;
  /** What of the request is not ours, in words. */
  readonly construct: string;
  readonly method: string;
  /** As written in the file. */
  readonly url: string;
  readonly headerNames: readonly string[];
  /** The request certainly goes to Routee's API, however a client reads the file: no other may get a token put in. */
  readonly isRoutee: boolean;
}

/**
 * Says which construct of the request is not ours, and offers the clients that are installed: they get the request
 * after the current token was put into it. Does not wait for the answer.
 */
export function offerOtherClient(
  context: CommandContext,
  application: Application,
  handOver: HandOver,
): void {
  const { document, construct, isRoutee } = handOver;
  const { version } = document;
  const installed = isRoutee
    ? CLIENTS.filter(({ extension }) => vscode.extensions.getExtension(extension) !== undefined)
    : [];
  const advice =
    installed.length > 0
      ? l10n.t('Another extension can.')
      : isRoutee
        ? l10n.t('Take it out, or install the extension REST Client or httpYac for such requests.')
        : l10n.t('Take it out, and make sure that the request goes to the address of routee.apiUrl.');
  const sentence = l10n.t(
    'Routee Auth cannot send this request by itself: it has {0}. {1}',
    construct,
    advice,
  );
  void showWarning(sentence, ...installed.map(labelOf)).then(async (answer) => {
    const client = installed.find((one) => labelOf(one) === answer);
    if (client !== undefined) {
      await guard(() => send(context, application, handOver, version, client), context)();
    }
  });
}

const labelOf = ({ name }: { readonly name: string }): string => l10n.t('Send with {0}', name);

async function send(
  context: CommandContext,
  application: Application,
  { document, offset, method, url, headerNames }: HandOver,
  version: number,
  client: (typeof CLIENTS)[number],
): Promise<void> {
  const isChanged = (): boolean => document.version !== version || document.isClosed;
  if (isChanged()) {
    tellChanged();
    return;
  }
  const label = l10n.t('this request with {0}', client.name);
  const { host } = new URL(context.settings.apiUrl);
  await confirmSending(context, document, {
    method,
    headerNames,
    label,
    url,
    host,
    application,
    note: l10n.t('The current token of {0} is put into it, and it goes to {1}.', application.name, host),
    effect: undefined,
    // Whoever sends it, it is another program that gets the token.
    isAskedAlways: true,
  });
  if (isChanged()) {
    tellChanged();
    return;
  }
  const editor = await vscode.window.showTextDocument(document);
  const position = document.positionAt(offset);
  editor.selection = new vscode.Selection(position, position);
  // It throws when the user decides against it, and then nothing is sent.
  await insertToken(context, { key: application.key });
  // All of that takes time, in which the file may change.
  const cursor = document.offsetAt(editor.selection.active);
  if (!isForRoutee(document.getText(), cursor, context.settings.apiUrl)) {
    tellChanged();
  } else if (vscode.window.activeTextEditor === editor) {
    context.log.info(`The request is handed to ${client.extension}.`);
    await vscode.commands.executeCommand(client.command);
  }
}

function tellChanged(): void {
  void showInformation(l10n.t('The file has changed since. Send the request again.'));
}

/** Whether the request whose line this offset is in certainly goes to Routee's API. */
export function isForRoutee(text: string, offset: number, apiUrl: string): boolean {
  const file = parseHttpFile(text);
  const request = file.requests.find(({ line }) => line.start <= offset && offset <= line.end);
  const { origin } = parseEndpoint(apiUrl, 'routee.apiUrl');
  return request !== undefined && certainOrigin(text, file, request) === origin;
}
