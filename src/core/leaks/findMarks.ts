import { findTokenLike } from '../httpFile/findTokenLike.ts';
import type { TextRange } from '../httpFile/httpFile.ts';
import type { Event } from '../ports.ts';
import { SAMPLE_TOKEN } from './sampleToken.ts';

/** What is known of a token that was issued. */
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

/** A token in a text that deserves a mark: one that works, or the one that works nowhere. */
export type TokenMark = TextRange &
  ({ readonly kind: 'sample' } | ({ readonly kind: 'live' } & RecognisedToken));

/** Finds the live tokens and the sample token of Routee's documentation in any text, in its order. */
export async function findMarks(text: string, recogniser: Recogniser, nowMs: number): Promise<TokenMark[]> {
  await recogniser.settled();
  const { lengths } = recogniser;
  const words = findTokenLike(text, (length) => length === SAMPLE_TOKEN.length || lengths.has(length));
  const recognised = await recogniser.recogniseAll(words.map(({ token }) => token));
  return words.flatMap(({ start, end, token }, index): TokenMark[] => {
    if (token.toLowerCase() === SAMPLE_TOKEN) {
      return [{ start, end, kind: 'sample' }];
    }
    const known = recognised[index];
    return known === undefined || (known.expiresAtMs ?? Infinity) <= nowMs
      ? []
      : [{ start, end, kind: 'live', ...pick(known) }];
  });
}

function pick({ digest, applicationKey, expiresAtMs }: RecognisedToken): RecognisedToken {
  return { digest, applicationKey, expiresAtMs };
}
