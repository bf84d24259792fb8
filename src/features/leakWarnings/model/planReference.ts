import type { TextEdit, TextRange } from '../../../core/kit/textEdit.ts';
import { locateCursor } from '../../../core/httpFile/locateCursor.ts';
import { parseHttpFile } from '../../../core/httpFile/parser/parseHttpFile.ts';
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
  token: TextRange,
  { token: reference, inScript }: Reference = DOTENV_REFERENCE,
): TextEdit | undefined {
  if (inScript === undefined || locateCursor(parseHttpFile(text), text, token.start).kind !== 'script') {
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

/** The quote of this line that is open at `offset`; undefined where none is. */
function openingQuote(text: string, offset: number): number | undefined {
  let open: number | undefined;
  for (let index = text.lastIndexOf('\n', offset - 1) + 1; index < offset; index++) {
    const character = text.charAt(index);
    if (character === '\\') index++;
    else if (open !== undefined) open = character === text.charAt(open) ? undefined : open;
    else if (`"'\``.includes(character)) open = index;
  }
  return open;
}
