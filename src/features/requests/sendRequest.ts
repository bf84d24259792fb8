import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { CommandId } from '../../contributions.ts';
import { fileAuthorization } from './model/fileAuthorization.ts';
import { goesTo } from './model/fileConventions.ts';
import { FileVariables, UnsupportedConstruct } from '../../core/httpFile/fileVariables.ts';
import { apiUrlOf, endpointsOf } from '../../core/applications/servers.ts';
import { requestOrigin } from '../../core/httpFile/requestOrigin.ts';
import { TOKEN_VARIABLE } from '../../core/tokens/variableNames.ts';
import type { Services } from '../../services.ts';
import { guard } from '../../editor/guard.ts';
import { insertToken } from '../insertToken/insertToken.ts';
import { showInformation, showWarning } from '../../editor/messages.ts';
import { requestApplication } from './requestApplication.ts';
import { isCallback } from './model/isCallback.ts';
import { sendAndShow } from './sendAndShow.ts';
import { sendCallback } from './sendCallback.ts';
import { type RequestToSend, requestToSend } from './requestBody.ts';
import { placeOfRequest, requestAt, type RequestPlace } from './requestAtCursor.ts';

/** Sends the request under the cursor with a fresh token, if it goes to Routee's API, and shows the answer beside. */
export async function sendRequest(services: Services, argument: unknown): Promise<void> {
  const place = placeOfRequest(argument);
  const placed = place === undefined ? undefined : await requestAt(place);
  if (place === undefined || placed === undefined) {
    offerNewRequest();
    return;
  }
  const { text, file, request } = placed;
  const variables = new FileVariables(text, file);
  const { settings, unredacted } = services;
  if (isCallback(text, request, variables, endpointsOf(unredacted.applications, settings))) {
    await sendCallback(services, placed, variables);
    return;
  }
  const sender = await requestApplication(
    services,
    fileAuthorization(text, request, variables),
    requestOrigin(text, request, variables),
  );
  if (sender === undefined) {
    return;
  }
  const { application, note } = sender;
  const apiUrl = apiUrlOf(unredacted.get(application.key), settings);
  let read: RequestToSend;
  try {
    read = await requestToSend(placed, variables, services.host.files);
  } catch (error) {
    if (error instanceof UnsupportedConstruct) {
      refuse(
        error,
        goesTo(apiUrl, request, text, variables),
        guard(() => insertAt(services, place, application.key), services),
      );
      return;
    }
    throw error;
  }
  await sendAndShow(services, { application, request: read.sent, note, placed });
}

/** Says that there is no request here. Does not wait for the answer. */
function offerNewRequest(): void {
  const label = l10n.t('New Request…');
  void showInformation(
    l10n.t("There's no request here. Put the cursor in a request of an .http file, and send it again."),
    label,
  ).then(async (answer) => {
    if (answer === label) {
      await vscode.commands.executeCommand('routee.newRequest' satisfies CommandId);
    }
  });
}

/**
 * Names what keeps a request from being sent from here, and offers its token for another client. Does not wait for the
 * answer.
 *
 * @param isForRoutee whether the request goes to Routee, as far as the file tells: only then is a token offered
 */
function refuse({ message }: UnsupportedConstruct, isForRoutee: boolean, insert: () => Promise<void>): void {
  const label = l10n.t('Insert Token');
  const advice = isForRoutee
    ? l10n.t(
        'Remove it, or send the request with another client. Insert Token adds the token or, with routee.http.exposeToClients, a reference to {0}.',
        TOKEN_VARIABLE,
      )
    : l10n.t("Remove it, and make sure that the request goes to Routee's API.");
  void showWarning(
    l10n.t("Routee Auth can't send this request: it has {0}. {1}", message, advice),
    ...(isForRoutee ? [label] : []),
  ).then((answer) => (answer === label ? insert() : undefined));
}

async function insertAt(services: Services, place: RequestPlace, key: string): Promise<void> {
  const placed = await requestAt(place);
  if (placed === undefined) {
    offerNewRequest();
    return;
  }
  const { document, request } = placed;
  const position = document.positionAt(request.line.start);
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(position, position) });
  await insertToken(services, { key });
}
