import { findTokenLike } from '../httpFile/findTokenLike.ts';
import type { TextRange } from '../httpFile/httpFile.ts';
import type { Recogniser } from './findMarks.ts';

/** A live token that was marked in a text, known again by its digest: the text may have changed since. */
export interface MarkedToken {
  /** Of the application that it was issued to. */
  readonly key: string;
  readonly digest: string;
  /** Where it was then, in UTF-16 code units. */
  readonly start: number;
}

/** Where the token is now: the nearest to where it was, if it is there more than once; `undefined`: it is gone. */
export async function findMarkedToken(
  text: string,
  { digest, start }: MarkedToken,
  recogniser: Pick<Recogniser, 'settled' | 'lengths' | 'recogniseAll'>,
): Promise<TextRange | undefined> {
  await recogniser.settled();
  const { lengths } = recogniser;
  const words = findTokenLike(text, (length) => lengths.has(length));
  const known = await recogniser.recogniseAll(words.map(({ token }) => token));
  const [nearest] = words
    .filter((_, index) => known[index]?.digest === digest)
    .sort((a, b) => Math.abs(a.start - start) - Math.abs(b.start - start));
  return nearest === undefined ? undefined : { start: nearest.start, end: nearest.end };
}
