import * as l10n from '@vscode/l10n';

import { UnsupportedConstruct } from '../../../core/httpFile/fileVariables.ts';
import type { HttpRequest } from '../../../core/httpFile/httpFile.ts';
import { HTTP_METHODS, OTHER_PROTOCOLS } from '../../../core/httpFile/parser/parseRequestLine.ts';
import { parseJson } from '../../../core/kit/parseJson.ts';

export type PlainBody =
  | { readonly kind: 'text'; readonly text: string }
  /** `< path`, or `<@ path`, whose variables are replaced. */
  | { readonly kind: 'file'; readonly path: string; readonly hasVariables: boolean };

const DIFFERENT = (): UnsupportedConstruct =>
  new UnsupportedConstruct(l10n.t('a body that HTTP clients read differently'));

/** The media type of a body whose request names none. References in it stand for any value. */
export function typeOfBody(text: string): string {
  const isJson = /^\s*[[{]/.test(text) && parseJson(text.replaceAll(/\{\{[^{}\n]*\}\}/g, '0')) !== undefined;
  return isJson ? 'application/json' : 'text/plain';
}

const IN_BODY = (): string => l10n.t('a block comment or a response reference in its body');

/** Line beginnings in a body that REST Client sends, but httpYac reads as something else. */
const REFUSED: readonly (readonly [line: RegExp, construct: () => string])[] = [
  [/^[ \t]*(?:\/\*|<>)/m, IN_BODY],
  [
    /^[ \t]*(?:gql\s|query|mutation|subscription(?:[\s({]|$)|fragment\s+\S+\s+on\s)/m,
    () => l10n.t('a GraphQL body'),
  ],
  [/^[ \t]*proto\s+</m, () => l10n.t('a protocol other than HTTP')],
  [/^[ \t]*@[^\s=:]/m, () => l10n.t('a variable in the middle of the request')],
  [
    new RegExp(`^[ \\t]*(?:${[...HTTP_METHODS, ...OTHER_PROTOCOLS].join('|')})[ \\t]+\\S`, 'm'),
    () => l10n.t('a body followed by another request without ###'),
  ],
];

/** The body of a request, without the comments between its lines, which no client sends. */
export function readPlainBody(
  text: string,
  request: HttpRequest,
  resolve: (value: string) => string,
  contentType: string,
): PlainBody | undefined {
  refuseAfterwards(text.slice(request.headEnd, request.contentEnd));
  // In Markdown, some clients read # as a heading, others as a comment.
  const isMarkdown = contentType.startsWith('text/markdown');
  if (isMarkdown && /^[ \t]*(?:#|\/\/)/m.test(text.slice(request.headersEnd, request.contentEnd))) {
    throw DIFFERENT();
  }
  if (request.body === undefined) {
    return undefined;
  }
  const raw = text.slice(request.body.start, request.body.end);
  const refused = REFUSED.find(([line]) => line.test(raw));
  if (refused !== undefined) {
    throw new UnsupportedConstruct(refused[1]());
  }
  const lines = raw.split(/\r?\n/).filter((line) => !/^\s*(?:#|\/\/)/.test(line));
  const gap = text.slice(request.headersEnd, request.body.start).split('\n').slice(1, -1);
  // httpYac splits the body into a stream of messages here.
  if (
    !isPlainGap(gap, lines[0] ?? '') ||
    lines.some((line) => /={3}\s*(?:wait-for-server\s*)?$|<--->/.test(line))
  ) {
    throw DIFFERENT();
  }
  const isForm = /^application\/x-www-form-urlencoded\s*(?:;|$)/.test(contentType);
  const file = lines.findIndex((line) => /^\s*<(?:@\S*)?\s+\S/.test(line));
  if (file !== -1 && !isForm) {
    return readFileLine(lines, file, resolve);
  }
  const body = resolve(lines.join('\n'));
  const isNdjson = /^application\/x-ndjson\s*(?:;|$)/.test(contentType);
  return { kind: 'text', text: isForm ? encodeForm(body) : isNdjson ? `${body}\n` : body };
}

/** Whether one empty line separates head and body: REST Client sends any more, and without one reads a header. */
function isPlainGap(gap: readonly string[], first: string): boolean {
  const empty = gap.filter((line) => line.trim() === '').length;
  return empty === 1 || (empty === 0 && !/^\s*[!#$%&'*+.^`|~\w-]+\s*(?::|$)/.test(first));
}

/**
 * Encodes a form as both clients do. A form may continue on the next line, before or behind an ampersand. Refuses
 * blanks beside `=` and `&`, which only one of the clients keeps.
 */
function encodeForm(body: string): string {
  const lines = body.split('\n');
  const parts = lines.map((line) => line.trim()).filter((line) => line !== '');
  const goesOn = parts.every(
    (part, index) => index === 0 || part.startsWith('&') || parts[index - 1]?.endsWith('&') === true,
  );
  const form = parts.join('');
  const hasEnds = lines.some(
    (line, index) => line.trimEnd() !== line || (index === 0 && line.trimStart() !== line),
  );
  if (!goesOn || hasEnds || /[ \t][=&]|[=&][ \t]|[\\^|]|%[\da-f]?%|^<@?\S*\s/i.test(form)) {
    throw DIFFERENT();
  }
  // References stay as they are: a sample shows them.
  return form
    .toWellFormed()
    .replaceAll(
      /(\{\{[^{}\n]*\}\})|%(?![\dA-Fa-f]{2})|[^!#-;=?-Z[\]_a-z~]/gu,
      (part, reference?: string) => reference ?? encodeURI(part),
    );
}

function readFileLine(
  lines: readonly string[],
  index: number,
  resolve: (value: string) => string,
): PlainBody {
  const [, at, encoding, path] = /^<(?:(@)(\S*))?\s+(.+)$/.exec(lines[index]?.trimEnd() ?? '') ?? [];
  // An indented line is no reference to a file: clients send it as it is.
  if (path === undefined || lines.some((line, other) => other !== index && line.trim() !== '')) {
    throw new UnsupportedConstruct(l10n.t('a file within a body'));
  }
  if (encoding !== undefined && encoding !== '' && !/^utf-?8$/i.test(encoding)) {
    throw new UnsupportedConstruct(l10n.t('a file in the encoding {0}', encoding));
  }
  return { kind: 'file', path: resolve(path), hasVariables: at !== undefined };
}

/** Refuses steps that only some clients run after the answer. A saved answer may follow. */
function refuseAfterwards(rest: string): void {
  const response = /^[ \t]*HTTP\/\d[\d.]*\s+[1-5]\d\d(?!\d)/m.exec(rest)?.index ?? rest.length;
  const own = rest.slice(0, response);
  // httpYac also reads the saved answer.
  if (REFUSED.some(([line]) => line.test(rest.slice(response)))) throw DIFFERENT();
  if (/^[ \t]*\/\*[ \t]*$/m.test(own)) {
    throw new UnsupportedConstruct(IN_BODY());
  }
  if (/^[ \t]*\?\?/m.test(own)) {
    throw new UnsupportedConstruct(l10n.t('an assertion (??)'));
  }
  if (/^[ \t]*>/m.test(own)) {
    throw new UnsupportedConstruct(l10n.t('a response handler (>)'));
  }
}
