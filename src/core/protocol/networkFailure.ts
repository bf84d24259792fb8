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
  return failure(networkCode(cause), host);
}

/**
 * An answer of a proxy, never of Routee, takes part in nothing: 407 (RFC 9110 section 15.5.8).
 *
 * @throws {RouteeError} `network`
 */
export function refuseProxyAnswer(response: Response, host: string): void {
  if (response.status === 407) {
    response.body?.cancel().catch(() => undefined);
    throw failure(`${PROXY}407`, host);
  }
}

const PROXY = 'PROXY_';

function failure(code: string, host: string): RouteeError {
  return new RouteeError('network', sentence(code, host), { cause: code });
}

function sentence(code: string, host: string): string {
  if (code === UNEXPLAINED_BY_BROWSER) {
    return l10n.t(
      "{0} didn't respond, and a browser doesn't say why. The network might be down, or {0} might not let web pages read its responses (CORS). If your connection works, use VS Code on the desktop or in a codespace, or enter your own proxy in the routee.authUrl and routee.apiUrl settings.",
      host,
    );
  }
  if (/ENOTFOUND|EAI_AGAIN|NAME_NOT_RESOLVED/.test(code)) {
    return l10n.t("Can't find {0}. Check your network connection and the address.", host);
  }
  if (/ECONNREFUSED|CONNECTION_REFUSED/.test(code)) {
    return l10n.t("{0} doesn't accept connections. Check the address, or try again later.", host);
  }
  const certificate = certificateSentence(code, host);
  if (certificate !== undefined) {
    return certificate;
  }
  if (/PROXY|TUNNEL/.test(code)) {
    return l10n.t(
      "The proxy didn't let the request to {0} through ({1}). Check the http.proxy setting.",
      host,
      /\d{3}$/.exec(code)?.[0] ?? code,
    );
  }
  if (/TIMEDOUT|TIMEOUT/.test(code)) {
    return l10n.t("{0} didn't respond in time. Check your network connection and try again.", host);
  }
  if (/RESET|UND_ERR_SOCKET|EPIPE|CONNECTION_CLOSED|EMPTY_RESPONSE|INCOMPLETE_CHUNKED/.test(code)) {
    return l10n.t(
      '{host} closed the connection before the response was complete ({code}). Try again. If this keeps happening, check your network connection and any proxy in between.',
      { host, code },
    );
  }
  if (/HTTP|HPE_|HEADERS|LENGTH_MISMATCH|^Z_|DECODING/.test(code)) {
    return l10n.t(
      '{host} sent an invalid HTTP response ({code}). Check the address, the port, and any proxy in between.',
      { host, code },
    );
  }
  return code === ''
    ? l10n.t('The connection to {0} failed. Check your network connection and try again.', host)
    : l10n.t('The connection to {0} failed ({1}). Check your network connection and try again.', host, code);
}

/** Whether a certificate was refused: whoever answered is not who was meant, whatever others make of it. */
export function isCertificateRefused(code: string): boolean {
  return /CERT|SELF_SIGNED|UNABLE_TO|INVALID_(?:CA|PURPOSE)|EXPIRED|NOT_YET_VALID|DATE_INVALID|ALTNAME|COMMON_NAME|HOSTNAME_MISMATCH/.test(
    code,
  );
}

/** Explains a failed certificate check. Never advises switching the check off. */
function certificateSentence(code: string, host: string): string | undefined {
  if (/EXPIRED|NOT_YET_VALID|DATE_INVALID/.test(code)) {
    return l10n.t(
      "The certificate of {host} has expired or isn't valid yet ({code}), so nothing was sent. Check this computer's date and time. If they're right, the server needs a new certificate.",
      { host, code },
    );
  }
  if (/ALTNAME|COMMON_NAME|HOSTNAME_MISMATCH/.test(code)) {
    return l10n.t(
      'The server at {host} has a certificate for another name ({code}), so nothing was sent. Check the address. If your network requires sign-in, sign in and try again.',
      { host, code },
    );
  }
  if (code === 'DEPTH_ZERO_SELF_SIGNED_CERT') {
    return l10n.t(
      "{host} has a self-signed certificate ({code}), so nothing was sent. Check the address. If it's your server, add its certificate to the system's certificate store, and restart VS Code.",
      { host, code },
    );
  }
  if (isCertificateRefused(code)) {
    return l10n.t(
      "This computer doesn't trust the issuer of the certificate of {host} ({code}), so nothing was sent. If a company proxy inspects traffic, add its root certificate to the system's certificate store, and restart VS Code.",
      { host, code },
    );
  }
  return /ERR_TLS|SSL|EPROTO/.test(code)
    ? l10n.t(
        "The server at {host} doesn't use HTTPS ({code}). Check the address, the port, and any proxy in between.",
        { host, code },
      )
    : undefined;
}

/** A proxy that refuses CONNECT: its status stands in the messages alone, of undici, Node's own agent and `tunnel`. */
const PROXY_REFUSAL =
  /(?:^Proxy response \(|^tunneling socket could not be established, statusCode=|^Failed to establish tunnel .* HTTP\/1\.[01] )(\d{3})\b/s;

/** Only a code in capitals, or a status, is taken: a message could quote the request. */
function networkCode(error: unknown, depth = 0): string {
  if (!(error instanceof Error) || depth > 4) {
    return '';
  }
  const refusal = PROXY_REFUSAL.exec(error.message)?.[1];
  if (refusal !== undefined) {
    return PROXY + refusal;
  }
  const own = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const chromium = /net::(ERR_[A-Z_]+)/.exec(error.message)?.[1];
  if (/^[A-Z][A-Z0-9_/]+$/.test(own)) {
    return own;
  }
  if (error.name === 'HTTPParserError') {
    return 'HTTP_PARSER_ERROR';
  }
  const inner = error instanceof AggregateError ? (error.errors as unknown[])[0] : error.cause;
  return chromium ?? networkCode(inner, depth + 1);
}
