import { holdsPlainReferencesOnly } from './isPlainReference.ts';
import type { HttpFile, HttpRequest } from './httpFile.ts';
import { DIRECTIVE } from './plainRequest.ts';

/** Where REST Client and JetBrains begin a request; httpYac does at each request line, too. */
const SEPARATOR = /^###/m;
/** Lines that are no request to any client: blank, comments, definitions. */
const NO_REQUEST = /^\s*(?:$|#|\/\/|@[\w-]+\s*:?=)/;

/**
 * The origin that a request goes to whichever client sends it. Clients differ in where a request begins, in which of
 * several definitions counts, and in what expressions and directives may do: the address is to be written out, and
 * nothing in the file may run. What a client's own settings, environments and hooks do is not in the file.
 *
 * @returns `undefined` where it is not certain
 */
export function certainOrigin(text: string, file: HttpFile, request: HttpRequest): string | undefined {
  const { url } = request;
  const authority = /^https?:\/\/[\w.:-]+(?=[/?#]|$)/i.exec(url)?.[0];
  const isCertain =
    authority !== undefined &&
    !/[\\\s]/.test(url) &&
    file.scripts.length === 0 &&
    !DIRECTIVE.test(text) &&
    // Variables by which httpYac knows proxies and certificates.
    !/^\s*@\s*request/im.test(text) &&
    !/^[ \t]*\.\.\./m.test(text) &&
    !/<%|\{%/.test(text) &&
    holdsPlainReferencesOnly(text) &&
    isAloneInItsBlock(text, file, request);
  return isCertain && URL.canParse(authority) ? new URL(authority).origin : undefined;
}

/** Nothing before it in its block is a request, and no other one follows there. */
function isAloneInItsBlock(text: string, file: HttpFile, { line }: HttpRequest): boolean {
  const before = text.slice(file.start, line.start).split(SEPARATOR).at(-1) ?? '';
  const lead = before.split(/\r?\n/);
  // Behind a separator stands a title.
  const isFirst = (before.length === line.start - file.start ? lead : lead.slice(1)).every((one) =>
    NO_REQUEST.test(one),
  );
  const blockEnd = line.end + (text.slice(line.end).split(SEPARATOR)[0] ?? '').length;
  return isFirst && !file.requests.some(({ line: { start } }) => start > line.start && start < blockEnd);
}
