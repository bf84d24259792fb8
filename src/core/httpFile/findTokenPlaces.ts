import type { TokenWord } from './findTokenLike.ts';
import type { HttpFile, HttpRequest } from './httpFile.ts';
import { locateCursor } from './locateCursor.ts';
import { parseHttpFile } from './parser/parseHttpFile.ts';

const COMMENT = /[^\S\n]*(?:#|\/\/)/y;

/** A literal token in a `.http` file. */
export interface TokenPlace extends TokenWord {
  /** In an `Authorization` header, in the value of a variable, or elsewhere: URL, other header, body, script. */
  readonly kind: 'authorization' | 'variable' | 'other';
  /** The start of what the token stands for: the request line, the variable's line, or else its own line. */
  readonly anchor: number;
}

/**
 * Says what each token of a `.http` file stands for. Comments hold none: nothing sends them.
 *
 * @param words what `findTokenLike` has found, or those of it that matter; without any the text is not parsed
 */
export function findTokenPlaces<T extends TokenWord>(text: string, words: readonly T[]): (T & TokenPlace)[] {
  if (words.length === 0) return [];
  const file = parseHttpFile(text);
  const places: (T & TokenPlace)[] = [];
  let lineStart = 0;
  let lineEnd = text.indexOf('\n');
  for (const word of words) {
    while (lineEnd !== -1 && lineEnd < word.start) {
      lineStart = lineEnd + 1;
      lineEnd = text.indexOf('\n', lineStart);
    }
    if (!startsComment(text, lineStart)) places.push({ ...word, ...placeOf(file, text, word, lineStart) });
  }
  return places;
}

function placeOf(
  file: HttpFile,
  text: string,
  word: TokenWord,
  lineStart: number,
): Pick<TokenPlace, 'kind' | 'anchor'> {
  const place = locateCursor(file, text, word.start);
  if (place.kind === 'variable') return { kind: 'variable', anchor: place.variable.range.start };
  const request = place.kind === 'between' ? undefined : place.request;
  if (request === undefined) return { kind: 'other', anchor: lineStart };
  const kind = isAuthorization(request, word.start) ? 'authorization' : 'other';
  return { kind, anchor: request.line.start };
}

function isAuthorization(request: HttpRequest, offset: number): boolean {
  return request.headers.some(
    ({ name, value }) =>
      value.start <= offset && offset < value.end && name.toLowerCase() === 'authorization',
  );
}

function startsComment(text: string, lineStart: number): boolean {
  COMMENT.lastIndex = lineStart;
  return COMMENT.test(text);
}
