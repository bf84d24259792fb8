import { encodeBasicCredentials } from './basicCredentials.ts';

export interface TokenCredentials {
  readonly id: string;
  readonly secret: string;
  /** Scopes to ask for; none asks for all that the application has. */
  readonly scopes: readonly string[];
}

/**
 * The token request: client credentials grant (RFC 6749 section 4.4.2), client authentication by HTTP Basic.
 *
 * @throws {RangeError} when the id holds a colon.
 */
export function tokenRequest(credentials: TokenCredentials): RequestInit {
  const body = new URLSearchParams({ grant_type: 'client_credentials' });
  if (credentials.scopes.length > 0) {
    body.set('scope', credentials.scopes.join(' '));
  }
  return {
    method: 'POST',
    headers: {
      Accept: 'application/json',
      Authorization: encodeBasicCredentials(credentials.id, credentials.secret),
      'Content-Type': 'application/x-www-form-urlencoded',
    },
    body: body.toString(),
    // Basic credentials must not follow a redirect to wherever it points.
    redirect: 'manual',
    cache: 'no-store',
    credentials: 'omit',
  };
}
