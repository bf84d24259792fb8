import { findingTokenLike } from '../../../core/httpFile/findTokenLike.ts';
import { inSlices } from '../../../core/kit/slices.ts';
import type { TextRange } from '../../../core/kit/textEdit.ts';
import type { Event } from '../../../core/kit/ports.ts';

/** The facts known of a token that was issued. */
export interface RecognisedToken {
  /** Tells it from all others, and nobody what it is. */
  readonly digest: string;
  readonly applicationKey: string;
  /** Milliseconds since the epoch; absent where no expiry was stated. */
  readonly expiresAtMs?: number | undefined;
}

/** Knows the tokens again that were issued to this product. */
export interface Recogniser {
  /** Resolves when what is stored has been read. */
  settled(): Promise<void>;
  /** The lengths of the known tokens, once settled: no other word is one. */
  readonly lengths: ReadonlySet<number>;
  /** In the order of the texts; `undefined` for what is no known token. */
  recogniseAll(texts: readonly string[]): Promise<readonly (RecognisedToken | undefined)[]>;
  /** Other tokens are known now. */
  readonly onDidChange: Event<undefined>;
}

/** The bearer tokens in the samples of Routee's documentation. They work nowhere, and are found in many a program. */
export const SAMPLE_TOKENS: readonly string[] = [
  '12dc9fe4-7df4-4786-8d7a-a46d307687f4',
  '12dc9ff4-7df4-4786-8e7a-a46d317687f4',
];

/** A token in a text that deserves a mark: one that works, or a sample, which is its own digest. */
export type TokenMark = TextRange &
  ({ readonly kind: 'sample'; readonly digest: string } | ({ readonly kind: 'live' } & RecognisedToken));

/** A token that was marked in a text, known again by its digest: the text may have changed since. */
export interface MarkedToken {
  readonly digest: string;
  /** Of the application that it was issued to; a sample belongs to none. */
  readonly key: string | undefined;
  /** Where it was then, in UTF-16 code units. */
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
 * Where the token is now, even if it has expired meanwhile: the nearest to where it was, if it is there more than once;
 * `undefined`: it is gone.
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
