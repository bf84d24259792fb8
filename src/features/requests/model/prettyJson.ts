/** Beyond this the indentation alone would grow with the square of the text. */
const DEEPEST = 100;
/** UTF-16 code units of an answer, and of what is made of it; nobody reads longer ones. */
const LONGEST = 1.5 * 1024 * 1024;
const LONGEST_PRETTY = 6 * LONGEST;
const PARTS_A_STEP = 2000;

/** Space, line feed, carriage return, tab. */
const BLANKS: readonly number[] = [32, 10, 13, 9];
const QUOTE = 34;
const BACKSLASH = 92;

/**
 * Work that brings JSON into readable form: only the white space between its parts is different. Numbers, escapes, the
 * order of members and doubled ones stay as they were sent, which parsing and writing them again would not leave.
 *
 * @returns `undefined` where the text is no JSON, or larger or nested deeper than anyone reads
 */
export function* prettyJson(text: string): Generator<undefined, string | undefined> {
  if (text.length > LONGEST) return undefined;
  const pieces: string[] = [];
  let length = 0;
  let parts: string[] = [];
  let indent = '\n';
  let offset = 0;
  while ((offset = skipBlanks(text, offset)) < text.length) {
    const part = partAt(text, offset);
    offset += part.length;
    if (part === '{' || part === '[') {
      if (indent.length > 2 * DEEPEST) return undefined;
      const next = skipBlanks(text, offset);
      if (text[next] === '}' || text[next] === ']') {
        parts.push(part, text.charAt(next));
        offset = next + 1;
      } else {
        indent += '  ';
        parts.push(part, indent);
      }
    } else if (part === '}' || part === ']') {
      indent = indent.slice(0, -2);
      parts.push(indent, part);
    } else parts.push(part === ':' ? ': ' : part, part === ',' ? indent : '');
    if (parts.length < PARTS_A_STEP) continue;
    const piece = parts.join('');
    length += piece.length;
    if (length > LONGEST_PRETTY) return undefined;
    pieces.push(piece);
    parts = [];
    yield;
  }
  // Last, for the parser takes long for what is nested deep.
  return isJson(text) ? pieces.join('') + parts.join('') : undefined;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Where the next part of JSON begins; the length of the text behind the last one. */
export function skipBlanks(text: string, start: number): number {
  let offset = start;
  while (BLANKS.includes(text.charCodeAt(offset))) offset++;
  return offset;
}

/** A bracket, a comma, a colon, or a whole string, number or word. */
export function partAt(text: string, start: number): string {
  let end = start + 1;
  if (text.charCodeAt(start) === QUOTE) {
    while (end < text.length && text.charCodeAt(end) !== QUOTE) {
      end += text.charCodeAt(end) === BACKSLASH ? 2 : 1;
    }
    return text.slice(start, end + 1);
  }
  if ('{}[],:'.includes(text.charAt(start))) return text.charAt(start);
  while (end < text.length && !'{}[],: \t\n\r'.includes(text.charAt(end))) end++;
  return text.slice(start, end);
}
