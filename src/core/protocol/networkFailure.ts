import * as l10n from '@vscode/l10n';

import { RouteeError } from './routeeError.ts';

/** The code of a `fetch` in a browser that is on line: it tells no page whether it got no answer or may not show it. */
export const UNEXPLAINED_BY_BROWSER = 'UNEXPLAINED_BY_BROWSER';

/**
 * A `fetch` that rejected, in plain words: the code of Node's network layer (or Chromium's, in the desktop's own
 * fetch) says which part failed and so what a person can do.
 *
 * @param host where the request went, for the sentence
 */
export function networkFailure(cause: unknown, host: string): RouteeError {
  const code = networkCode(cause);
  return new RouteeError('network', sentence(code, host), { cause: code });
}

function sentence(code: string, host: string): string {
  if (code === UNEXPLAINED_BY_BROWSER) {
    return l10n.t(
      'There is no answer from {0}, and a browser does not say why: the network may be down, or {0} does not let web pages read its answers (CORS). If your connection works, use Routee Auth in VS Code on the desktop or in a codespace, or enter a proxy of your own in the settings routee.authUrl and routee.apiUrl.',
      host,
    );
  }
  if (/ENOTFOUND|EAI_AGAIN|NAME_NOT_RESOLVED/.test(code)) {
    return `The name ${host} could not be found. Check your network connection and the address.`;
  }
  if (/ECONNREFUSED|CONNECTION_REFUSED/.test(code)) {
    return `${host} does not accept connections. Check the address, or try again later.`;
  }
  if (
    /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|ERR_TLS|ERR_SSL|EPROTO|SSL_PROTOCOL/.test(code)
  ) {
    return `The secure connection to ${host} cannot be trusted (${code}). If a company proxy inspects traffic, install its certificate in the system; certificate checks are never switched off.`;
  }
  if (/PROXY|TUNNEL/.test(code)) {
    return `The proxy did not let the request to ${host} through (${code}). Check the setting http.proxy.`;
  }
  if (/TIMEDOUT|TIMEOUT/.test(code)) {
    return `${host} did not answer in time. Check your network connection and try again.`;
  }
  return `The connection to ${host} failed${code === '' ? '' : ` (${code})`}. Check your network connection and try again.`;
}

/** Only a code in capitals is taken: a message could quote the request. */
function networkCode(error: unknown, depth = 0): string {
  if (!(error instanceof Error) || depth > 4) {
    return '';
  }
  const own = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const chromium = /net::(ERR_[A-Z_]+)/.exec(error.message)?.[1];
  if (/^[A-Z][A-Z0-9_]+$/.test(own)) {
    return own;
  }
  const inner = error instanceof AggregateError ? (error.errors as unknown[])[0] : error.cause;
  return chromium ?? networkCode(inner, depth + 1);
}
