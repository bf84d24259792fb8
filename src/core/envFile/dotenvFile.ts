import * as l10n from '@vscode/l10n';

import { eolOf, applyEdits, type TextEdit } from '../kit/textEdit.ts';
import { EnvFileError } from '../kit/fileError.ts';

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
  return found && valueOf(text, found);
}

/** All variables with their values, in the order of their first assignments. */
export function listDotenv(text: string): ReadonlyMap<string, string> {
  return new Map(assignments(text).map((assignment) => [assignment.name, valueOf(text, assignment)]));
}

function valueOf(text: string, { value, quote }: Assignment): string {
  return text.slice(value.start + quote.length, value.end - quote.length);
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
 * take it in, or a colon
 */
export function setDotenv(text: string, name: string, value: string): string {
  if (/\r(?!\n)|[\u2028\u2029]/.test(text)) {
    throw new EnvFileError(
      'invalid',
      l10n.t('It contains line endings that only some programs recognize: CR alone, U+2028, or U+2029.'),
    );
  }
  const changed = withValue(text, name, value);
  if (readDotenv(changed, name) !== value) {
    throw new EnvFileError(
      'invalid',
      l10n.t(
        "Can't add the variable: an unclosed quotation mark, or a colon without a value, would swallow the new line.",
      ),
    );
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
  if (found === undefined) return text;
  const isUnended = text[found.lineEnd - 1] !== '\n';
  const before = text.slice(0, found.lineStart);
  return (isUnended ? before.replace(/\r?\n$/, '') : before) + text.slice(found.lineEnd);
}

function lastAssignment(text: string, name: string): Assignment | undefined {
  return assignments(text).findLast((assignment) => assignment.name === name);
}

const ASSIGNMENT = /[^\S\r\n]*(?:export[^\S\r\n]+)?([\w.-]+)(?:[^\S\r\n]*=|:(?:\r\n|\s))/y;

/**
 * Reads as the npm package `dotenv` does, which REST Client and httpYac use: quoted values may span lines, and a colon
 * with nothing behind it takes the next line for its value.
 */
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
  // A hash without a blank before it is a comment for `dotenv` only, and a part of the value for shells and Docker.
  const comment = line.search(/\s#|\r/);
  const plain = comment === -1 ? line : line.slice(0, comment);
  // An empty value stands before the blanks: right before a comment, some readers would take the comment in.
  const from = plain.trim() === '' ? offset : start;
  return { start: from, end: offset + plain.trimEnd().length, quote: '' };
}

const REST_OF_LINE = /[^\S\r\n]*(?:#.*)?\r?(?:\n|$)/y;

/** The first quote without a backslash; where that cannot be the end, the last one with a backslash that can. */
function closingQuote(text: string, start: number, quote: string): number {
  const candidates: number[] = [];
  for (let at = text.indexOf(quote, start + 1); at !== -1; at = text.indexOf(quote, at + 1)) {
    candidates.push(at);
    if (text[at - 1] !== '\\') {
      break;
    }
  }
  const endsThere = (close: number): boolean => {
    REST_OF_LINE.lastIndex = close + 1;
    return REST_OF_LINE.test(text);
  };
  return candidates.findLast(endsThere) ?? -1;
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
    throw new EnvFileError('unfit', l10n.t("A .env file can't contain some characters of this token."));
  }
  return quote + value + quote;
}
