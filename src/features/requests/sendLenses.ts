import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { CommandId } from '../../contributions.ts';
import { FileVariables } from '../../core/httpFile/fileVariables.ts';
import { parseHttpFile } from '../../core/httpFile/parser/parseHttpFile.ts';
import type { Services } from '../../services.ts';
import { isCallback } from './model/isCallback.ts';
import { goesTo } from './model/fileConventions.ts';

/** Named above a callback by *New Request*. */
const CALLBACK_PAGES = 'https://docs.routee.net/docs/';

/** Above each request that goes to Routee's API, and above callbacks to the user's own server. */
export function sendLenses(
  document: vscode.TextDocument,
  settings: Pick<Services['settings'], 'apiUrl' | 'authUrl'>,
): vscode.CodeLens[] {
  const text = document.getText();
  const file = parseHttpFile(text);
  const variables = new FileVariables(text, file);
  return file.requests.flatMap((request) => {
    const { line, leadStart } = request;
    const isForRoutee = goesTo(settings.apiUrl, request, text, variables);
    // Others that go to this machine are none of ours.
    const isOurs = isForRoutee || text.slice(leadStart, line.start).includes(CALLBACK_PAGES);
    if (!isOurs || !(isForRoutee || isCallback(text, request, variables, settings))) return [];
    const position = document.positionAt(line.start);
    return new vscode.CodeLens(new vscode.Range(position, position), {
      title: isForRoutee ? l10n.t('$(play) Send with Routee') : l10n.t('$(play) Send without a Token'),
      tooltip: isForRoutee
        ? l10n.t('Send this request with a fresh token')
        : l10n.t('Send this callback to your own server'),
      command: 'routee.sendRequest' satisfies CommandId,
      arguments: [
        { uri: document.uri.toString(), offset: line.start, line: text.slice(line.start, line.end) },
      ],
    });
  });
}
