import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { CommandId } from '../contributions.ts';
import { FileVariables } from '../core/httpFile/fileVariables.ts';
import { parseHttpFile } from '../core/httpFile/parseHttpFile.ts';
import { requestOrigin } from '../core/httpFile/requestOrigin.ts';

export interface SendLensesSettings {
  readonly apiUrl: string;
  readonly onDidChange: vscode.Event<void>;
}

/** Above each request that goes to Routee's API: *Send with Routee*. */
export class SendLenses implements vscode.CodeLensProvider {
  readonly #settings: SendLensesSettings;

  readonly onDidChangeCodeLenses: vscode.Event<void>;

  constructor(settings: SendLensesSettings) {
    this.#settings = settings;
    this.onDidChangeCodeLenses = settings.onDidChange;
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const text = document.getText();
    const { apiUrl } = this.#settings;
    // Most files are not about Routee, and a search is cheaper than parsing.
    if (!URL.canParse(apiUrl) || !text.includes(new URL(apiUrl).host)) {
      return [];
    }
    const { origin } = new URL(apiUrl);
    const file = parseHttpFile(text);
    const variables = new FileVariables(text, file);
    return file.requests
      .filter(({ url, line }) => requestOrigin(url, line.start, variables) === origin)
      .map(({ line }) => {
        const position = document.positionAt(line.start);
        return new vscode.CodeLens(new vscode.Range(position, position), {
          title: l10n.t('$(play) Send with Routee'),
          tooltip: l10n.t('Send this request with a fresh token'),
          command: 'routee.sendRequest' satisfies CommandId,
          arguments: [
            { uri: document.uri.toString(), offset: line.start, line: text.slice(line.start, line.end) },
          ],
        });
      });
  }
}
