import { inSlices } from '../kit/slices.ts';
import type { Token } from './token.ts';
import { ApiAttempt, type ApiPorts } from './apiAttempt.ts';
import { prepareRequest, type ApiRequest, type PreparedRequest } from './apiRequest.ts';
import { decoding } from './readLimited.ts';
import { RouteeError } from './routeeError.ts';

/** Where the tokens of one application come from: a `TokenManager`, asked for that application. */
export interface TokenSource {
  /** @throws {RouteeError} why there is none */
  getToken(signal: AbortSignal | undefined): Promise<Token>;
  /** A resource has refused this token; the next `getToken` exchanges, unless another one has taken its place. */
  invalidate(accessToken: string): Promise<void>;
}

export interface SendOptions {
  /** The setting `routee.apiUrl`. */
  readonly apiUrl: string;
  readonly signal?: AbortSignal | undefined;
  /** `none`: also a redirect of a GET within the origin is an answer like others. */
  readonly redirects?: 'none' | 'withinOrigin';
}

export interface ApiAnswer {
  readonly status: number;
  readonly statusText: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array;
  /** The body, decoded. */
  readonly text: string;
  /** `false`: only the first 10 MB of the body were read. */
  readonly isComplete: boolean;
  /** One or two; the last is the one that was answered with this. */
  readonly attempts: readonly AttemptSummary[];
  /** The token that was sent with the last attempt. */
  readonly token: Token;
  /** Set when the answer is 401 or 403. */
  readonly denial: Denial | undefined;
}

interface AttemptSummary {
  readonly status: number;
  readonly durationMs: number;
}

/**
 * Why the answer is still 401 or 403.
 *
 * - `newTokenToo` a new token was refused as well
 * - `sameToken` the exchange returned the very token that was refused: repeating the request is of no use
 * - `noNewToken` there was no new token; `error` says why
 * - `notRepeated` the body of the request can be sent only once
 */
export type Denial =
  | { readonly kind: 'newTokenToo' | 'sameToken' | 'notRepeated' }
  | { readonly kind: 'noNewToken'; readonly error: RouteeError };

/**
 * Sends a request with the application's bearer token (RFC 6750 section 2.1). On a 401 or 403 that token is
 * invalidated, a new one is exchanged, and the request is repeated, once, as Routee's page "Get Authenticated" asks.
 *
 * The token goes to the origin of `apiUrl` and never to another, redirected or not.
 *
 * @throws {RouteeError} when there is no answer: `foreignOrigin`, `invalidRequest`, `invalidEndpoint`, `network`,
 * `timeout`, `cancelled`, or why there is no token to begin with
 */
export async function sendAuthorized(
  request: ApiRequest,
  tokens: TokenSource,
  ports: ApiPorts,
  { apiUrl, signal, redirects }: SendOptions,
): Promise<ApiAnswer> {
  const prepared = prepareRequest(request, apiUrl);
  const token = await tokens.getToken(signal);
  const options = { signal, redirects };
  const first = await ApiAttempt.send(prepared, token.accessToken, ports, options);
  if (!first.isRefused) {
    return finish(first, token, []);
  }
  const next = await first.whilePaused(renew(prepared, token, tokens, signal)).catch((error: unknown) => {
    first.leave();
    throw error;
  });
  if ('kind' in next) {
    return finish(first, token, [], next);
  }
  first.leave();
  const second = await ApiAttempt.send(prepared, next.accessToken, ports, options);
  return finish(second, next, [summary(first)], second.isRefused ? { kind: 'newTokenToo' } : undefined);
}

/** A token that is worth another attempt, or why there is none. */
async function renew(
  { isRepeatable }: PreparedRequest,
  refused: Token,
  tokens: TokenSource,
  signal: AbortSignal | undefined,
): Promise<Token | Denial> {
  await tokens.invalidate(refused.accessToken);
  if (!isRepeatable) {
    return { kind: 'notRepeated' };
  }
  try {
    const next = await tokens.getToken(signal);
    return next.accessToken === refused.accessToken ? { kind: 'sameToken' } : next;
  } catch (error) {
    if (error instanceof RouteeError && error.code !== 'cancelled') {
      return { kind: 'noNewToken', error };
    }
    throw error;
  }
}

async function finish(
  attempt: ApiAttempt,
  token: Token,
  before: readonly AttemptSummary[],
  denial?: Denial,
): Promise<ApiAnswer> {
  const { bytes, isComplete } = await attempt.read();
  const { status, statusText, headers } = attempt.response;
  return {
    status,
    statusText,
    headers: [...headers],
    body: bytes,
    text: await inSlices(decoding(bytes, headers.get('content-type'))),
    isComplete,
    attempts: [...before, summary(attempt)],
    token,
    denial,
  };
}

function summary({ response, durationMs }: ApiAttempt): AttemptSummary {
  return { status: response.status, durationMs };
}
