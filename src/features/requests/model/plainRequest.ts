import * as l10n from '@vscode/l10n';

import { FileVariables, UnsupportedConstruct } from '../../../core/httpFile/fileVariables.ts';
import type { HttpFile, HttpRequest } from '../../../core/httpFile/httpFile.ts';
import { readPlainBody, type PlainBody } from './plainBody.ts';

/** A request as it would go over the wire, but for its authorization. */
export interface PlainRequest {
  readonly method: string;
  /** Complete, or a path where the file names no host. */
  readonly url: string;
  /** Without `Authorization`. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: PlainBody | undefined;
}

/** Directives in comments: all but these may change what is sent, or whether it is. */
const DIRECTIVE =
  /^[ \t]*(?:#+|\/\/+)[ \t]*@(?!(?:name|title|description|no-log|no-cookie-jar|tags?)\b)([\w-]+)/m;
/** Methods that httpYac and JetBrains use for other protocols than HTTP. */
const OTHER_PROTOCOL = /^(?:graphql|grpc|ws|websocket|wss|sse|eventsource|mqtt|amqp|rsocket)$/i;

/**
 * What a client without scripts, environments and history would send for this request.
 *
 * @throws {UnsupportedConstruct} naming the first construct that needs more than that
 */
export function readPlainRequest(text: string, file: HttpFile, request: HttpRequest): PlainRequest {
  refuseOtherThanHttp(text, file, request);
  const variables = new FileVariables(text, file);
  const at = request.line.start;
  const resolve = (value: string): string => variables.resolve(value, at);
  const headers = request.headers
    .filter(({ name }) => name.toLowerCase() !== 'authorization')
    .map(({ name, value }): [string, string] => [
      name,
      resolve(unfolded(text.slice(value.start, value.end))),
    ]);
  const header = (name: string): string =>
    headers.find(([other]) => other.toLowerCase() === name)?.[1].toLowerCase() ?? '';
  if (header('x-request-type') === 'graphql') {
    throw new UnsupportedConstruct(l10n.t('a GraphQL body'));
  }
  if (header('content-type').startsWith('multipart/')) {
    throw new UnsupportedConstruct(l10n.t('a multipart body'));
  }
  const url = withHost(resolve(request.url), header('host'));
  if (/[{}"<>\s\\]/.test(url)) {
    throw new UnsupportedConstruct(l10n.t('an address with a space or one of { } " < > \\ in it'));
  }
  return {
    method: request.method.toUpperCase(),
    url,
    headers,
    body: readPlainBody(text, request, resolve, header('content-type')),
  };
}

/** A value that goes on in the next, deeper line (obs-fold, RFC 9112 section 5.2). */
function unfolded(value: string): string {
  if (/\n[^\S\n]*(?:#|\/\/)/.test(value)) {
    throw new UnsupportedConstruct(l10n.t('a comment within a header'));
  }
  // From where the blanks begin only: a try at each of them takes quadratic time.
  return value.replaceAll(/(?:(?<![ \t])[ \t]+)?\r?\n[ \t]*/g, ' ');
}

function refuseOtherThanHttp(text: string, file: HttpFile, request: HttpRequest): void {
  const { range } = request;
  const isAround = (offset: number): boolean => offset >= range.start && offset < range.end;
  const ofAll = file.scripts.some(({ range: { start } }) =>
    /\{\{\s*[+@]/y.test(text.slice(start, start + 8)),
  );
  if (ofAll) {
    throw new UnsupportedConstruct(l10n.t('a script that runs for every request'));
  }
  if (file.scripts.some((script) => isAround(script.range.start))) {
    throw new UnsupportedConstruct(l10n.t('a script'));
  }
  if (file.variables.some(({ range: { start } }) => start > request.line.end && start < request.contentEnd)) {
    throw new UnsupportedConstruct(l10n.t('a variable in the middle of the request'));
  }
  const lead = text.slice(Math.max(range.start, file.start), request.line.start).split(/\r?\n/);
  if (lead.some((line) => line.trim() !== '' && !/^\s*(?:#|\/\/|@[\w-]+\s*:?=)/.test(line))) {
    throw new UnsupportedConstruct(l10n.t('something before its first line'));
  }
  const next = file.requests.find((other) => other.range.start === range.end);
  if (next !== undefined && request.body !== undefined && !/^\s*###/.test(text.slice(range.end))) {
    throw new UnsupportedConstruct(l10n.t('a body that another request follows without ###'));
  }
  const directive = DIRECTIVE.exec(text.slice(range.start, range.end))?.[1];
  if (directive !== undefined) {
    throw new UnsupportedConstruct(l10n.t('the directive @{0}', directive));
  }
  if (/^[ \t]*\.\.\./m.test(text.slice(request.line.end, request.headersEnd))) {
    throw new UnsupportedConstruct(l10n.t('headers from a variable (...)'));
  }
  if (OTHER_PROTOCOL.test(request.method) || /^(?!https?:)[a-z][a-z\d+.-]*:\/\//i.test(request.url)) {
    throw new UnsupportedConstruct(l10n.t('a protocol other than HTTP'));
  }
}

/** A path goes to the host of the `Host` header (RFC 9112 section 3.2.1). */
function withHost(url: string, host: string): string {
  if (/^https?:\/\//i.test(url) || host === '') {
    return url;
  }
  return url.startsWith('/') ? `https://${host}${url}` : url;
}
