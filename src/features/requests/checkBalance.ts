import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { type CommandId, SETTINGS } from '../../contributions.ts';
import { hasScope } from '../../core/applications/knownScopes.ts';
import type { Application } from '../../core/applications/application.ts';
import { apiUrlOf } from '../../core/applications/servers.ts';
import { BALANCE_PATH, readBalance } from '../../core/resources/balance.ts';
import { parseEndpoint } from '../../core/protocol/endpoint.ts';
import { parseJson } from '../../core/kit/parseJson.ts';
import { serverMessage } from '../../core/protocol/serverMessage.ts';
import type { ApiAnswer } from '../../core/protocol/sendAuthorized.ts';
import { DOTS, type Redaction } from '../../core/redaction/redaction.ts';
import { clickedActiveOrAdded } from '../applications/activeOrAdded.ts';
import { callRoutee, type RouteeResponse, showResponse } from './callRoutee.ts';
import { sendingAgain } from './sendAndShow.ts';
import type { Services } from '../../services.ts';
import { showInformation, showWarning } from '../../editor/messages.ts';
import { BALANCE_CHECKED } from '../applications/offerToken.ts';

const SHOW = (): string => l10n.t('Show Response');
const RETRY = (): string => l10n.t('Retry');
const NEW = (): string => l10n.t('New Request…');
const SCOPE = 'account';

/** Checks the balance: a good first call, read-only and free. */
export async function checkBalance(services: Services, argument: unknown): Promise<void> {
  const application = await clickedActiveOrAdded(services, argument);
  if (application === undefined) {
    return;
  }
  const api = apiUrlOf(services.unredacted.get(application.key), services.settings);
  const request = {
    method: 'GET',
    url: new URL(BALANCE_PATH, parseEndpoint(api, SETTINGS.apiUrl)).href,
    headers: [['Accept', 'application/json']],
  } as const;
  const response = await callRoutee(services, application, request, {
    scope: SCOPE,
    again: sendingAgain(services, { application, request }),
  });
  await services.memory.update(BALANCE_CHECKED, true);
  tell(services, application, response);
}

/** Shows the result. Does not wait: a message stays until it is dismissed. */
function tell(services: Services, application: Application, response: RouteeResponse): void {
  const { redaction } = services.applications;
  const { answer, document } = response;
  const { key, name } = application;
  const balance =
    answer.status === 200 && isShort(answer) ? readBalance(answer.text, vscode.env.language) : undefined;
  const answered =
    balance !== undefined
      ? showInformation(l10n.t('Balance of {0}: {1}', name, redaction ? DOTS : balance), SHOW())
      : lacksScope(response)
        ? showWarning(explainScope(name, response, redaction), NEW(), SHOW())
        : showWarning(explain(response, redaction), SHOW(), RETRY());
  void answered.then(async (button) => {
    if (button === SHOW()) {
      await showResponse(document);
    } else if (button === RETRY()) {
      await vscode.commands.executeCommand('routee.checkBalance' satisfies CommandId, { key });
    } else if (button === NEW()) {
      await vscode.commands.executeCommand('routee.newRequest' satisfies CommandId, { key });
    }
  });
}

/** A balance, or a sentence about it, is; anything else is not worth the time of reading it. */
const isShort = ({ text }: ApiAnswer): boolean => text.length < 100_000;

function lacksScope({ answer: { denial, token } }: RouteeResponse): boolean {
  const isToken = denial?.kind === 'sameToken' || denial?.kind === 'newTokenToo';
  return isToken && token.scopes.length > 0 && !hasScope(token.scopes, SCOPE);
}

/** Explains a refusal by the scopes of the token: the token itself is valid. */
function explainScope(
  name: string,
  { answer: { status, token } }: RouteeResponse,
  redaction: Redaction | undefined,
): string {
  const scopes = redaction?.scopes(token.scopes) ?? token.scopes;
  return l10n.t(
    '{0} has a token, but it probably can\'t read the balance ({1}). That requires the scope "{2}". Its scopes: {3}. Other requests still work.',
    name,
    status,
    SCOPE,
    scopes.join(', '),
  );
}

function explain(
  { answer, remarks, failure, secrets }: RouteeResponse,
  redaction: Redaction | undefined,
): string {
  const { status, text } = answer;
  if (remarks.length > 0) {
    return remarks.join(' ');
  }
  const quoted = isShort(answer) ? serverMessage(parseJson(text), secrets) : undefined;
  const said = quoted === undefined ? undefined : (redaction?.text(quoted) ?? quoted);
  const sentence =
    status === 200
      ? l10n.t("Routee's response isn't a balance. See the response, and check the server address.")
      : said === undefined
        ? l10n.t('{0} returned {1} when asked for the balance.', 'Routee', status)
        : l10n.t('{0} returned {1} when asked for the balance: "{2}".', 'Routee', status, said);
  return [sentence, ...failure].join(' ');
}
