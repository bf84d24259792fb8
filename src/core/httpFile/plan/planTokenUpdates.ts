import type { TextEdit } from '../../kit/textEdit.ts';
import { assertToken } from '../../protocol/token.ts';
import { findTokenLike } from '../findTokenLike.ts';
import { findTokenPlaces, type TokenPlace } from '../findTokenPlaces.ts';

/**
 * Plans the edits that put newer tokens in place of known ones, wherever they stand except in comments. Nothing else
 * is touched, and planning again after the edits gives none.
 *
 * @param newer the token to write, by the one that stands there; one that stays as it is may be missing
 * @param isMeant which of the places to update; all by default
 * @throws RangeError if a token to write is empty or holds a control character.
 */
export function planTokenUpdates(
  text: string,
  newer: ReadonlyMap<string, string>,
  isMeant: (place: TokenPlace) => boolean = () => true,
): TextEdit[] {
  for (const token of newer.values()) assertToken(token);
  const stale = [...newer].filter(([token, written]) => token !== written);
  if (stale.length === 0) return [];
  const lengths = new Set(stale.map(([{ length }]) => length));
  let end = 0;
  const words = findTokenLike(text, (length) => lengths.has(length)).filter((word) => {
    const written = newer.get(word.token);
    // A UUID may stand in a word that is a token itself.
    const isStale = written !== undefined && written !== word.token && word.start >= end;
    if (isStale) end = word.end;
    return isStale;
  });
  return findTokenPlaces(text, words)
    .filter(isMeant)
    .map((place) => ({ start: place.start, end: place.end, text: newer.get(place.token) ?? place.token }));
}
