import type { TextEdit } from '../httpFile/applyEdits.ts';
import { findTokenLike } from '../httpFile/findTokenLike.ts';
import type { TextRange } from '../httpFile/httpFile.ts';
import { planTokenInsertion } from '../httpFile/planTokenInsertion.ts';

/** The bearer token in the samples of Routee's documentation. It works nowhere, and is found in many a program. */
export const SAMPLE_TOKEN = '12dc9fe4-7df4-4786-8d7a-a46d307687f4';

/**
 * Plans the edits that put a token in place of the sample token at `sample`. In a `.http` file that is what *Insert
 * Token* does there (it also mends a missing `Bearer`), as long as it takes away that very text and asks nothing.
 *
 * @throws RangeError if the token is empty or holds a control character.
 */
export function planSampleReplacement(
  text: string,
  sample: TextRange,
  token: string,
  isHttpFile: boolean,
): readonly TextEdit[] {
  if (isHttpFile) {
    const { edits, questions } = planTokenInsertion(text, [sample], { token });
    const [edit, ...others] = edits;
    if (edit && others.length === 0 && questions.length === 0 && covers(edit, sample)) {
      return edits;
    }
  }
  return [{ ...sample, text: token }];
}

/** The sample token that is nearest to an offset, for the text may have changed since; `undefined`: there is none. */
export function nearestSample(text: string, offset: number): TextRange | undefined {
  const [nearest] = findTokenLike(text, (length) => length === SAMPLE_TOKEN.length)
    .filter(({ token }) => token.toLowerCase() === SAMPLE_TOKEN)
    .sort((a, b) => Math.abs(a.start - offset) - Math.abs(b.start - offset));
  return nearest === undefined ? undefined : { start: nearest.start, end: nearest.end };
}

function covers(edit: TextEdit, range: TextRange): boolean {
  return edit.start <= range.start && range.end <= edit.end;
}
