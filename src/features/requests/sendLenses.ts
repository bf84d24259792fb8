import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { CommandId } from '../../contributions.ts';
import { applicationsAt, endpointsOf, originOf } from '../../core/applications/servers.ts';
import { inSlices } from '../../core/kit/slices.ts';
import { plainText } from '../../core/kit/plainText.ts';
import { isCallback } from './model/isCallback.ts';
import { requestsTo } from './model/fileConventions.ts';
import { textToRead } from '../../editor/documents.ts';
import type { HttpRequest } from '../../core/httpFile/httpFile.ts';
import type { Tracking } from '../../editor/trackingStore.ts';
import type { Services } from '../../services.ts';
import { requestDigest } from './model/requestDigest.ts';

/** Named above a callback by *New Request*. */
const CALLBACK_PAGES = 'https://docs.routee.net/docs/';

/**
 * The lenses above each request to the API of an application (*Send with Routee*, or whose own server it is), and above
 * callbacks to the user's own server.
 */
export async function sendLenses(
  document: vscode.TextDocument,
  services: Pick<Services, 'applications' | 'settings' | 'trackings' | 'unredacted'>,
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
  const sent = services.trackings.all.filter(({ file }) => file === document.uri.toString());
  const lenses = await Promise.all(
    requests.map(async ({ request, origin }) => {
      const { line } = request;
      const position = document.positionAt(line.start);
      const range = new vscode.Range(position, position);
      const title = titleOf(origin);
      const send = new vscode.CodeLens(range, {
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
      const tracking = sent.length === 0 ? undefined : await lastSent(sent, text, request);
      return tracking === undefined ? [send] : [send, trackLens(range, tracking)];
    }),
  );
  return lenses.flat();
}

/** The last time that this very request was sent. */
async function lastSent(
  sent: readonly Tracking[],
  text: string,
  request: HttpRequest,
): Promise<Tracking | undefined> {
  const digest = await requestDigest(text, request);
  return sent.find((one) => one.request === digest);
}

function trackLens(range: vscode.Range, { id }: Tracking): vscode.CodeLens {
  return new vscode.CodeLens(range, {
    title: l10n.t('Track Delivery'),
    tooltip: l10n.t('Check the status of the last message that this request sent'),
    command: 'routee.trackDelivery' satisfies CommandId,
    arguments: [{ id }],
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
