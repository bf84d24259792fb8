import * as l10n from '@vscode/l10n';

import { hasScope } from '../../../core/applications/knownScopes.ts';
import { BALANCE_PATH, readBalance } from '../../../core/resources/balance.ts';
import { ApiAttempt, type ApiPorts } from '../../../core/protocol/apiAttempt.ts';
import { prepareRequest } from '../../../core/protocol/apiRequest.ts';
import { parseJson } from '../../../core/kit/parseJson.ts';
import { textOf } from '../../../core/protocol/readLimited.ts';
import { RouteeError } from '../../../core/protocol/routeeError.ts';
import { serverMessage } from '../../../core/protocol/serverMessage.ts';
import type { Token } from '../../../core/protocol/token.ts';
import type { Finding, Subject } from './diagnosis.ts';
import { type Limits, withinDeadline } from './withinDeadline.ts';

/** The scope that reading the balance needs, as far as is known. */
const SCOPE = 'account';

/** Reads the balance, which is free and changes nothing; the amount is not told. One attempt, which changes no state. */
export async function checkApi(
  api: URL,
  token: Token,
  subject: Subject,
  ports: ApiPorts,
  limits: Limits,
): Promise<Finding> {
  const { host } = api;
  const request = {
    method: 'GET',
    url: new URL(BALANCE_PATH, api).href,
    headers: [['Accept', 'application/json']],
  } as const;
  const answer = await withinDeadline(limits, host, async (signal) => {
    const attempt = await ApiAttempt.send(prepareRequest(request, api.href), token.accessToken, ports, {
      signal,
    });
    const { bytes } = await attempt.read();
    const { status, headers } = attempt.response;
    // A balance, or a sentence about it, is far shorter.
    return { status, text: textOf(bytes.subarray(0, 100_000), headers.get('content-type')) };
  });
  if (answer instanceof RouteeError) {
    return { outcome: 'failed', text: answer.message };
  }
  return answer.status === 200 && readBalance(answer.text, 'en') !== undefined
    ? {
        outcome: 'passed',
        text: l10n.t('{0} accepted the token and returned the balance.', host),
      }
    : explain(answer.status, answer.text, host, token, subject);
}

function explain(status: number, body: string, host: string, token: Token, subject: Subject): Finding {
  if (status === 401 || status === 403) {
    return token.scopes.length > 0 && !hasScope(token.scopes, SCOPE)
      ? {
          outcome: 'warning',
          text: l10n.t(
            '{0} refused to read the balance ({1}), but it might accept the token for other requests.',
            host,
            status,
          ),
          advice: l10n.t(
            "This requires the scope for accounts, which this token lacks. If you don't need it, no action is required.",
          ),
        }
      : {
          outcome: 'failed',
          text: l10n.t('{0} refused the token ({1}), although it is new.', host, status),
          advice: l10n.t(
            "Either the application isn't allowed to use this resource (see its permissions in Routee's portal), or this computer's IP address isn't on its whitelist.",
          ),
        };
  }
  const said = serverMessage(parseJson(body), [token.accessToken]);
  return {
    outcome: 'failed',
    text:
      said === undefined
        ? l10n.t('{0} returned {1} when asked for the balance.', host, status)
        : l10n.t('{0} returned {1} when asked for the balance: "{2}".', host, status, subject.showText(said)),
    advice:
      status >= 500
        ? l10n.t('The problem is on the server. Try again later.')
        : l10n.t('Check the server address: something else might be responding there.'),
  };
}
