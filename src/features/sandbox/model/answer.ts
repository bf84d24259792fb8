/** A request as the sandbox reads it. */
export interface SandboxRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** With its `?`, or empty. */
  readonly query: string;
  /** The header by which a browser says which page asks. */
  readonly origin: string | undefined;
  readonly authorization: string | undefined;
  readonly contentType: string | undefined;
  readonly body: string;
}

/** A string body is sent as it is, anything else as JSON. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** A few words on why: never a secret or a token. */
  readonly note: string;
}

export function ok(body: unknown): Answer {
  return { status: 200, body, note: 'ok' };
}

/**
 * An error of a resource.
 *
 * @param code nine digits, which begin with the HTTP status
 */
export function refusal(code: string, developerMessage: string, more: object = {}): Answer {
  return {
    status: Number(code.slice(0, 3)),
    body: { code, developerMessage, ...more },
    note: developerMessage,
  };
}

/** An error that Spring answers by itself, outside of Routee's code. */
export function errorPage(
  [status, error]: readonly [status: number, error: string],
  message: string,
  path: string,
  now: number,
): Answer {
  return { status, body: { timestamp: now, status, error, message, path }, note: error.toLowerCase() };
}

export function wrongMethod(method: string, allowed: readonly string[], path: string, now: number): Answer {
  const message = `Request method '${method}' not supported`;
  return {
    ...errorPage([405, 'Method Not Allowed'], message, path, now),
    headers: { allow: allowed.join(', ') },
  };
}
