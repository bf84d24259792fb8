import * as l10n from '@vscode/l10n';

import { SETTINGS } from '../../contributions.ts';
import { parseEndpoint } from './endpoint.ts';
import { RouteeError } from './routeeError.ts';

/** A request to a resource of Routee. */
export interface ApiRequest {
  readonly method: string;
  /** A complete address on the origin of `routee.apiUrl`. */
  readonly url: string;
  /** An `Authorization` among them gives way to the bearer token. */
  readonly headers?: readonly (readonly [name: string, value: string])[];
  /** A stream can be sent once: such a request is not repeated. */
  readonly body?: string | Uint8Array | ReadableStream<Uint8Array> | undefined;
}

export interface RepeatableRequest extends ApiRequest {
  readonly body?: string | Uint8Array | undefined;
}

export interface PreparedRequest {
  readonly url: URL;
  readonly isRepeatable: boolean;
  /** The request with this token, ready to be sent; `undefined`: without any authorization. */
  readonly withToken: (accessToken: string | undefined) => RequestInit;
}

/** Headers that belong to the connection (RFC 9110 section 7.6.1): `fetch` sets or refuses them. */
const OF_THE_CONNECTION = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/**
 * Checks a request before anything is asked for or sent.
 *
 * @param apiUrl the setting `routee.apiUrl`: the token goes to its origin and to no other
 * @throws {RouteeError} `invalidEndpoint` for that setting; `foreignOrigin` when the request goes somewhere else;
 * `invalidRequest` when it cannot be sent as it is
 */
export function prepareRequest(request: ApiRequest, apiUrl: string): PreparedRequest {
  const api = parseEndpoint(apiUrl, SETTINGS.apiUrl);
  const url = parseTarget(request.url);
  // The origin of `blob:https://…` is that of the address in it.
  if (url.origin !== api.origin || url.protocol !== api.protocol) {
    throw new RouteeError(
      'foreignOrigin',
      l10n.t(
        'The token is sent only to {0}, but this request goes to {1}.',
        api.origin,
        url.origin === api.origin ? url.protocol : url.origin,
      ),
      { setting: SETTINGS.apiUrl },
    );
  }
  if (url.username !== '' || url.password !== '') {
    throw new RouteeError(
      'invalidRequest',
      l10n.t(
        "The request's address contains a user name or password. Remove it: Routee expects a bearer token.",
      ),
    );
  }
  const { method, body } = request;
  const headers = readHeaders(request.headers ?? []);
  // A fragment is for the client alone (RFC 9110 section 4.2.5).
  url.hash = '';
  const init = (accessToken: string | undefined): RequestInit => {
    const all = new Headers(headers);
    if (accessToken === undefined) all.delete('authorization');
    else all.set('authorization', `Bearer ${accessToken}`);
    return {
      method,
      headers: all,
      ...(body === undefined ? {} : { body: body as RequestInit['body'] & {} }),
      ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
      // The token must not follow a redirect to wherever it points.
      redirect: 'manual',
      cache: 'no-store',
      credentials: 'omit',
    };
  };
  const isStream = body instanceof ReadableStream;
  if (!isStream) {
    checkSendable(url, init('token'));
  }
  return { url, isRepeatable: !isStream, withToken: init };
}

function parseTarget(value: string): URL {
  const url = URL.parse(value);
  if (url !== null) return url;
  throw new RouteeError(
    'invalidRequest',
    l10n.t('The request requires a complete address, such as https://connect.routee.net/sms.'),
  );
}

function readHeaders(pairs: readonly (readonly [string, string])[]): Headers {
  const headers = new Headers();
  for (const [name, value] of pairs) {
    if (!OF_THE_CONNECTION.has(name.toLowerCase())) {
      try {
        headers.append(name, value);
      } catch {
        throw new RouteeError(
          'invalidRequest',
          l10n.t("The header {0} can't be sent.", JSON.stringify(name)),
        );
      }
    }
  }
  return headers;
}

/** `fetch` refuses some methods, and a body with GET or HEAD; better to say so than to fail like a network. */
function checkSendable(url: URL, init: RequestInit): void {
  try {
    new Request(url, init);
  } catch {
    const { method = '' } = init;
    const hasBody = init.body !== undefined && /^(?:get|head)$/i.test(method);
    throw new RouteeError(
      'invalidRequest',
      hasBody
        ? l10n.t("A {0} request can't have a body. Remove the body, or use another method.", method)
        : l10n.t("The method {0} can't be sent.", JSON.stringify(method)),
    );
  }
}
