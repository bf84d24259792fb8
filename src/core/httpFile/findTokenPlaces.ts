import { atOnce } from '../kit/slices.ts';
import type { TokenWord } from './findTokenLike.ts';
import type { HttpFile, HttpRequest } from './httpFile.ts';
import { lastFrom, locateCursor } from './locateCursor.ts';
import { parsing } from './parser/parseHttpFile.ts';

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
  return atOnce(findingTokenPlaces(text, words));
}

/** Work that says so, step by step. */
export function* findingTokenPlaces<T extends TokenWord>(
  text: string,
  words: readonly T[],
): Generator<undefined, (T & TokenPlace)[]> {
  if (words.length === 0) return [];
  const file = yield* parsing(text);
  const places: (T & TokenPlace)[] = [];
  let lineStart = 0;
  let lineEnd = text.indexOf('\n');
  let isComment = startsComment(text, 0);
  for (const word of words) {
    while (lineEnd !== -1 && lineEnd < word.start) {
      lineStart = lineEnd + 1;
      lineEnd = text.indexOf('\n', lineStart);
      isComment = startsComment(text, lineStart);
    }
    if (!isComment) places.push({ ...word, ...placeOf(file, text, word, lineStart) });
    yield;
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
  const header = lastFrom(request.headers, offset, ({ value }) => value.start);
  return header !== undefined && offset < header.value.end && header.name.toLowerCase() === 'authorization';
}

function startsComment(text: string, lineStart: number): boolean {
  COMMENT.lastIndex = lineStart;
  return COMMENT.test(text);
}
