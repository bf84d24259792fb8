import * as vscode from 'vscode';

import { HTTP_FILES } from '../../editor/documents.ts';
import type { Later } from '../../loadLater.ts';
import type { Services } from '../../services.ts';

/** Lines that can have completions: a cheap test that spares all others the search. */
const LINE = /^\s*[A-Z]+[ \t]+\S*$|^\s*a\w*(?:[ \t]*:.*)?$|^\s*r[\w-]*$|(?:^|&)\s*scope=[\w .+%-]*$/i;

/** Offers *Send with Routee*, whole requests, Routee's addresses, authorisation and scopes in files of requests. */
export function startRequests({ own, settings }: Services, later: Later): void {
  own(
    vscode.languages.registerCodeLensProvider(HTTP_FILES, {
      onDidChangeCodeLenses: settings.onDidChange,
      provideCodeLenses: async (document) => (await later()).sendLenses(document, settings.apiUrl),
    }),
  );
  own(
    vscode.languages.registerCompletionItemProvider(
      HTTP_FILES,
      {
        provideCompletionItems: async (document, position) =>
          LINE.test(document.lineAt(position).text.slice(0, position.character))
            ? (await later()).completionItems(document, position, settings.apiUrl)
            : undefined,
      },
      ' ',
      '/',
      '=',
    ),
  );
}
