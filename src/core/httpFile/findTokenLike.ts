import { atOnce } from '../kit/slices.ts';
import type { TextRange } from '../kit/textEdit.ts';

/** A word of a text that has the form of a bearer token. */
export interface TokenWord extends TextRange {
  readonly token: string;
}

const UUID = /(?<![\da-z])[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}(?![\da-z])/gi;
const UUID_HERE = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}(?![\da-z])/iy;
const UUID_LENGTH = 36;
/**
 * The ends of escapes, which look like the beginning of a word: of addresses (`%20`, also encoded again, `%u0020`),
 * strings (`\n`, `\x20`, `\u0020`, `\040`), mails (`=20`), colours of a terminal (`[0m`), and forms (`Bearer+`).
 */
const ESCAPE_ENDS = [
  /(?<=%)[\da-f]{2}/iy,
  /(?<=%)(?:25){1,4}[\da-f]{2}/iy,
  /(?<=[%\\])u[\da-f]{4}/iy,
  /(?<=%)(?:25){0,3}5c[a-z]/iy,
  /(?<=%)(?:25){0,3}5c(?:u[\da-f]{4}|x[\da-f]{2})/iy,
  /(?<=\\)[a-z]/iy,
  /(?<=\\)x[\da-f]{2}/iy,
  /(?<=\\)U[\da-f]{8}/y,
  /(?<=\\)[0-7]/y,
  /(?<=\\)[0-7]{2}/y,
  /(?<=\\)[0-7]{3}/y,
  /(?<==)(?:[289A-F][\dA-F]|3D|0[9AD])/y,
  /(?<=[[;])\d{0,3}[a-z]/iy,
  /bearer\+/iy,
];
/** Characters before such an end; a form begins with one of these itself. */
const BEFORE_ESCAPE_END = codesOf('%\\=[;');
const FORM_STARTS = codesOf('bB');
const ESCAPE_LENGTHS = Array.from({ length: 13 }, (_, index) => index + 1);
/** Shorter words are words. */
const LEAST_LENGTH = 16;
const EQUALS = 61;
const WORDS_A_STEP = 2000;

/** The characters of a `b64token` (RFC 6750, section 2.1), which ends in any number of equals signs. */
const IS_TOKEN = Array.from({ length: 128 }, (_, code) => /[\w\-.~+/]/.test(String.fromCharCode(code)));

/**
 * Finds what may be a bearer token in any text: words of the characters that one may have, and UUIDs, as Routee's
 * tokens are, also inside of such a word (in a path, say), and what is left of a word behind an escape. In the order of
 * the text; parts of a word come after it.
 *
 * @param isLength whether a token may have this length: words of other lengths cost next to nothing
 */
export function findTokenLike(text: string, isLength?: (length: number) => boolean): TokenWord[] {
  return atOnce(findingTokenLike(text, isLength));
}

/** Work that finds them, step by step. */
export function* findingTokenLike(
  text: string,
  isLength: (length: number) => boolean = (length) => length >= LEAST_LENGTH,
): Generator<undefined, TokenWord[]> {
  const found: TokenWord[] = [];
  const takesUuids = isLength(UUID_LENGTH);
  const isWithin = (length: number): boolean =>
    (takesUuids && length > UUID_LENGTH) || ESCAPE_LENGTHS.some((escape) => isLength(length - escape));
  let offset = 0;
  for (let words = 1; offset < text.length; words++) {
    if (words % WORDS_A_STEP === 0) yield;
    const start = offset;
    while (IS_TOKEN[text.charCodeAt(offset)] === true) offset++;
    if (offset === start) {
      offset++;
      continue;
    }
    while (text.charCodeAt(offset) === EQUALS) offset++;
    const add = (from: number, end: number): unknown =>
      found.push({ start: from, end, token: text.slice(from, end) });
    if (isLength(offset - start)) add(start, offset);
    const behind =
      mayBeginLater(text, start) && isWithin(offset - start) ? behindEscapes(text, start, offset) : [];
    for (const from of behind) {
      if (isLength(offset - from)) add(from, offset);
    }
    if (takesUuids && offset - start > UUID_LENGTH) {
      const within = [...text.slice(start, offset).matchAll(UUID)].map(({ index }) => start + index);
      const starts = new Set([...behind.filter((from) => isUuidAt(text, from)), ...within]);
      for (const from of starts) {
        if (from + UUID_LENGTH < offset || !behind.includes(from)) add(from, from + UUID_LENGTH);
      }
    }
  }
  return found;
}

function codesOf(characters: string): ReadonlySet<number> {
  return new Set(Array.from(characters, (character) => character.charCodeAt(0)));
}

function isUuidAt(text: string, offset: number): boolean {
  UUID_HERE.lastIndex = offset;
  return UUID_HERE.test(text);
}

function mayBeginLater(text: string, start: number): boolean {
  return BEFORE_ESCAPE_END.has(text.charCodeAt(start - 1)) || FORM_STARTS.has(text.charCodeAt(start));
}

/** Where else the word may begin. */
function behindEscapes(text: string, start: number, end: number): number[] {
  const starts = ESCAPE_ENDS.flatMap((pattern) => {
    pattern.lastIndex = start;
    return pattern.test(text) && pattern.lastIndex < end ? [pattern.lastIndex] : [];
  });
  return [...new Set(starts)].sort((a, b) => a - b);
}
