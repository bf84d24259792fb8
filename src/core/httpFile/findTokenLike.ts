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
  /(?<=\\)[a-z]/iy,
  /(?<=\\)x[\da-f]{2}/iy,
  /(?<=\\)U[\da-f]{8}/y,
  /(?<=\\)[0-7]/y,
  /(?<=\\)[0-7]{2}/y,
  /(?<=\\)[0-7]{3}/y,
  /(?<==)(?:2[\dA-F]|3D|0[9AD])/y,
  /(?<=[[;])\d{0,3}[a-z]/iy,
  /bearer\+/iy,
];
/** Characters before such an end. */
const BEFORE_ESCAPE_END = /[%\\=[;]/;
/** Shorter words are words. */
const LEAST_LENGTH = 16;
const EQUALS = 61;

/** The characters of a `b64token` (RFC 6750, section 2.1), which ends in any number of equals signs. */
const IS_TOKEN = Array.from({ length: 128 }, (_, code) => /[\w\-.~+/]/.test(String.fromCharCode(code)));

/**
 * Finds what may be a bearer token in any text: words of the characters that one may have, and UUIDs, as Routee's
 * tokens are, also inside of such a word (in a path, say), and what is left of a word behind an escape. In the order of
 * the text; parts of a word come after it.
 *
 * @param isLength whether a token may have this length: words of other lengths cost next to nothing
 */
export function findTokenLike(
  text: string,
  isLength: (length: number) => boolean = (length) => length >= LEAST_LENGTH,
): TokenWord[] {
  const found: TokenWord[] = [];
  const takesUuids = isLength(UUID_LENGTH);
  let offset = 0;
  while (offset < text.length) {
    const start = offset;
    while (IS_TOKEN[text.charCodeAt(offset)] === true) offset++;
    if (offset === start) {
      offset++;
      continue;
    }
    while (text.charCodeAt(offset) === EQUALS) offset++;
    const add = (from: number, end: number): unknown =>
      found.push({ start: from, end, token: text.slice(from, end) });
    const behind = behindEscapes(text, start, offset);
    for (const from of [start, ...behind]) {
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

function isUuidAt(text: string, offset: number): boolean {
  UUID_HERE.lastIndex = offset;
  return UUID_HERE.test(text);
}

/** Where else the word may begin. */
function behindEscapes(text: string, start: number, end: number): number[] {
  const isEscape = BEFORE_ESCAPE_END.test(text.charAt(start - 1)) || /b/i.test(text.charAt(start));
  const starts = (isEscape ? ESCAPE_ENDS : []).flatMap((pattern) => {
    pattern.lastIndex = start;
    return pattern.test(text) && pattern.lastIndex < end ? [pattern.lastIndex] : [];
  });
  return [...new Set(starts)].sort((a, b) => a - b);
}
