import type { HttpScript } from '../httpFile.ts';
import { isBlank, type LineCursor, trimmedEnd, trimmedStart } from './lineCursor.ts';

/** The kinds of lines above the request line, other than comments, variables and scripts. */
export type LeadKind = 'request' | 'response' | 'graphql' | 'proto' | 'other';

const AT = 64;
const LESS = 60;
const GREATER = 62;
const LONGEST_KEYWORD = 16;

/**
 * Tells a request line from what else may stand there: a saved response (REST Client), a GraphQL fragment or operation
 * (httpYac, up to an empty line), a `proto` import with its options (httpYac), and single lines: imports and runs of
 * other requests (JetBrains), assertions, redirects, script files.
 */
export function leadKind(line: LineCursor): LeadKind {
  const code = line.code(0);
  if (code === AT || code === LESS || code === GREATER || line.startsWith('??')) return 'other';
  const start = line.text.slice(line.first, Math.min(line.end, line.first + LONGEST_KEYWORD));
  if (/^HTTP\/\d/.test(start)) return 'response';
  if (/^(?:query|mutation|fragment)(?:[\s({]|$)/.test(start)) return 'graphql';
  if (/^proto\s+</.test(start)) return 'proto';
  return /^(?:gql|import|run)\s/.test(start) ? 'other' : 'request';
}

/** Whether a saved response begins below a request: `HTTP/1.1 200 OK`. */
export function isStatusLine(line: LineCursor): boolean {
  if (!line.startsWith('HTTP/')) return false;
  const start = line.text.slice(line.first, Math.min(line.end, line.first + LONGEST_KEYWORD));
  return /^HTTP\/\d[\d.]*\s+[1-5]\d\d(?!\d)/.test(start);
}

/** The name that a comment line `# @name …` or `// @name …` gives, up to a blank; undefined where it gives none. */
export function readName(line: LineCursor): string | undefined {
  const mark = trimmedStart(line.text, line.first + (line.startsWith('#') ? 1 : 2), line.end);
  if (!line.text.startsWith('@name', mark)) return undefined;
  const start = trimmedStart(line.text, mark + 5, line.end);
  if (start === mark + 5) return undefined;
  let end = start;
  while (end < line.end && !isBlank(line.text.charCodeAt(end))) end++;
  return end === start ? undefined : line.text.slice(start, end);
}

/** Describes the script from its first to its last line. */
export function toScript(first: LineCursor, last: LineCursor): HttpScript {
  const { text } = first;
  const range = { start: first.start, end: last.contentEnd };
  const start = codeStart(first);
  const end = codeEnd(last);
  const isOneLine = first.start === last.start;
  const code = {
    start: start ?? (first.next === -1 ? first.end : first.next),
    end: end ?? last.start - (text[last.start - 2] === '\r' ? 2 : 1),
  };
  const isEmpty = code.end < code.start || (isOneLine && start === undefined);
  return { range, code: isEmpty ? undefined : code };
}

/** Behind the opening `{%`, if there is code on its line: httpYac wants the mark alone on the line otherwise. */
function codeStart(line: LineCursor): number | undefined {
  const index = line.text.slice(line.first, line.end).indexOf('{%');
  const start = line.first + index + 2;
  return index !== -1 && trimmedStart(line.text, start, line.end) < line.end ? start : undefined;
}

/** Before the closing `%}`, if there is code on its line. */
function codeEnd(line: LineCursor): number | undefined {
  const index = line.text.slice(line.first, line.end).lastIndexOf('%}');
  const end = line.first + index;
  return index !== -1 && trimmedEnd(line.text, line.first, end) > line.first ? end : undefined;
}
