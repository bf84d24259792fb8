import type { TextEdit, TextRange } from '../../../core/kit/textEdit.ts';
import type { HttpFile } from '../../../core/httpFile/httpFile.ts';
import { locateCursor } from '../../../core/httpFile/locateCursor.ts';
import type { TokenInsertion } from '../../../core/httpFile/plan/planTokenInsertion.ts';
import { TOKEN_VARIABLE } from '../../../core/tokens/variableNames.ts';

/** The forms of a reference to a token: in a request, and in a script of its file. */
export type Reference = Pick<TokenInsertion, 'token' | 'inScript'>;

/** The reference to the variable in a `.env` file: REST Client and httpYac read it. */
const DOTENV_REFERENCE: Reference = {
  token: `{{$dotenv ${TOKEN_VARIABLE}}}`,
  inScript: TOKEN_VARIABLE,
};

/**
 * Plans the edit of a `.http` file that puts a reference in place of the token at `token`. In a script, where `{{…}}`
 * means nothing, the token is part of a string: the script form replaces that string or is joined to it.
 *
 * @returns undefined where a script would not read the reference
 */
export function planReference(
  text: string,
  file: HttpFile,
  token: TextRange,
  { token: reference, inScript }: Reference = DOTENV_REFERENCE,
): TextEdit | undefined {
  if (inScript === undefined || locateCursor(file, text, token.start).kind !== 'script') {
    return { ...token, text: reference };
  }
  const open = openingQuote(text, token.start);
  if (open === undefined) return undefined;
  const quote = text.charAt(open);
  if (quote === '`') return { ...token, text: `\${${inScript}}` };
  // A word right before the string, such as a keyword, must not merge with the reference.
  if (text.charAt(token.end) !== quote || /[\w$]/.test(text.charAt(open - 1))) return undefined;
  const end = token.end + 1;
  return open + 1 === token.start
    ? { start: open, end, text: inScript }
    : { start: token.start, end, text: `${quote} + ${inScript}` };
}

/** A longer beginning of a line is read for no token in it: nobody has written it. */
const LONGEST_BEGINNING = 2000;

/** The quote of this line that is open at `offset`; undefined where none is. */
function openingQuote(text: string, offset: number): number | undefined {
  const from = Math.max(0, offset - LONGEST_BEGINNING);
  const newline = text.slice(from, offset).lastIndexOf('\n');
  if (newline === -1 && from > 0) return undefined;
  let open: number | undefined;
  for (let index = from + newline + 1; index < offset; index++) {
    const character = text.charAt(index);
    if (character === '\\') index++;
    else if (open !== undefined) open = character === text.charAt(open) ? undefined : open;
    else if (`"'\``.includes(character)) open = index;
  }
  return open;
}
