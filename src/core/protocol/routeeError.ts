/**
 * Why a request to Routee did not succeed. Stable: code decides by it, texts may change.
 *
 * - `credentialsRejected` the application id and secret do not belong together, or the application may not do this
 * - `invalidScope` the application does not have a scope that was asked for (RFC 6749 section 5.2)
 * - `refused` any other 4xx answer of the token endpoint
 * - `notFound` nothing at this address: most likely a wrong setting
 * - `rateLimited` 429
 * - `serverError` 5xx
 * - `badAnswer` an answer that is not what the protocol says
 * - `expiredToken` the server hands out a token that has already expired
 * - `redirected` the server points elsewhere; credentials are never sent after it
 * - `network` no answer
 * - `timeout` no complete answer in time
 * - `cancelled` the caller gave up
 * - `invalidEndpoint` the configured address cannot be used
 * - `invalidRequest` a request to a resource cannot be sent as it is
 * - `foreignOrigin` a request goes where no token may go
 */
export type RouteeErrorCode =
  | 'credentialsRejected'
  | 'invalidScope'
  | 'refused'
  | 'notFound'
  | 'rateLimited'
  | 'serverError'
  | 'badAnswer'
  | 'expiredToken'
  | 'redirected'
  | 'network'
  | 'timeout'
  | 'cancelled'
  | 'invalidEndpoint'
  | 'invalidRequest'
  | 'foreignOrigin';

export interface RouteeErrorOptions {
  readonly cause?: unknown;
  /** The server's `Retry-After`, in milliseconds from now. */
  readonly retryAfterMs?: number | undefined;
  /** The setting that has to be changed. */
  readonly setting?: string;
}

/** `message` is a sentence for people: what happened and what to do. It never holds a secret or a token. */
export class RouteeError extends Error {
  override readonly name = 'RouteeError';
  readonly code: RouteeErrorCode;
  readonly retryAfterMs: number | undefined;
  readonly setting: string | undefined;

  constructor(code: RouteeErrorCode, message: string, options: RouteeErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.code = code;
    this.retryAfterMs = options.retryAfterMs;
    this.setting = options.setting;
  }
}

/** The caller gave up, or was told already. Its message is shown to nobody: commands end in silence. */
export function cancelled(): RouteeError {
  return new RouteeError('cancelled', 'Cancelled');
}

/** Repeating the same request cannot help until a setting is changed. */
export function needsSetting(code: RouteeErrorCode): boolean {
  return code === 'invalidEndpoint' || code === 'notFound' || code === 'redirected';
}

/** Repeating the same request cannot help until the user changes the application. */
export function needsUser(code: RouteeErrorCode): boolean {
  return code === 'credentialsRejected' || code === 'invalidScope';
}
