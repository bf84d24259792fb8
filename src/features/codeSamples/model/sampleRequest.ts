import { TOKEN_VARIABLE } from '../../../core/tokens/variableNames.ts';

/** The proof of identity: `basic` the application's id and secret, `bearer` its token. */
export type SampleAuthorization = 'basic' | 'bearer';

/** A request to be written as code. */
export interface SampleRequest {
  /** In capitals. */
  readonly method: string;
  /** Absolute, or beginning with a placeholder such as `{{baseUrl}}`. */
  readonly url: string;
  /** Without `Authorization`: see {@link SampleRequest.authorization}. */
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly body: string | undefined;
  readonly authorization: SampleAuthorization | undefined;
}

/** The environment variables that samples read; none of their values is ever in a sample. */
export const VARIABLES = {
  id: 'ROUTEE_APPLICATION_ID',
  secret: 'ROUTEE_APPLICATION_SECRET',
  token: TOKEN_VARIABLE,
} as const;

/** The token exchange (RFC 6749 section 4.4.2) as a sample; scopes as in `TokenCredentials`. */
export function exchangeSample(authUrl: string, scopes: readonly string[]): SampleRequest {
  const body = new URLSearchParams({ grant_type: 'client_credentials' });
  if (scopes.length > 0) {
    body.set('scope', scopes.join(' '));
  }
  return {
    method: 'POST',
    url: authUrl,
    headers: [
      { name: 'Accept', value: 'application/json' },
      { name: 'Content-Type', value: 'application/x-www-form-urlencoded' },
    ],
    body: body.toString(),
    authorization: 'basic',
  };
}

/** A call of Routee's API with a token and, unless there is none, a JSON body. */
export function apiSample(method: string, url: string, json: unknown): SampleRequest {
  const accept = { name: 'Accept', value: 'application/json' };
  const type = { name: 'Content-Type', value: 'application/json' };
  return {
    method,
    url,
    headers: json === undefined ? [accept] : [accept, type],
    body: json === undefined ? undefined : JSON.stringify(json),
    authorization: 'bearer',
  };
}
