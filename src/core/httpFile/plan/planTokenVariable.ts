import { assertToken } from '../../protocol/token.ts';
import { locateCursor } from '../locateCursor.ts';
import { parseHttpFile } from '../parser/parseHttpFile.ts';
import { TokenPlanner } from './tokenPlanner.ts';
import { ROUTEE_VARIABLE, type CursorRange, type TokenDecisions, type TokenPlan } from './tokenPlan.ts';

const REFERENCE = `{{${ROUTEE_VARIABLE}}}`;

/**
 * Plans the edits that define `@routeeToken` once (or update it) and make each request under a cursor use it:
 * `Authorization: Bearer {{routeeToken}}`. A cursor in a body gets `{{routeeToken}}` as text, one in a script stands
 * for its request, one elsewhere asks for the definition only. The only question there can be is that about `Basic`.
 *
 * @throws RangeError if the token is empty or holds a control character.
 */
export function planTokenVariable(
  text: string,
  cursors: readonly CursorRange[],
  token: string,
  decisions: TokenDecisions = {},
): TokenPlan {
  assertToken(token);
  const file = parseHttpFile(text);
  const planner = new TokenPlanner(text, file, token, decisions);
  for (const cursor of cursors) {
    const place = locateCursor(file, text, cursor.start);
    planner.defineOrUpdate(ROUTEE_VARIABLE, 'token');
    if (place.kind === 'body') planner.insertText(cursor, place.range, REFERENCE);
    else if ((place.kind === 'request' || place.kind === 'script') && place.request) {
      planner.refer(place.request, ROUTEE_VARIABLE);
    }
  }
  return planner.finish();
}
