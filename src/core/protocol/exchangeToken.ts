import * as l10n from '@vscode/l10n';

import { SETTINGS } from '../../contributions.ts';
import type { Clock, Fetch, Timers } from '../kit/ports.ts';
import type { Token } from './token.ts';
import { secretsOf } from './basicCredentials.ts';
import { Deadline } from './deadline.ts';
import { parseEndpoint } from './endpoint.ts';
import { refuseProxyAnswer } from './networkFailure.ts';
import { readLimited } from './readLimited.ts';
import { RouteeError } from './routeeError.ts';
import { tokenRequest, type TokenCredentials } from './tokenRequest.ts';
import { readTokenAnswer } from './tokenResponse.ts';

export const EXCHANGE_TIMEOUT_MS = 15_000;
const MAX_ANSWER_BYTES = 1024 * 1024;

export interface ExchangePorts {
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly timers: Timers;
}

/**
 * Exchanges credentials for a bearer token: one `POST`, no redirect followed, at most 15 s and 1 MB.
 *
 * @param authUrl the complete address of the token endpoint (setting `routee.authUrl`)
 * @throws {RouteeError} with the code that says why there is no token; `cancelled` once `signal` is aborted.
 */
export async function exchangeToken(
  credentials: TokenCredentials,
  authUrl: string,
  ports: ExchangePorts,
  signal?: AbortSignal,
): Promise<Token> {
  const url = parseEndpoint(authUrl, SETTINGS.authUrl);
  if (credentials.id.includes(':')) {
    throw new RouteeError(
      'credentialsRejected',
      l10n.t("An application ID can't contain a colon. Enter the credentials again."),
    );
  }
  const request = tokenRequest(credentials);
  const deadline = new Deadline({
    timers: ports.timers,
    limitMs: EXCHANGE_TIMEOUT_MS,
    signal,
    host: url.host,
  });
  try {
    deadline.signal.throwIfAborted();
    const sentAtMs = ports.clock.now();
    const response = await ports.fetch(url.href, { ...request, signal: deadline.signal });
    refuseProxyAnswer(response, url.host);
    if (response.type === 'opaqueredirect' || isRedirect(response)) {
      await response.body?.cancel();
      throw new RouteeError(
        'redirected',
        l10n.t(
          '{host} redirects to another address, and credentials are never sent there. If your network requires sign-in, sign in first. Otherwise, check the server address.',
          { host: url.host },
        ),
      );
    }
    const body = await readLimited(response, MAX_ANSWER_BYTES);
    return readTokenAnswer(
      {
        status: response.status,
        get retryAfter() {
          return response.headers.get('retry-after');
        },
        body,
      },
      {
        scopes: credentials.scopes,
        sentAtMs,
        receivedAtMs: ports.clock.now(),
        secrets: () => [...secretsOf(credentials), credentials.id],
      },
    );
  } catch (error) {
    throw deadline.explain(error);
  } finally {
    deadline.dispose();
  }
}

/** Without a place to go, a 304 say, it is an odd answer like others. */
function isRedirect({ status, headers }: Response): boolean {
  return status >= 300 && status < 400 && headers.has('location');
}
