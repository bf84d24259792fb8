import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { CommandId } from '../../contributions.ts';
import { FileVariables } from '../../core/httpFile/fileVariables.ts';
import { parseHttpFile } from '../../core/httpFile/parser/parseHttpFile.ts';
import { goesTo } from './model/fileConventions.ts';

/** The lenses *Send with Routee* above each request to Routee's API. */
export function sendLenses(document: vscode.TextDocument, apiUrl: string): vscode.CodeLens[] {
  const text = document.getText();
  const file = parseHttpFile(text);
  const variables = new FileVariables(text, file);
  return file.requests
    .filter((request) => goesTo(apiUrl, request, text, variables))
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
