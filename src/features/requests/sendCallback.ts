import * as l10n from '@vscode/l10n';

import { type FileVariables, UnsupportedConstruct } from '../../core/httpFile/fileVariables.ts';
import { ApiAttempt } from '../../core/protocol/apiAttempt.ts';
import { prepareRequest } from '../../core/protocol/apiRequest.ts';
import { RouteeError } from '../../core/protocol/routeeError.ts';
import { showInformation, showWarning } from '../../editor/messages.ts';
import { withProgressIfSlow } from '../../editor/progress.ts';
import type { Services } from '../../services.ts';
import { confirmSending } from './confirmSending.ts';
import type { PlacedRequest } from './requestAtCursor.ts';
import { type RequestToSend, requestToSend } from './requestBody.ts';

const QUIET_MS = 500;
/** Routee drops the connection then, and posts it again later. */
const ROUTEE_WAITS_MS = 2000;

/** Sends what Routee would post to a server on this machine, after the usual question, without any token. */
export async function sendCallback(
  services: Services,
  placed: PlacedRequest,
  variables: FileVariables,
): Promise<void> {
  const request = await readRequest(services, placed, variables);
  const { origin } = new URL(request.url);
  const prepared = prepareRequest(request, origin);
  const { url } = prepared;
  await confirmSending(services, placed.document, {
    request,
    url,
    application: undefined,
    resource: undefined,
  });
  const { status, durationMs } = await withProgressIfSlow(
    l10n.t('{0} {1} to {2}…', request.method, url.pathname, url.host),
    QUIET_MS,
    async (signal) => {
      const attempt = await ApiAttempt.send(prepared, undefined, services.ports, { signal });
      await attempt.read();
      return { status: attempt.response.status, durationMs: Math.round(attempt.durationMs) };
    },
  );
  const sentence = l10n.t('{0} returned {1} in {2} ms.', url.host, status, durationMs);
  void (status === 200 && durationMs <= ROUTEE_WAITS_MS
    ? showInformation(sentence)
    : showWarning(l10n.t('{0} Routee expects 200 within 2 seconds. Otherwise, it posts again.', sentence)));
}

async function readRequest(
  { host }: Services,
  placed: PlacedRequest,
  variables: FileVariables,
): Promise<RequestToSend['sent']> {
  try {
    return (await requestToSend(placed, variables, host.files)).sent;
  } catch (error) {
    if (!(error instanceof UnsupportedConstruct)) throw error;
    throw new RouteeError(
      'invalidRequest',
      l10n.t("Routee Auth can't send this request: it has {0}.", error.message),
    );
  }
}
