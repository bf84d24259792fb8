import type { HttpFile, HttpRequest } from '../../../core/httpFile/httpFile.ts';
import { locateCursor } from '../../../core/httpFile/locateCursor.ts';
import { parseHttpFile } from '../../../core/httpFile/parser/parseHttpFile.ts';
import { readCredential } from '../../../core/httpFile/plan/readCredential.ts';
import { isSecretName } from '../../../core/kit/secretNames.ts';
import { SampleVariables } from './sampleVariables.ts';
import type { SampleAuthorization, SampleRequest } from './sampleRequest.ts';

export interface HttpFileSample {
  readonly request: SampleRequest;
  /** What the sample leaves for its reader to fill in, as it stands in the code, each once. */
  readonly open: readonly string[];
}

/**
 * The request at an offset of a `.http` file, or the only one that there is. File variables are resolved, except those
 * whose name says that they hold a secret; `Authorization` becomes a look-up, whatever it holds. What only a client
 * knows (environments, dynamic variables, other requests, files) stays a placeholder.
 *
 * @param routee where tokens and credentials may go: a request to another server gets a placeholder for them, one to
 *   the API without any `Authorization` gets the token
 * @returns `undefined` where no request is
 */
export function sampleFromHttpFile(
  text: string,
  offset: number,
  routee: { readonly apiUrl: string; readonly authUrl: string },
): HttpFileSample | undefined {
  const file = parseHttpFile(text);
  const request = requestAt(file, text, offset);
  if (request === undefined) {
    return undefined;
  }
  const variables = new SampleVariables(text, file, request.line.start);
  const headers: { name: string; value: string }[] = [];
  let credential: string | undefined;
  for (const { name, value: range } of request.headers) {
    const value = text.slice(range.start, range.end).replace(/(?<!\s)\s*\n\s*/g, ' ');
    if (name.toLowerCase() === 'authorization') {
      credential = value;
    } else if (isSecretName(name)) {
      // What the file holds of a secret does not get into a sample.
      headers.push({ name, value: variables.leave(`{{${name.toLowerCase()}}}`) });
    } else {
      headers.push({ name, value: variables.resolve(value) });
    }
  }
  const url = resolveUrl(request, headers, variables);
  const isRoutee = hasOpenHost(url) || isAt(url, routee.apiUrl) || isAt(url, routee.authUrl);
  let authorization: SampleAuthorization | undefined;
  if (credential !== undefined) {
    authorization = isRoutee ? readAuthorization(credential, variables) : undefined;
    if (authorization === undefined) {
      headers.push({ name: 'Authorization', value: variables.leave('{{authorization}}') });
    }
  } else if (!hasOpenHost(url) && isAt(url, routee.apiUrl)) {
    authorization = 'bearer';
  }
  const body = readBody(text, request, headers, variables);
  return {
    request: { method: request.method.toUpperCase(), url, headers, body, authorization },
    open: variables.open,
  };
}

function hasOpenHost(url: string): boolean {
  return /^(?:https?:\/\/)?[^/?]*\{\{/i.test(url);
}

/** Whether a request to this address goes to the server at the other. */
export function isAt(url: string, address: string): boolean {
  const origin = (text: string): string | undefined => {
    // A backslash is a slash here, and is encoded in the code; a user name may pass for a host.
    const parsed = text.includes('\\') || !URL.canParse(text) ? undefined : new URL(text);
    return parsed?.username === '' && parsed.password === '' ? parsed.origin : undefined;
  };
  return origin(url) !== undefined && origin(url) === origin(address);
}

function requestAt(file: HttpFile, text: string, offset: number): HttpRequest | undefined {
  const place = locateCursor(file, text, offset);
  const at = 'request' in place ? place.request : undefined;
  return at ?? (file.requests.length === 1 ? file.requests[0] : undefined);
}

/** `undefined` for a scheme that is not Routee's. A value without a scheme is a token that lacks it. */
function readAuthorization(value: string, variables: SampleVariables): SampleAuthorization | undefined {
  const { scheme, reference } = readCredential(value, { start: 0, end: value.length });
  if (scheme === undefined && reference !== undefined) {
    const inside = variables.valueOf(reference);
    return inside === undefined || inside.startsWith('{{') ? 'bearer' : readAuthorization(inside, variables);
  }
  return scheme === undefined || scheme === 'bearer' ? 'bearer' : scheme === 'basic' ? 'basic' : undefined;
}

/** With the header `Host` in front of a mere path. */
function resolveUrl(
  { url: written }: HttpRequest,
  headers: readonly { readonly name: string; readonly value: string }[],
  variables: SampleVariables,
): string {
  const url = variables.resolve(written.trim());
  if (!url.startsWith('/')) {
    return /^(?:https?:\/\/|\{\{)/i.test(url) ? url : `https://${url}`;
  }
  const host = headers.find(({ name }) => name.toLowerCase() === 'host')?.value;
  return `https://${host ?? variables.leave('{{host}}')}${url}`;
}

function readBody(
  text: string,
  { body: range }: HttpRequest,
  headers: readonly { readonly name: string; readonly value: string }[],
  variables: SampleVariables,
): string | undefined {
  if (range === undefined) {
    return undefined;
  }
  const written = text.slice(range.start, range.end).replaceAll('\r\n', '\n').trim();
  // `< file` and `<@ file` send a file; the text of XML has no blank there.
  const withoutFiles = written.replace(/^<@?\w*[ \t]+(\S.*)$/gm, (_line, file: string) =>
    variables.leave(`{{contents of ${file.trim()}}}`),
  );
  const isForm = headers.some(
    ({ name, value }) => name.toLowerCase() === 'content-type' && /x-www-form-urlencoded/i.test(value),
  );
  return variables.resolve(
    isForm ? withoutFiles.replace(/(?<!\s)([^\S\n]*)\n\s*(?=&)|(?<=&)\s*\n/g, '$1') : withoutFiles,
  );
}
