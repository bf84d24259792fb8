import { typeOfBody } from '../../requests/model/plainBody.ts';
import { doubleQuoted } from './literals.ts';
import type { SampleBody, SampleHeader, SampleLanguage } from './sampleLanguage.ts';
import type { SampleRequest } from './sampleRequest.ts';

/** Headers that HTTP clients set themselves in any language. */
const BY_THE_CLIENT = /^(?:accept-encoding|connection|content-length|host|transfer-encoding)$/i;
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/**
 * Writes the request as code. The application's id and secret, and its token, are looked up in the environment.
 *
 * @param accessToken stands in the code instead of the look-up of the token
 * @returns the code, with a line end
 * @throws {RangeError} when the request has a method that not all HTTP clients know, or a header that none may send
 */
export function writeSample(request: SampleRequest, language: SampleLanguage, accessToken?: string): string {
  const method = request.method.toUpperCase();
  if (!METHODS.includes(method)) {
    throw new RangeError(`A request with the method ${method} cannot be written as code.`);
  }
  const url = safeUrl(request.url);
  const { host = '', path = '' } = SPLIT.exec(url)?.groups ?? {};
  const headers = mergeHeaders(request.headers);
  const body = bodyOf(request.body, headers);
  const isLiteral = accessToken !== undefined && request.authorization === 'bearer';
  if (isLiteral) {
    headers.push({ name: 'Authorization', text: `Bearer ${accessToken}` });
  } else if (request.authorization === 'bearer') {
    headers.push({ name: 'Authorization', text: 'Bearer ', then: language.token });
  } else if (request.authorization === 'basic') {
    headers.push({ name: 'Authorization', text: 'Basic ', then: language.basic });
  }
  const program = language.write({
    method,
    url,
    isHttps: !/^http:/i.test(url),
    host,
    path: path.startsWith('/') ? path : `/${path}`,
    headers,
    body,
    lookUp: isLiteral ? undefined : request.authorization,
  });
  return `${program.trim()}\n`;
}

const SPLIT = /^(?:https?:\/\/)?(?<host>[^/?]*)(?<path>.*)/i;

/** The address without its fragment; encodes characters that no request line may hold, but no braces: placeholders. */
function safeUrl(url: string): string {
  const [whole = ''] = url.toWellFormed().split('#');
  const encoded = whole.replace(/[^!-~]|["'<>\\^`|]/gu, (character) =>
    encodeURIComponent(character).replace("'", '%27'),
  );
  const { path = '' } = SPLIT.exec(encoded)?.groups ?? {};
  // Brackets may stand only around an IPv6 address (RFC 3986 section 3.2.2).
  return encoded.slice(0, encoded.length - path.length) + path.replace(/[[\]]/g, encodeURIComponent);
}

/** Merges headers of the same name (RFC 9110 section 5.3): most languages write them as a table. */
function mergeHeaders(headers: SampleRequest['headers']): SampleHeader[] {
  const merged = new Map<string, SampleHeader>();
  for (const { name, value } of headers) {
    // A token of RFC 9110 section 5.6.2.
    if (!/^[!#$%&'*+.^_`|~\w-]+$/.test(name) || /[\0\r\n]/.test(value)) {
      throw new RangeError(`The header ${doubleQuoted(name)} cannot be written as code.`);
    }
    if (!BY_THE_CLIENT.test(name)) {
      const known = merged.get(name.toLowerCase());
      merged.set(
        name.toLowerCase(),
        known === undefined ? { name, text: value } : { ...known, text: `${known.text}, ${value}` },
      );
    }
  }
  return [...merged.values()];
}

/** Adds a missing `Content-Type` to the headers: some clients do not send a body without one. */
function bodyOf(text: string | undefined, headers: SampleHeader[]): SampleBody | undefined {
  if (text === undefined || text === '') {
    return undefined;
  }
  const json = formatJson(text);
  let type = headers.find(({ name }) => name.toLowerCase() === 'content-type');
  if (type === undefined) {
    type = { name: 'Content-Type', text: typeOfBody(text) };
    headers.push(type);
  }
  return { text, json, mediaType: type.text };
}

/** Formats JSON; `undefined` where it is no object or array, or a value would change: 1.0, 1e400, repeated keys. */
function formatJson(text: string): string | undefined {
  if (!/^\s*[[{]/.test(text)) {
    return undefined;
  }
  try {
    const value: unknown = JSON.parse(text);
    const compact = text.replace(/("(?:[^"\\]|\\.)*")|\s+/g, '$1');
    return JSON.stringify(value) === compact ? JSON.stringify(value, undefined, 2) : undefined;
  } catch {
    return undefined;
  }
}
