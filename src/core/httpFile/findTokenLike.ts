import type { TextRange } from '../kit/textEdit.ts';

/** A word of a text that has the form of a bearer token. */
export interface TokenWord extends TextRange {
  readonly token: string;
}

const UUID = /(?<![\da-z])[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}(?![\da-z])/gi;
const UUID_LENGTH = 36;
/** Shorter words are words. */
const LEAST_LENGTH = 16;
const EQUALS = 61;

/** The characters of a `b64token` (RFC 6750, section 2.1), which ends in any number of equals signs. */
const IS_TOKEN = Array.from({ length: 128 }, (_, code) => /[\w\-.~+/]/.test(String.fromCharCode(code)));

/**
 * Finds what may be a bearer token in any text: words of the characters that one may have, and UUIDs, as Routee's
 * tokens are, also inside of such a word (in a path, say). In the order of the text; a UUID comes after its word.
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
    const length = offset - start;
    if (isLength(length)) found.push({ start, end: offset, token: text.slice(start, offset) });
    if (takesUuids && length > UUID_LENGTH) addUuids(found, text.slice(start, offset), start);
  }
  return found;
}

function addUuids(found: TokenWord[], word: string, wordStart: number): void {
  for (const { 0: token, index } of word.matchAll(UUID)) {
    const start = wordStart + index;
    found.push({ start, end: start + token.length, token });
  }
}
