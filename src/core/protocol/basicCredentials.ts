import { toBase64 } from '../kit/toBase64.ts';

const utf8 = new TextEncoder();

/**
 * The value of the `Authorization` header of the token request: `Basic BASE64(id ":" secret)`, UTF-8, standard
 * Base64 (RFC 7617 section 2). The two parts are **not** form-encoded first, unlike RFC 6749 section 2.3.1 says:
 * Routee's page "Get Authenticated" shows the plain string, and encoding would change a secret with `-` or `_`.
 *
 * @throws {RangeError} when the id holds a colon: the server would split the pair at the wrong place.
 */
export function encodeBasicCredentials(id: string, secret: string): string {
  if (id.includes(':')) {
    throw new RangeError('An application id cannot hold a colon.');
  }
  return `Basic ${pair(id, secret)}`;
}

/** The secrets of an application, masked wherever a server echoes them: its Basic credentials and its secret. */
export function secretsOf({ id, secret }: { readonly id: string; readonly secret: string }): string[] {
  return [pair(id, secret), secret];
}

/**
 * The pair in a Base64 text, or `undefined` when it holds none. The id ends at the first colon (RFC 7617 section 2);
 * the Base64 may lack its padding, as it does when copied by hand.
 */
export function decodeBasicCredentials(base64: string): { id: string; secret: string } | undefined {
  if (!/^[A-Za-z0-9+/]{4,}={0,2}$/.test(base64)) {
    return undefined;
  }
  let text: string;
  try {
    const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
    // `echo` without `-n` adds a line end.
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/\r?\n$/, '');
  } catch {
    return undefined;
  }
  const colon = text.indexOf(':');
  return colon > 0 && colon < text.length - 1 && !/\p{Cc}/u.test(text)
    ? { id: text.slice(0, colon), secret: text.slice(colon + 1) }
    : undefined;
}

const pair = (id: string, secret: string): string => toBase64(utf8.encode(`${id}:${secret}`));
