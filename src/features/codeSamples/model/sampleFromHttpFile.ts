import * as l10n from '@vscode/l10n';

import { UnsupportedConstruct } from '../../../core/httpFile/fileVariables.ts';
import type { HttpFile, HttpRequest } from '../../../core/httpFile/httpFile.ts';
import { locateCursor } from '../../../core/httpFile/locateCursor.ts';
import { parseHttpFile } from '../../../core/httpFile/parser/parseHttpFile.ts';
import { readCredential } from '../../../core/httpFile/plan/readCredential.ts';
import { isAddress, isSecretName } from '../../../core/kit/secretNames.ts';
import { authorizationOf } from '../../requests/model/fileAuthorization.ts';
import { readPlainRequest, type PlainRequest } from '../../requests/model/plainRequest.ts';
import { SampleVariables } from './sampleVariables.ts';
import type { SampleAuthorization, SampleRequest } from './sampleRequest.ts';

export interface HttpFileSample {
  readonly request: SampleRequest;
  /** Placeholders for the reader to fill in, as they stand in the code, each once. */
  readonly open: readonly string[];
}

/**
 * The request at an offset of a `.http` file, or its only one, as *Send* sends it. Values whose names say that they are
 * secrets, and values that only a client knows (environments, dynamic variables, other requests, files), stay
 * placeholders. `Authorization` always becomes a look-up.
 *
 * @param routee where tokens and credentials may go: a request to another server gets a placeholder for them, one to
 *   the API without any `Authorization` gets the token
 * @returns `undefined` where there is no request
 * @throws {UnsupportedConstruct} for constructs that *Send* refuses
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
  const variables = new SampleVariables(text, file);
  const plain = readPlainRequest(text, file, request, variables);
  const headers = plain.headers.map(([name, value]) => ({ name, value }));
  const [path = '', ...query] = wholeUrl(plain.url, variables).split(/(?=[?#])/);
  for (const [part] of path.replaceAll(REFERENCE, '').matchAll(/\{[\w-]+\}/g)) variables.leave(part);
  const url = withoutPassword(path) + withoutSecrets(query.join(''), variables);
  const body = bodyOf(plain, variables);
  const credential = authorizationOf(text, request);
  const isRoutee = [routee.apiUrl, routee.authUrl].some(
    (address) => isAt(url, address) || mayBeAt(url, address),
  );
  let authorization: SampleAuthorization | undefined;
  if (credential === undefined) {
    authorization = isAt(url, routee.apiUrl) ? 'bearer' : undefined;
  } else if (isRoutee) {
    authorization = readAuthorization(credential, request.line.start, variables);
  }
  if (credential !== undefined && authorization === undefined) {
    headers.push({ name: 'Authorization', value: variables.leave('{{authorization}}') });
  }
  return { request: { method: plain.method, url, headers, body, authorization }, open: variables.open };
}

const REFERENCE = /\{\{[^{}\n]*\}\}/g;
/** A scheme, and the authority behind it; references as a whole. */
const ADDRESS = /^(?:(?:\{\{[^{}\n]*\}\}|[a-z\d+.-])+:\/\/)?((?:\{\{[^{}\n]*\}\}|[^/?#\\])*)/i;

/** Whether a host with placeholders may be that of the address: its known parts must match. */
function mayBeAt(url: string, address: string): boolean {
  const [first = '', ...middle] = (ADDRESS.exec(url)?.[1] ?? '').toLowerCase().split(REFERENCE);
  const last = middle.pop();
  if (last === undefined || !URL.canParse(address)) return false;
  const { host, hostname, protocol } = new URL(address);
  return [host, `${hostname}:${protocol === 'https:' ? 443 : 80}`].some((whole) => {
    let end = whole.startsWith(first) ? first.length : NaN;
    for (const part of middle) {
      const start = whole.indexOf(part, end);
      end = start < end || start === -1 ? NaN : start + part.length;
    }
    return whole.endsWith(last) && whole.length - last.length >= end;
  });
}

/** Whether a request to this address goes to the server at the other. */
export function isAt(url: string, address: string): boolean {
  const origin = (text: string): string | undefined => {
    // The parser reads a backslash as a slash, the code encodes it; and a user name may pass for a host.
    const parsed = text.includes('\\') ? null : URL.parse(text);
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
function readAuthorization(
  value: string,
  offset: number,
  variables: SampleVariables,
  depth = 0,
): SampleAuthorization | undefined {
  const { scheme, reference } = readCredential(value, { start: 0, end: value.length });
  if (scheme === undefined && reference !== undefined && depth < 10) {
    return readAuthorization(variables.written(reference, offset) ?? '', offset, variables, depth + 1);
  }
  return scheme === undefined || scheme === 'bearer' ? 'bearer' : scheme === 'basic' ? 'basic' : undefined;
}

/** Adds the scheme that people leave out. */
function wholeUrl(url: string, variables: SampleVariables): string {
  if (url.startsWith('/')) return `https://${variables.leave('{{host}}')}${url}`;
  return /^(?:https?:\/\/|\{\{)/i.test(url) ? url : `https://${url}`;
}

function bodyOf({ headers, body }: PlainRequest, variables: SampleVariables): string | undefined {
  if (body?.kind === 'file') return variables.leave(`{{contents of ${body.path}}}`);
  const isForm = headers.some(
    ([name, value]) => /^content-type$/i.test(name) && /x-www-form-urlenc/i.test(value),
  );
  return body && isForm ? withoutSecrets(body.text, variables) : body?.text;
}

/** Puts placeholders for parameters of a query or form whose names say that they are secrets. */
function withoutSecrets(parameters: string, variables: SampleVariables): string {
  return parameters.replaceAll(
    /(?<=^|[?&])([^=&?#]+)=([^&#]+)/g,
    (parameter, name: string, value: string) => {
      const isShown = !isSecretName(name) || isAddress(name, value) || value.startsWith('{{');
      return isShown ? parameter : `${name}=${variables.leave(`{{${name}}}`)}`;
    },
  );
}

/** Refuses an address with a user name and a password. */
function withoutPassword(url: string): string {
  if (/^[a-z]+:\/\/[^/@:]*:[^/@]*@/i.test(url.replaceAll(REFERENCE, ''))) {
    throw new UnsupportedConstruct(l10n.t('an address that contains a password'));
  }
  return url;
}
