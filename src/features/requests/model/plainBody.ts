import * as l10n from '@vscode/l10n';

import { UnsupportedConstruct } from '../../../core/httpFile/fileVariables.ts';
import type { HttpRequest } from '../../../core/httpFile/httpFile.ts';

export type PlainBody =
  | { readonly kind: 'text'; readonly text: string }
  /** `< path`, or `<@ path`, whose variables are replaced. */
  | { readonly kind: 'file'; readonly path: string; readonly hasVariables: boolean };

/** The body of a request, without the comments between its lines, which no client sends. */
export function readPlainBody(
  text: string,
  request: HttpRequest,
  resolve: (value: string) => string,
  contentType: string,
): PlainBody | undefined {
  refuseAfterwards(text.slice(request.headEnd, request.contentEnd));
  if (request.body === undefined) {
    return undefined;
  }
  const raw = text.slice(request.body.start, request.body.end);
  if (/^[ \t]*(?:\/\*|<>)/m.test(raw)) {
    throw new UnsupportedConstruct(l10n.t('a block comment or a reference to a response in its body'));
  }
  const lines = raw.split(/\r?\n/).filter((line) => !/^\s*(?:#|\/\/)/.test(line));
  const file = lines.findIndex((line) => /^\s*<(?:@\S*)?\s+\S/.test(line));
  if (file !== -1) {
    return readFileLine(lines, file, resolve);
  }
  const isForm = contentType.startsWith('application/x-www-form-urlencoded');
  // Clients let a form go on in the next line for reading's sake.
  const body = isForm ? lines.join('\n').replaceAll(/(?<!\s)([^\S\n]*)\n\s*&/g, '$1&') : lines.join('\n');
  return { kind: 'text', text: resolve(body) };
}

function readFileLine(
  lines: readonly string[],
  index: number,
  resolve: (value: string) => string,
): PlainBody {
  const [, at, encoding, path] = /^<(?:(@)(\S*))?\s+(.+)$/.exec(lines[index]?.trim() ?? '') ?? [];
  if (lines.some((line, other) => other !== index && line.trim() !== '')) {
    throw new UnsupportedConstruct(l10n.t('a file within a body'));
  }
  if (encoding !== undefined && encoding !== '' && !/^utf-?8$/i.test(encoding)) {
    throw new UnsupportedConstruct(l10n.t('a file in the encoding {0}', encoding));
  }
  return { kind: 'file', path: resolve(path ?? ''), hasVariables: at !== undefined };
}

/** What only another client does once the answer is there. */
function refuseAfterwards(rest: string): void {
  if (/^[ \t]*\?\?/m.test(rest)) {
    throw new UnsupportedConstruct(l10n.t('an assertion (??)'));
  }
  if (/^[ \t]*>/m.test(rest)) {
    throw new UnsupportedConstruct(l10n.t('something to do with the response (>)'));
  }
}
