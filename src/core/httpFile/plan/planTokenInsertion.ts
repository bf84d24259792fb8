import { assertToken } from '../../protocol/token.ts';
import { locateCursor } from '../locateCursor.ts';
import { parseHttpFile } from '../parser/parseHttpFile.ts';
import { TokenPlanner } from './tokenPlanner.ts';
import { ROUTEE_VARIABLE, type CursorRange, type TokenDecisions, type TokenPlan } from './tokenPlan.ts';

/** A token to insert, with the user's decisions. */
export interface TokenInsertion {
  /** The token, or a reference to one (`{{$processEnv ROUTEE_TOKEN}}`); never with `Bearer ` before it. */
  readonly token: string;
  /** The form for scripts: `{{…}}` means nothing in JavaScript. */
  readonly inScript?: string;
  readonly decisions?: TokenDecisions;
}

/**
 * Plans the edits that put a token where the cursors of a `.http` file are:
 * - in a request: the value of its `Authorization` headers; a new header, last of its headers, where it has none; the
 *   definition of the variable where the header names one,
 * - on an `@variable` line: its value, after `Bearer ` if that was there; after a question where it is no token,
 * - in a body or script: the token at the cursor, in place of the selection,
 * - elsewhere: the variable `@routeeToken`, at the top unless the file defines it.
 *
 * Cursors in one request make one edit. Planning again after the edits gives none.
 *
 * @throws RangeError if the token is empty or holds a control character.
 */
export function planTokenInsertion(
  text: string,
  cursors: readonly CursorRange[],
  insertion: TokenInsertion,
): TokenPlan {
  const { token, inScript = token, decisions = {} } = insertion;
  assertToken(token);
  assertToken(inScript);
  const file = parseHttpFile(text);
  const planner = new TokenPlanner(text, file, token, decisions);
  const places = cursors.map((cursor) => ({ cursor, ...locateCursor(file, text, cursor.start) }));
  for (const place of places) {
    if (place.kind === 'request') planner.authorize(place.request);
    else if (place.kind === 'body') planner.insertText(place.cursor, place.range, token);
    else if (place.kind === 'script') planner.insertText(place.cursor, place.range, inScript);
  }
  // Last, so that a header decides whether the value of its variable begins with `Bearer`.
  for (const place of places) {
    if (place.kind === 'variable') planner.setPointed(place.variable);
    else if (place.kind === 'between') planner.defineOrUpdate(ROUTEE_VARIABLE, 'token');
  }
  return planner.finish();
}
