import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { Application } from '../../core/applications/application.ts';
import { apiUrlOf } from '../../core/applications/servers.ts';
import { explainDenial } from './model/explainDenial.ts';
import { responseText } from './model/responseText.ts';
import { isSafeRequest } from './model/sending.ts';
import { maskSecrets } from '../../core/kit/maskSecrets.ts';
import { parseJson } from '../../core/kit/parseJson.ts';
import { inSlices } from '../../core/kit/slices.ts';
import type { ApiRequest } from '../../core/protocol/apiRequest.ts';
import { secretsOf } from '../../core/protocol/basicCredentials.ts';
import { RouteeError } from '../../core/protocol/routeeError.ts';
import { sendAuthorized, type ApiAnswer, type TokenSource } from '../../core/protocol/sendAuthorized.ts';
import { shownText } from '../../core/redaction/shownApplications.ts';
import { explainCode } from '../../core/resources/errorCodes.ts';
import type { Services } from '../../services.ts';
import { completeStep, setContext } from '../../editor/contextKeys.ts';
import { withProgressIfSlow } from '../../editor/progress.ts';
import { tokenFor } from '../tokens/handOut.ts';

/** Most requests are answered sooner. */
const QUIET_MS = 500;
/** Longer answers are no errors, and not worth the time of reading them. */
const LONGEST_ERROR = 100_000;

/** An answer, and the document that shows it. */
export interface RouteeResponse {
  readonly answer: ApiAnswer;
  readonly document: vscode.Uri;
  /** The text of that document. */
  readonly text: string;
  /** Possible causes of a 401 or 403; empty for any other answer. */
  readonly remarks: readonly string[];
  /** Sentences on a failure that Routee names by a code, or by the status of a message. */
  readonly failure: readonly string[];
  /** Secrets to mask when the answer is quoted: the token that was sent, and the credentials behind it. */
  readonly secrets: readonly string[];
}

interface CallOptions {
  /** The scope that the resource probably needs. */
  readonly scope?: string | undefined;
  /** Goes above the response: whose token was sent. */
  readonly note?: string | undefined;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal?: AbortSignal | undefined;
  /** Sends the request again, from its response. */
  readonly again: () => Promise<void>;
}

/**
 * Sends a request as this application, with the one repeat after a 401 or 403, behind a cancellable notification.
 *
 * @throws {ApplicationError} when there is no token
 * @throws {RouteeError} when there is no answer
 */
export async function callRoutee(
  services: Services,
  application: Application,
  request: ApiRequest,
  { scope, note, signal, again }: CallOptions,
): Promise<RouteeResponse> {
  const { key, name } = application;
  // Reports wrong credentials, with the button that helps, before the request begins.
  await tokenFor(services, application);
  const { source, secrets, apiUrl } = authorityOf(services, key);
  const { method, url } = request;
  const { pathname, host } = new URL(url);
  const answer = await withProgressIfSlow(
    l10n.t('{0} {1} to {2} as {3}…', method, pathname, host, name),
    QUIET_MS,
    (stopped) =>
      sendAuthorized(request, source, services.ports, {
        apiUrl,
        signal: signal === undefined ? stopped : AbortSignal.any([stopped, signal]),
      }),
  ).catch((error: unknown) => {
    throw isUncertain(error) && !isSafeRequest(method, request.headers)
      ? new RouteeError(
          'refused',
          l10n.t(
            '{0} The request might still have been carried out. Check before you send it again.',
            error.message,
          ),
        )
      : error;
  });
  if (answer.status < 400) completeStep('calledApi');
  const statuses = answer.attempts.map(({ status }) => status);
  // The address may hold whatever a program was told.
  const label = maskSecrets(`${method} ${pathname}`, secrets);
  services.log.info(`${name}: ${label} was answered with ${statuses.join(', then with a new token ')}.`);
  const { redaction } = services.applications;
  const scopes = redaction?.scopes(answer.token.scopes) ?? answer.token.scopes;
  const remarks = explainDenial({ ...answer, token: { ...answer.token, scopes } }, { name, scope }).map(
    (remark) => shownText(remark, services.applications),
  );
  const explained = answer.text.length > LONGEST_ERROR ? [] : explainCode(parseJson(answer.text));
  const failure = explained.map((sentence) =>
    shownText(maskSecrets(sentence, secrets), services.applications),
  );
  const { text, kind } = await inSlices(
    responseText(answer, {
      method,
      url,
      applicationName: name,
      remarks: [...(note === undefined ? [] : [note]), ...remarks, ...failure],
      secrets,
    }),
  );
  const document = services.responses.add({
    request: label,
    status: answer.status,
    applicationName: name,
    atMs: services.now(),
    name: `${label} ${answer.status}`,
    text,
    extension: kind === 'json' ? 'jsonc' : 'txt',
    bytes: kind === 'binary' ? answer.body : undefined,
    again,
  });
  setContext('hasResponses', true);
  return { answer, document, text, remarks, failure, secrets };
}

/** Whether the request may have reached the server although no answer came. */
function isUncertain(error: unknown): error is RouteeError {
  return error instanceof RouteeError && (error.code === 'network' || error.code === 'timeout');
}

/** The source and the destination of an application's tokens, and the secrets that its answers must not show. */
export function authorityOf(
  { unredacted, settings, tokens }: Services,
  key: string,
): { readonly source: TokenSource; readonly secrets: readonly string[]; readonly apiUrl: string } {
  const stored = unredacted.get(key);
  const secrets = stored === undefined ? [] : secretsOf(stored);
  const source: TokenSource = {
    getToken: async (signal) => {
      const { token } = await tokens.getToken(key, { signal });
      secrets.push(token.accessToken);
      return token;
    },
    invalidate: (accessToken) => tokens.invalidate(key, accessToken),
  };
  return { source, secrets, apiUrl: apiUrlOf(stored, settings) };
}

/** Opens a response beside the active editor, which keeps the focus; where that shows a response, in its place. */
export async function showResponse(document: vscode.Uri): Promise<void> {
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(document), {
    viewColumn:
      vscode.window.activeTextEditor?.document.uri.scheme === document.scheme
        ? vscode.ViewColumn.Active
        : vscode.ViewColumn.Beside,
    preserveFocus: true,
    preview: true,
  });
}
