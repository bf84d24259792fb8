import { findingTokenLike } from '../../../core/httpFile/findTokenLike.ts';
import { inSlices } from '../../../core/kit/slices.ts';
import type { TextRange } from '../../../core/kit/textEdit.ts';
import type { Event } from '../../../core/kit/ports.ts';

/** The facts known of a token that was issued. */
export interface RecognisedToken {
  /** Identifies the token without revealing it. */
  readonly digest: string;
  readonly applicationKey: string;
  /** Milliseconds since the epoch; absent where no expiry was stated. */
  readonly expiresAtMs?: number | undefined;
}

/** Recognises the tokens that were issued to this product. */
export interface Recogniser {
  /** Resolves when the stored tokens have been read. */
  settled(): Promise<void>;
  /** The lengths of the known tokens, once settled: no other word is one. */
  readonly lengths: ReadonlySet<number>;
  /** The tokens in the order of the texts; `undefined` for a text that is no known token. */
  recogniseAll(texts: readonly string[]): Promise<readonly (RecognisedToken | undefined)[]>;
  /** Fires when the known tokens change. */
  readonly onDidChange: Event<undefined>;
}

/** The bearer tokens in the samples of Routee's documentation. They never work, but many programs contain them. */
export const SAMPLE_TOKENS: readonly string[] = [
  '12dc9fe4-7df4-4786-8d7a-a46d307687f4',
  '12dc9ff4-7df4-4786-8e7a-a46d317687f4',
];

/** A token in a text that deserves a mark: one that works, or a sample, which is its own digest. */
export type TokenMark = TextRange &
  ({ readonly kind: 'sample'; readonly digest: string } | ({ readonly kind: 'live' } & RecognisedToken));

/** A token that was marked in a text, identified by its digest: the text may have changed since. */
export interface MarkedToken {
  readonly digest: string;
  /** The key of its application; a sample has none. */
  readonly key: string | undefined;
  /** The offset when it was marked, in UTF-16 code units. */
  readonly start: number;
}

type Reader = Omit<Recogniser, 'onDidChange'>;

/** Finds the live tokens and the sample tokens of Routee's documentation in any text, in its order. */
export async function findMarks(text: string, recogniser: Reader, nowMs: number): Promise<TokenMark[]> {
  await recogniser.settled();
  const { lengths } = recogniser;
  const words = await inSlices(
    findingTokenLike(
      text,
      (length) => lengths.has(length) || SAMPLE_TOKENS.some((sample) => sample.length === length),
    ),
  );
  const recognised = await recogniser.recogniseAll(words.map(({ token }) => token));
  return words.flatMap(({ start, end, token }, index): TokenMark[] => {
    const sample = token.toLowerCase();
    if (SAMPLE_TOKENS.includes(sample)) {
      return [{ start, end, kind: 'sample', digest: sample }];
    }
    const known = recognised[index];
    if (known === undefined || (known.expiresAtMs ?? Infinity) <= nowMs) return [];
    const { digest, applicationKey, expiresAtMs } = known;
    return [{ start, end, kind: 'live', digest, applicationKey, expiresAtMs }];
  });
}

/**
 * Finds a marked token in the current text, even if it has expired meanwhile: of several places, the one nearest to the
 * old offset; `undefined` when it is gone.
 */
export async function findMarkedToken(
  text: string,
  { digest, start }: MarkedToken,
  recogniser: Reader,
): Promise<TextRange | undefined> {
  const [nearest] = (await findMarks(text, recogniser, -Infinity))
    .filter((mark) => mark.digest === digest)
    .sort((a, b) => Math.abs(a.start - start) - Math.abs(b.start - start));
  return nearest === undefined ? undefined : { start: nearest.start, end: nearest.end };
}
