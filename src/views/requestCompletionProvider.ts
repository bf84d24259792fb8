import * as vscode from 'vscode';

import { HTTP_FILES } from './httpFiles.ts';

/** The lines in which anything can be offered; all others cost no more than this look. */
const LINE = /^\s*[A-Z]+[ \t]+\S*$|^\s*a\w*(?:[ \t]*:.*)?$|(?:^|&)\s*scope=[\w .+%-]*$/i;

/** Offers Routee's addresses, authorisation and scopes in files of requests; the code is loaded by the first such line. */
export function registerRequestCompletions(apiUrl: () => string): vscode.Disposable {
  const provider: vscode.CompletionItemProvider = {
    provideCompletionItems: async (document, position) => {
      const before = document.lineAt(position).text.slice(0, position.character);
      return LINE.test(before)
        ? (await import('./requestCompletionItems.ts')).completionItems(document, position, apiUrl())
        : undefined;
    },
  };
  return vscode.languages.registerCompletionItemProvider(HTTP_FILES, provider, ' ', '/', '=');
}
