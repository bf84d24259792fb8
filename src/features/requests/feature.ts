import * as vscode from 'vscode';

import { apiUrlOf } from '../../core/applications/servers.ts';
import { HTTP_FILES } from '../../editor/documents.ts';
import type { Later } from '../../loadLater.ts';
import type { Services } from '../../services.ts';

/** Lines that can have completions: a cheap test that spares all others the search. */
const LINE = /^\s*[A-Z]+[ \t]+\S*$|^\s*a\w*(?:[ \t]*:.*)?$|^\s*r[\w-]*$|(?:^|&)\s*scope=[\w .+%-]*$/i;

/** Offers *Send with Routee*, whole requests, Routee's addresses, authorisation and scopes in files of requests. */
export function startRequests(services: Services, later: Later): void {
  const { applications, own, settings, unredacted } = services;
  const changed = own(new vscode.EventEmitter<void>());
  const redraw = (): void => changed.fire();
  own(settings.onDidChange(redraw));
  own(applications.onDidChange(redraw));
  own(
    vscode.languages.registerCodeLensProvider(HTTP_FILES, {
      onDidChangeCodeLenses: changed.event,
      provideCodeLenses: async (document) => (await later()).sendLenses(document, services),
    }),
  );
  own(
    vscode.languages.registerCompletionItemProvider(
      HTTP_FILES,
      {
        provideCompletionItems: async (document, position) =>
          LINE.test(document.lineAt(position).text.slice(0, position.character))
            ? (await later()).completionItems(document, position, apiUrlOf(unredacted.active, settings))
            : undefined,
      },
      ' ',
      '/',
      '=',
    ),
  );
}
