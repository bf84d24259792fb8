import type { HttpScript } from './httpFile.ts';
import { trimmedEnd, trimmedStart, type LineCursor } from './lineCursor.ts';

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
