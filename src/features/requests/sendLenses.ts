import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { CommandId } from '../../contributions.ts';
import { applicationsAt, endpointsOf, originOf } from '../../core/applications/servers.ts';
import { inSlices } from '../../core/kit/slices.ts';
import { plainText } from '../../core/kit/plainText.ts';
import { isCallback } from './model/isCallback.ts';
import { requestsTo } from './model/fileConventions.ts';
import { textToRead } from '../../editor/documents.ts';
import type { Services } from '../../services.ts';

/** Named above a callback by *New Request*. */
const CALLBACK_PAGES = 'https://docs.routee.net/docs/';

/**
 * The lenses above each request to the API of an application (*Send with Routee*, or whose own server it is), and above
 * callbacks to the user's own server.
 */
export async function sendLenses(
  document: vscode.TextDocument,
  services: Pick<Services, 'applications' | 'settings' | 'unredacted'>,
): Promise<vscode.CodeLens[]> {
  const text = textToRead(document);
  const endpoints = endpointsOf(services.unredacted.applications, services.settings);
  const titles = new Map<string | undefined, string | undefined>([[undefined, undefined]]);
  const titleOf = (origin: string | undefined): string | undefined => {
    if (!titles.has(origin)) titles.set(origin, titleFor(origin, services));
    return titles.get(origin);
  };
  const requests = await inSlices(
    requestsTo(
      text,
      (origin, request, variables) =>
        titleOf(origin) !== undefined ||
        // Any other request to this machine is none of ours.
        (text.slice(request.leadStart, request.line.start).includes(CALLBACK_PAGES) &&
          isCallback(text, request, variables, endpoints)),
    ),
  );
  return requests.map(({ request: { line }, origin }) => {
    const position = document.positionAt(line.start);
    const title = titleOf(origin);
    return new vscode.CodeLens(new vscode.Range(position, position), {
      title: title ?? l10n.t('$(play) Send without a Token'),
      tooltip:
        title === undefined
          ? l10n.t('Send this callback to your own server')
          : l10n.t('Send this request with a fresh token'),
      command: 'routee.sendRequest' satisfies CommandId,
      arguments: [
        { uri: document.uri.toString(), offset: line.start, line: text.slice(line.start, line.end) },
      ],
    });
  });
}

/** `undefined`: no application's tokens may go there. */
function titleFor(
  origin: string | undefined,
  { applications, settings, unredacted }: Parameters<typeof sendLenses>[1],
): string | undefined {
  if (origin === originOf(settings.apiUrl)) return l10n.t('$(play) Send with Routee');
  const [owner] = applicationsAt(origin, unredacted.applications, settings);
  const shown = owner && applications.get(owner.key);
  // VS Code makes icons of `$(…)` in titles.
  return shown && l10n.t('$(play) Send to {0}', plainText(shown.name));
}
