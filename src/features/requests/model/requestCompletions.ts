import * as l10n from '@vscode/l10n';

import { knownScopes } from '../../../core/applications/knownScopes.ts';
import type { HttpFile, HttpRequest } from '../../../core/httpFile/httpFile.ts';
import { lastStarted } from '../../../core/httpFile/locateCursor.ts';
import type { TextRange } from '../../../core/kit/textEdit.ts';
import { FileVariables } from '../../../core/httpFile/fileVariables.ts';
import { fileConventions, goesTo } from './fileConventions.ts';
import {
  addressTemplate,
  requestTemplate,
  targetTemplate,
  type RequestConventions,
  type RequestTemplate,
} from './requestTemplate.ts';
import {
  bodyCompletions,
  queryCompletions,
  type RequestCompletion,
  type RequestCompletions,
} from './parameterCompletions.ts';
import { resourceOf } from './resourceAt.ts';
import { RESOURCES, type RouteeResource } from '../../../core/resources/resources.ts';
import { escapeSnippet, snippetText, TOKEN_REQUEST, TOKEN_WORD } from './snippets.ts';

/** Completions at an offset of a `.http` file: whole requests, Routee's addresses, authorisation and scopes. */
export function requestCompletions(
  text: string,
  file: HttpFile,
  offset: number,
  apiUrl: string,
): RequestCompletions | undefined {
  const request = lastStarted(file.requests, offset);
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const before = text.slice(lineStart, offset);
  // To the parser, a header without a colon ends the headers, one line too early.
  const nextLine = request && text.indexOf('\n', request.headersEnd) + 1;
  const isHead =
    request !== undefined &&
    request.line.start < lineStart &&
    (lineStart <= request.headersEnd || lineStart === nextLine);
  if (!isHead && /^\s*r[\w-]*$/i.test(before)) {
    return wholeRequests(text, offset, before.trimStart(), fileConventions(text, file, apiUrl, lineStart));
  }
  if (request === undefined) return undefined;
  const { body, line } = request;
  const conventions = fileConventions(text, file, apiUrl, line.start - 1);
  if (lineStart <= line.start && line.start <= offset) {
    return (
      queries(text, offset, before, resourceOf(text, file, request, [apiUrl])) ??
      addresses(text, offset, before, request, conventions)
    );
  }
  if (isHead && goesTo(apiUrl, request, text, new FileVariables(text, file))) {
    return authorizations(text, offset, lineStart, before, conventions.authorization);
  }
  if (!body || offset < body.start || body.end < offset) return undefined;
  const ofToken = scopes(text, offset, body);
  if (ofToken !== undefined) return ofToken;
  const resource = resourceOf(text, file, request, [apiUrl]);
  return resource && bodyCompletions(text, offset, body, resource);
}

/** The requests that a word stands for, as *New Request* writes them. */
function wholeRequests(
  text: string,
  offset: number,
  typed: string,
  conventions: RequestConventions,
): RequestCompletions {
  const rest = /^[\w-]*/.exec(text.slice(offset, lineEnd(text, offset)))?.[0] ?? '';
  const itemOf = (word: string, detail: string, template: RequestTemplate): RequestCompletion => ({
    kind: 'request',
    label: word,
    filter: word,
    detail,
    snippet: snippetText([...template, '\n']),
  });
  const items = [
    ...RESOURCES.flatMap((resource) =>
      resource.word === undefined
        ? []
        : {
            ...itemOf(resource.word, detailOf(resource), requestTemplate(resource, conventions)),
            resource,
          },
    ),
    itemOf(TOKEN_WORD, l10n.t('Get a token'), TOKEN_REQUEST),
  ];
  return { range: { start: offset - typed.length, end: offset + rest.length }, items };
}

function addresses(
  text: string,
  offset: number,
  before: string,
  request: HttpRequest,
  conventions: RequestConventions,
): RequestCompletions | undefined {
  const [, method, typed] = /^\s*([A-Z]+)[ \t]+(\S*)$/.exec(before) ?? [];
  if (method === undefined || typed === undefined) return undefined;
  const isBare = request.headers.length === 0 && request.body === undefined;
  const rest = /^\S*/.exec(text.slice(offset, lineEnd(text, offset)))?.[0] ?? '';
  const items = RESOURCES.filter((resource) => resource.method === method).map(
    (resource): RequestCompletion => ({
      kind: 'resource',
      label: resource.path,
      filter: `${conventions.base}${resource.path} ${resource.title}`,
      detail: detailOf(resource),
      // A lone request line becomes a whole request.
      snippet: snippetText((isBare ? targetTemplate : addressTemplate)(resource, conventions)),
      resource,
    }),
  );
  return { range: { start: offset - typed.length, end: offset + rest.length }, items };
}

/** `undefined` outside of a query. */
function queries(
  text: string,
  offset: number,
  before: string,
  resource: RouteeResource | undefined,
): RequestCompletions | undefined {
  const [, behind] = /^\s*[A-Z]+[ \t]+[^\s?#]*\?([^\s#]*)$/.exec(before) ?? [];
  if (behind === undefined || resource === undefined) return undefined;
  const rest = /^[^\s&#]*/.exec(text.slice(offset, lineEnd(text, offset)))?.[0] ?? '';
  const present = new Set(behind.split('&').map((part) => part.split('=')[0] ?? ''));
  const { typed, items } = queryCompletions(behind.split('&').at(-1) ?? '', present, resource);
  return { range: { start: offset - typed.length, end: offset + rest.length }, items };
}

function detailOf({ title, purpose, scope }: RouteeResource): string {
  return `${title}: ${purpose}${scope === undefined ? '' : ` (${l10n.t('scope {0}', scope)})`}`;
}

function authorizations(
  text: string,
  offset: number,
  lineStart: number,
  before: string,
  authorization: string,
): RequestCompletions | undefined {
  const value = /^\s*authorization[ \t]*:[ \t]*/i.exec(before)?.[0];
  const isName = /^\s*a[a-z]*$/i.test(before);
  if (value === undefined && !isName) return undefined;
  const start = lineStart + (value?.length ?? /^\s*/.exec(before)?.[0].length ?? 0);
  const written = isName ? `Authorization: ${authorization}` : authorization;
  const item: RequestCompletion = {
    kind: 'header',
    label: written,
    filter: written,
    detail: l10n.t('Insert Token sets the variable'),
    snippet: escapeSnippet(written),
  };
  return { range: { start, end: lineEnd(text, offset) }, items: [item] };
}

function scopes(text: string, offset: number, body: TextRange): RequestCompletions | undefined {
  const whole = text.slice(body.start, body.end);
  if (!/(?:^|[&\n])[ \t]*grant_type=client_credentials\b/.test(whole)) return undefined;
  const given = /(?:^|[&\n])[ \t]*scope=([\w .+%-]*)$/.exec(text.slice(body.start, offset))?.[1];
  if (given === undefined) return undefined;
  const typed = given.replaceAll('%20', '   ').split(/\W/).at(-1) ?? '';
  const rest = /^\w*/.exec(text.slice(offset, body.end))?.[0] ?? '';
  const present = new Set(given.slice(0, given.length - typed.length).split(/%20|[ +]/));
  const items = knownScopes()
    .filter(({ scope }) => !present.has(scope))
    .map(({ scope, purpose }): RequestCompletion => ({
      kind: 'scope',
      label: scope,
      filter: scope,
      detail: purpose,
      snippet: scope,
    }));
  return { range: { start: offset - typed.length, end: offset + rest.length }, items };
}

/** Where the line at `offset` ends, without its line end. */
function lineEnd(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  const end = newline === -1 ? text.length : newline;
  return text[end - 1] === '\r' && end > offset ? end - 1 : end;
}
