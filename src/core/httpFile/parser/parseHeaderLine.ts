import type { HttpHeader, HttpVariable } from '../httpFile.ts';
import { isBlank, trimmedEnd, trimmedStart, type LineCursor } from './lineCursor.ts';

const COLON = 58;
const EQUALS = 61;
const QUOTE = 34;

/** Which of the ASCII code units may stand in a header name: `token` of RFC 9110, section 5.6.2. */
const IS_TOKEN = Array.from({ length: 128 }, (_, code) =>
  /[!#$%&'*+\-.^_`|~0-9A-Za-z]/.test(String.fromCharCode(code)),
);

/** Reads `Name: value`, or undefined where the line is not a header. Blanks before the colon are allowed. */
export function parseHeaderLine(line: LineCursor): HttpHeader | undefined {
  const { text, first, end } = line;
  let nameEnd = first;
  while (nameEnd < end && IS_TOKEN[text.charCodeAt(nameEnd)] === true) nameEnd++;
  const colon = trimmedStart(text, nameEnd, end);
  if (nameEnd === first || colon >= end || text.charCodeAt(colon) !== COLON) return undefined;
  return {
    name: text.slice(first, nameEnd),
    nameRange: { start: first, end: nameEnd },
    value: valueRange(line, colon + 1),
  };
}

/**
 * Reads `@name = value` or `@name := value`, or undefined where the line is not a definition. The name ends at a blank,
 * `=` or `:`; the equals sign is required.
 */
export function parseVariableLine(line: LineCursor): HttpVariable | undefined {
  const { text, end } = line;
  const nameStart = line.first + 1;
  let nameEnd = nameStart;
  while (nameEnd < end && !endsVariableName(text.charCodeAt(nameEnd))) nameEnd++;
  let equals = trimmedStart(text, nameEnd, end);
  if (text.charCodeAt(equals) === COLON) equals++;
  if (nameEnd === nameStart || equals >= end || text.charCodeAt(equals) !== EQUALS) return undefined;
  const value = valueRange(line, equals + 1);
  const isQuoted =
    value.end - value.start >= 2 &&
    text.charCodeAt(value.start) === QUOTE &&
    text.charCodeAt(value.end - 1) === QUOTE;
  return {
    name: text.slice(nameStart, nameEnd),
    range: { start: line.start, end: line.contentEnd },
    value: isQuoted ? { start: value.start + 1, end: value.end - 1 } : value,
  };
}

function endsVariableName(code: number): boolean {
  return code === EQUALS || code === COLON || isBlank(code);
}

/** The trimmed rest of a line; where it is empty, the place at the end of the line, after its blanks. */
function valueRange(line: LineCursor, from: number): { start: number; end: number } {
  const start = trimmedStart(line.text, from, line.contentEnd);
  return { start, end: trimmedEnd(line.text, start, line.contentEnd) };
}
