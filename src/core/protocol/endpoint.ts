import * as l10n from '@vscode/l10n';

import type { Fetch } from '../kit/ports.ts';
import { RouteeError } from './routeeError.ts';

/**
 * Checks an address to which credentials or tokens will be sent: https, or http to this very machine (a sandbox).
 *
 * @param setting the name of the setting that holds the address, for the message
 * @throws {RouteeError} `invalidEndpoint`
 */
export function parseEndpoint(value: string, setting: string): URL {
  const url = urlOrProblem(value);
  if (typeof url === 'string') {
    const sentence = l10n.t("The setting {0} can't be used: {1}", setting, url);
    throw new RouteeError('invalidEndpoint', sentence, { setting });
  }
  return url;
}

/** The reason why credentials and tokens must not go to an address, as the end of a sentence. */
export function endpointProblem(value: string): string | undefined {
  const url = urlOrProblem(value);
  return typeof url === 'string' ? url : undefined;
}

function urlOrProblem(value: string): URL | string {
  let url;
  try {
    url = new URL(value.trim());
  } catch {
    return l10n.t("it isn't a complete address such as https://auth.routee.net/oauth/token.");
  }
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
    return l10n.t(
      'only https addresses keep your credentials safe (http is allowed only for this computer).',
    );
  }
  if (url.username !== '' || url.password !== '') {
    return l10n.t("it can't contain a user name or password.");
  }
  if (url.hash !== '') {
    return l10n.t("it can't contain a fragment (#…).");
  }
  return url.hostname === 'emailapi.routee.net'
    ? l10n.t(
        "the Email API v1 is a separate service with its own credentials, which Routee Auth doesn't support.",
      )
    : url;
}

/**
 * A `fetch` that sends nothing while Node's switch for certificate checks is off: every extension of the host can set
 * that variable, and then anyone may answer as Routee.
 *
 * @throws {RouteeError} `network`, at each call
 */
export function withCertificates(
  fetch: Fetch,
  environment: Readonly<Record<string, string | undefined>> | undefined,
): Fetch {
  return (url, init) =>
    environment?.['NODE_TLS_REJECT_UNAUTHORIZED'] === '0' && url.startsWith('https:')
      ? Promise.reject(
          new RouteeError(
            'network',
            l10n.t(
              'The environment variable {0} turns off certificate checks, so nothing was sent. Remove it, and restart VS Code.',
              'NODE_TLS_REJECT_UNAUTHORIZED=0',
            ),
          ),
        )
      : fetch(url, init);
}

/** 127.0.0.0/8, ::1 and localhost: what is sent there does not leave the machine. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}
