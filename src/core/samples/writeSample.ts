import { doubleQuoted } from './literals.ts';
import { MARK, type MarkedRequest, type SampleBody, type SampleLanguage } from './sampleLanguage.ts';
import type { SampleRequest } from './sampleRequest.ts';

/** These are the HTTP client's own business in any language. */
const BY_THE_CLIENT = /^(?:accept-encoding|connection|content-length|host|transfer-encoding)$/i;
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
const MARKED = /@?(["'])([^"'\n]*?)(zRoutee\w+?z)\1|zRoutee\w+?z/g;

/**
 * Writes the request as code. The application's id and secret, and its token, are looked up in the environment.
 *
 * @param accessToken stands in the code instead of the look-up of the token
 * @returns the code, with a line end
 * @throws {RangeError} when the request has a method that not all HTTP clients know, or a header that none may send
 */
export function writeSample(request: SampleRequest, language: SampleLanguage, accessToken?: string): string {
  const marks = new Map<string, Value>();
  const marked = markRequest(request, language, accessToken, marks);
  const body = bodyOf(request);
  const isLiteral = accessToken !== undefined && request.authorization === 'bearer';
  const uses = { lookUp: isLiteral ? undefined : request.authorization, body };
  const code = language.finish(language.write(marked), uses);
  const fill = (whole: string, _quote?: string, prefix?: string, inQuotes?: string): string => {
    const value = marks.get(inQuotes ?? whole);
    if (value === undefined) {
      throw new Error(`There is no value for ${whole}`);
    }
    return express(value, prefix ?? '', language);
  };
  // Last, so that nothing that is done to the code is done to a value.
  return `${code.trimEnd().replace(MARKED, fill)}\n`;
}

/** A text, perhaps followed by what an expression gives; or an expression. */
type Value = { readonly text: string; readonly then?: string } | { readonly code: string };

function express(value: Value, prefix: string, language: SampleLanguage): string {
  if ('code' in value) {
    return value.code;
  }
  const text = prefix + value.text;
  return value.then === undefined ? language.quote(text) : language.append(text, value.then);
}

function markRequest(
  request: SampleRequest,
  language: SampleLanguage,
  accessToken: string | undefined,
  marks: Map<string, Value>,
): MarkedRequest {
  const method = request.method.toUpperCase();
  if (!METHODS.includes(method)) {
    throw new RangeError(`A request with the method ${method} cannot be written as code.`);
  }
  const url = safeUrl(request.url);
  const { scheme = 'https', host = '', path = '' } = SPLIT.exec(url)?.groups ?? {};
  marks.set(MARK.url, { text: url });
  marks.set(MARK.host, { text: host });
  marks.set(MARK.path, { text: path.startsWith('/') ? path : `/${path}` });
  const headers: Record<string, string> = {};
  const add = (name: string, value: Value): void => {
    const mark = MARK.header(marks.size);
    marks.set(mark, value);
    headers[name] = mark;
  };
  const body = bodyOf(request);
  const sent = mergeHeaders(request.headers);
  if (body !== undefined && ![...sent.keys()].some((name) => /^content-type$/i.test(name))) {
    // Some clients do not send a body without any.
    sent.set('Content-Type', body.json === undefined ? 'text/plain' : 'application/json');
  }
  for (const [name, value] of sent) {
    add(name, { text: value });
    if (/^content-type$/i.test(name)) {
      marks.set(MARK.mediaType, { text: value });
    }
  }
  if (request.authorization === 'basic') {
    add('Authorization', { text: 'Basic ', then: language.basic });
  } else if (request.authorization === 'bearer') {
    add(
      'Authorization',
      accessToken === undefined
        ? { text: 'Bearer ', then: language.token }
        : { text: `Bearer ${accessToken}` },
    );
  }
  if (body !== undefined) {
    marks.set(MARK.body, { code: language.body?.(body) ?? language.quote(body.text) });
  }
  return { method, isHttps: scheme !== 'http', headers, hasBody: body !== undefined };
}

const SPLIT = /^(?:(?<scheme>https?):\/\/)?(?<host>[^/?]*)(?<path>.*)/;

/** Without its fragment, and with the characters encoded that no request line may hold. Braces mark placeholders. */
function safeUrl(url: string): string {
  const [whole = ''] = url.toWellFormed().split('#');
  const encoded = whole.replace(/[^!-~]|["'<>\\^`|]/gu, (character) =>
    encodeURIComponent(character).replace("'", '%27'),
  );
  const { path = '' } = SPLIT.exec(encoded)?.groups ?? {};
  // curl takes brackets for a pattern, but knows those of an IPv6 address.
  return encoded.slice(0, encoded.length - path.length) + path.replace(/[[\]]/g, encodeURIComponent);
}

/** Headers of the same name as one (RFC 9110 section 5.3), for most languages write them as a table. */
function mergeHeaders(headers: SampleRequest['headers']): Map<string, string> {
  const merged = new Map<string, string>();
  for (const { name, value } of headers) {
    if (!/^[\w-]+$/.test(name) || /[\0\r\n]/.test(value)) {
      throw new RangeError(`The header ${doubleQuoted(name)} cannot be written as code.`);
    }
    if (!BY_THE_CLIENT.test(name)) {
      const known = [...merged.keys()].find((other) => other.toLowerCase() === name.toLowerCase());
      const before = known === undefined ? undefined : merged.get(known);
      merged.set(known ?? name, before === undefined ? value : `${before}, ${value}`);
    }
  }
  return merged;
}

function bodyOf({ body: text }: SampleRequest): SampleBody | undefined {
  return text === undefined || text === '' ? undefined : { text, json: formatJson(text) };
}

/** `undefined` where the text is no JSON object or array, or would not stay the same: 1.0, 1e400, keys given twice. */
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
