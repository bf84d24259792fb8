import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';

import type { Application } from '../../core/applications/application.ts';
import { apiUrlOf } from '../../core/applications/servers.ts';
import { prepareRequest, type RepeatableRequest } from '../../core/protocol/apiRequest.ts';
import { RouteeError } from '../../core/protocol/routeeError.ts';
import type { ApiAnswer } from '../../core/protocol/sendAuthorized.ts';
import type { RouteeResource } from '../../core/resources/resources.ts';
import { showWarning } from '../../editor/messages.ts';
import type { Services } from '../../services.ts';
import { callRoutee, showResponse } from './callRoutee.ts';
import { confirmSending } from './confirmSending.ts';
import { requestDigest } from './model/requestDigest.ts';
import { resourceAt } from './model/resourceAt.ts';
import { trackableIn } from './model/trackable.ts';
import type { PlacedRequest } from './requestAtCursor.ts';

interface ToSend {
  readonly application: Application;
  readonly request: RepeatableRequest;
  /** Goes above the response: whose token was sent. */
  readonly note?: string | undefined;
  /** The request in its file, if it came from one. */
  readonly placed?: PlacedRequest | undefined;
}

/** Sends a request, after a question where one is due, and shows the response beside the active editor. */
export async function sendAndShow(services: Services, toSend: ToSend): Promise<void> {
  const { application, request, note, placed } = toSend;
  const apiUrl = apiUrlOf(services.unredacted.get(application.key), services.settings);
  // Refuses an invalid request before the user is asked.
  const { url } = prepareRequest(request, apiUrl);
  const resource = resourceAt(request.method, url, apiUrl);
  await confirmSending(services, placed?.document, {
    request,
    url,
    application,
    note,
    resource,
  });
  const { answer, document, remarks, failure } = await callRoutee(services, application, request, {
    scope: resource?.scope,
    note,
    again: sendingAgain(services, toSend),
  });
  if (placed !== undefined && resource !== undefined && answer.status < 400) {
    await remember(services, placed, application.key, { resource, answer, response: document });
  }
  await showResponse(document);
  // The status line of the response does not tell it.
  if (answer.status < 400 && failure.length > 0) void showWarning(failure.join(' '));
  if (answer.denial !== undefined) {
    const { kind } = answer.denial;
    const isOpen = kind === 'sameToken' || kind === 'newTokenToo';
    void showWarning(
      isOpen ? l10n.t('{0} The response lists the possible causes.', remarks[0] ?? '') : remarks.join(' '),
    );
  }
}

/**
 * Makes what sends a request once more, as the application is by then.
 *
 * @throws {RouteeError} `refused` when the application is gone
 */
export function sendingAgain(services: Services, toSend: ToSend): () => Promise<void> {
  return async () => {
    const { key, name } = toSend.application;
    const application = services.applications.get(key);
    if (application === undefined) {
      throw new RouteeError(
        'refused',
        l10n.t('{0} was removed in the meantime. Add it again with "Routee: Add Application".', name),
      );
    }
    await sendAndShow(services, { ...toSend, application });
  };
}

/** Keeps the id of a message that was sent, so that its delivery can be tracked. */
async function remember(
  services: Services,
  { document, text, request }: PlacedRequest,
  application: string,
  sent: {
    readonly resource: RouteeResource;
    readonly answer: ApiAnswer;
    readonly response: vscode.Uri;
  },
): Promise<void> {
  const { resource, answer, response } = sent;
  const found = trackableIn(resource, answer.text);
  if (found === undefined) return;
  await services.trackings.add({
    file: document.uri.toString(),
    request: await requestDigest(text, request),
    response: response.toString(),
    application,
    operation: found.operation,
    id: found.id,
    sentAtMs: found.createdAtMs ?? services.now(),
  });
}
