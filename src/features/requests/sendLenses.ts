import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { CommandId } from '../../contributions.ts';
import { inSlices } from '../../core/kit/slices.ts';
import { requestsTo } from './model/fileConventions.ts';

/** Above each request that goes to Routee's API: *Send with Routee*. */
export async function sendLenses(document: vscode.TextDocument, apiUrl: string): Promise<vscode.CodeLens[]> {
  const text = document.getText();
  const requests = await inSlices(requestsTo(apiUrl, text));
  return requests.map(({ line }) => {
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
