import { applyEdits, type TextEdit } from '../httpFile/applyEdits.ts';
import { EnvFileError } from './envFileError.ts';
import { eolOf } from './eolOf.ts';

/** An assignment. `value` spans the quotes too; it is empty where nothing follows the `=`. */
interface Assignment {
  readonly name: string;
  readonly lineStart: number;
  /** Behind the line end, or the end of the text. */
  readonly lineEnd: number;
  readonly value: { readonly start: number; readonly end: number };
  readonly quote: string;
}

/** The value of the last assignment, which counts for all readers; `undefined` where there is none. */
export function readDotenv(text: string, name: string): string | undefined {
  const found = lastAssignment(text, name);
  if (found === undefined) {
    return undefined;
  }
  const { value, quote } = found;
  return text.slice(value.start + quote.length, value.end - quote.length);
}

/** All variables with their values, in the order of their first assignments. */
export function listDotenv(text: string): ReadonlyMap<string, string> {
  const names = assignments(text).map(({ name }) => name);
  return new Map(names.map((name) => [name, readDotenv(text, name) ?? '']));
}

/** The edits that empty a variable, in all its assignments; all else stays. */
export function clearDotenv(text: string, name: string): TextEdit[] {
  return assignments(text)
    .filter((assignment) => assignment.name === name)
    .map(({ value: { start, end } }) => ({ start, end, text: '' }));
}

/**
 * Sets a variable of an `.env` file: the value of its last assignment, or a new last line. All else stays.
 *
 * @throws {EnvFileError} `unfit` when no quotes can hold the value; `invalid` when a quote that is open elsewhere would
 * take it in
 */
export function setDotenv(text: string, name: string, value: string): string {
  const changed = withValue(text, name, value);
  if (readDotenv(changed, name) !== value) {
    throw new EnvFileError('invalid', 'A quote in it is never closed.');
  }
  return changed;
}

function withValue(text: string, name: string, value: string): string {
  const found = lastAssignment(text, name);
  if (found !== undefined) {
    const { start, end } = found.value;
    return applyEdits(text, [{ start, end, text: quoted(value, found.quote) }]);
  }
  const line = `${name}=${quoted(value, '')}`;
  const isBare = text === '' || text === '\uFEFF';
  return isBare || text.endsWith('\n') ? `${text}${line}${eolOf(text)}` : `${text}${eolOf(text)}${line}`;
}

/** Removes the line that {@link setDotenv} added, and the line end that came with it. */
export function removeDotenv(text: string, name: string): string {
  const found = lastAssignment(text, name);
  if (found === undefined) {
    return text;
  }
  const isUnended = text[found.lineEnd - 1] !== '\n';
  const before = text.slice(0, found.lineStart);
  return (isUnended ? before.replace(/\r?\n$/, '') : before) + text.slice(found.lineEnd);
}

function lastAssignment(text: string, name: string): Assignment | undefined {
  return assignments(text).findLast((assignment) => assignment.name === name);
}

const ASSIGNMENT = /[\uFEFF \t]*(?:export[ \t]+)?([\w.-]+)(?:[ \t]*=|:(?=\s)[ \t]?)/y;

/** As the npm package `dotenv` reads it, which REST Client and httpYac use: quoted values may span lines. */
function assignments(text: string): Assignment[] {
  const found: Assignment[] = [];
  for (let lineStart = 0; lineStart < text.length;) {
    ASSIGNMENT.lastIndex = lineStart;
    const match = ASSIGNMENT.exec(text);
    const { start, end, quote } = valueAt(text, match === null ? lineStart : ASSIGNMENT.lastIndex);
    const newline = text.indexOf('\n', end);
    const lineEnd = newline === -1 ? text.length : newline + 1;
    if (match?.[1] !== undefined) {
      found.push({ name: match[1], lineStart, lineEnd, value: { start, end }, quote });
    }
    lineStart = lineEnd;
  }
  const [first] = found;
  // The byte order mark is of the file, not of the line.
  return first !== undefined && text.startsWith('\uFEFF') && first.lineStart === 0
    ? [{ ...first, lineStart: 1 }, ...found.slice(1)]
    : found;
}

/** A quote that is never closed, or has more behind it than a comment, is a character like others. */
function valueAt(text: string, offset: number): { start: number; end: number; quote: string } {
  const newline = text.indexOf('\n', offset);
  const line = text.slice(offset, newline === -1 ? text.length : newline);
  const start = offset + line.length - line.trimStart().length;
  const quote = text[start] ?? '';
  const close = /['"`]/.test(quote) ? closingQuote(text, start, quote) : -1;
  if (close !== -1) {
    return { start, end: close + 1, quote };
  }
  const [plain = ''] = /^[^#\r]*/.exec(line) ?? [];
  const isEmpty = plain.trim() === '';
  // Before the blanks: a value right before a comment would take the comment in, for some readers.
  return isEmpty
    ? { start: offset, end: offset, quote: '' }
    : { start, end: offset + plain.trimEnd().length, quote: '' };
}

const REST_OF_LINE = /[ \t]*(?:#.*)?\r?(?:\n|$)/y;

function closingQuote(text: string, start: number, quote: string): number {
  let close = text.indexOf(quote, start + 1);
  while (close !== -1 && text[close - 1] === '\\') {
    close = text.indexOf(quote, close + 1);
  }
  REST_OF_LINE.lastIndex = close + 1;
  return close !== -1 && REST_OF_LINE.test(text) ? close : -1;
}

/** In the quotes that are there if they fit, else in the first that do; without any where none are needed. */
function quoted(value: string, before: string): string {
  // A value that looks like a variable of the shell (`$A`) is none in single quotes only.
  const fits: Record<string, RegExp> = {
    '': /^[\w.~+/=:@%-]*$/,
    "'": /^[^'\\\r\n]*$/,
    '"': /^[^"\\$`\r\n]*$/,
    '`': /^[^`\\\r\n]*$/,
  };
  const quote = [before, '', "'", '"', '`'].find((candidate) => fits[candidate]?.test(value));
  if (quote === undefined) {
    throw new EnvFileError('unfit', 'The token holds characters that an .env file cannot hold.');
  }
  return quote + value + quote;
}
