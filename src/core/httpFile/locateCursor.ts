import { isCurl, isCurlArgument } from './curlCommand.ts';
import type { HttpFile, HttpRequest, HttpVariable } from './httpFile.ts';
import type { TextRange } from '../kit/textEdit.ts';

/** The part of a file that a cursor stands in. */
export type CursorPlace =
  | { readonly kind: 'variable'; readonly variable: HttpVariable }
  /** The title, comments, request line, headers, the empty line below them, the edge of a script, or a `curl` command. */
  | { readonly kind: 'request'; readonly request: HttpRequest }
  /** A body or what follows it, or an argument of `curl`; `range` is where a selection may be replaced. */
  | { readonly kind: 'body'; readonly request: HttpRequest; readonly range: TextRange }
  | { readonly kind: 'script'; readonly request: HttpRequest | undefined; readonly range: TextRange }
  | { readonly kind: 'between' };

/**
 * Says what is at an offset. Lines belong to a request from its title (or the line below its last variable definition)
 * to the empty line below its headers, and from there to its last line that is not empty; the rest is between requests.
 * Costs a binary search.
 */
export function locateCursor(file: HttpFile, text: string, offset: number): CursorPlace {
  const at = snap(text, Math.max(offset, file.start));
  const variable = touching(file.variables, at);
  if (variable) return { kind: 'variable', variable };
  const request = requestAt(file.requests, text, at);
  const script = touching(file.scripts, at);
  if (script?.code && script.code.start <= at && at <= script.code.end) {
    return { kind: 'script', request, range: script.code };
  }
  if (script && request) return { kind: 'request', request };
  if (!request) return { kind: 'between' };
  if (at < request.leadStart && !isOnTitle(request, text, at)) return { kind: 'between' };
  if (isCurl(request)) {
    const range = { start: request.line.start, end: request.contentEnd };
    if (at < range.start || at > range.end) return { kind: 'between' };
    return isCurlArgument(text.slice(range.start, at))
      ? { kind: 'body', request, range }
      : { kind: 'request', request };
  }
  if (at <= request.headEnd) return { kind: 'request', request };
  const range = { start: request.headEnd, end: request.contentEnd };
  return at <= range.end ? { kind: 'body', request, range } : { kind: 'between' };
}

/** An offset inside CRLF is that of the line's end. */
function snap(text: string, offset: number): number {
  return offset > 0 && text[offset] === '\n' && text[offset - 1] === '\r' ? offset - 1 : offset;
}

function isOnTitle(request: HttpRequest, text: string, offset: number): boolean {
  return request.title !== undefined && text.lastIndexOf('\n', offset - 1) < request.range.start;
}

/** The last item that starts at or before the offset. */
export function lastStarted<T extends { readonly range: TextRange }>(
  items: readonly T[],
  offset: number,
): T | undefined {
  return lastFrom(items, offset, ({ range }) => range.start);
}

/** The last item that starts at an offset or before it. @param items in the order of their starts */
export function lastFrom<T>(
  items: readonly T[],
  offset: number,
  startOf: (item: T) => number,
): T | undefined {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const item = items[middle];
    if (item !== undefined && startOf(item) <= offset) low = middle + 1;
    else high = middle;
  }
  return items[low - 1];
}

function touching<T extends { readonly range: TextRange }>(
  items: readonly T[],
  offset: number,
): T | undefined {
  const item = lastStarted(items, offset);
  return item && offset <= item.range.end ? item : undefined;
}

function requestAt(requests: readonly HttpRequest[], text: string, offset: number): HttpRequest | undefined {
  const request = lastStarted(requests, offset);
  const isInside = request && (offset < request.range.end || offset === text.length);
  return isInside && request.range.end >= offset ? request : undefined;
}
