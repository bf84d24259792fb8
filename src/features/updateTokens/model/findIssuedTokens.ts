import { findingTokenLike } from '../../../core/httpFile/findTokenLike.ts';
import { findingTokenPlaces, type TokenPlace } from '../../../core/httpFile/findTokenPlaces.ts';
import { inSlices } from '../../../core/kit/slices.ts';
import type { IssuedToken } from '../../../core/issued/issuedToken.ts';
import type { IssuedTokens } from '../../../core/issued/issuedTokens.ts';

/** A token of ours in a `.http` file. */
export interface IssuedPlace extends TokenPlace {
  readonly issued: IssuedToken;
}

/**
 * Finds the tokens in a `.http` file that were issued to us, in the order of the text. A text without one is read
 * once and not parsed.
 */
export async function findIssuedTokens(
  text: string,
  issuedTokens: Pick<IssuedTokens, 'settled' | 'lengths' | 'recogniseAll'>,
): Promise<IssuedPlace[]> {
  await issuedTokens.settled();
  const { lengths } = issuedTokens;
  const words =
    lengths.size === 0 ? [] : await inSlices(findingTokenLike(text, (length) => lengths.has(length)));
  const recognised = await issuedTokens.recogniseAll(words.map(({ token }) => token));
  const known = words.flatMap((word, index) => {
    const issued = recognised[index];
    return issued === undefined ? [] : { ...word, issued };
  });
  return inSlices(findingTokenPlaces(text, known));
}
