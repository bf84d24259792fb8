import type { TextEdit } from '../httpFile/applyEdits.ts';
import type { TextRange } from '../httpFile/httpFile.ts';
import { isHttpFile, type FileKind } from '../httpFile/isHttpFile.ts';
import { locateCursor } from '../httpFile/locateCursor.ts';
import { parseHttpFile } from '../httpFile/parseHttpFile.ts';
import type { TokenInsertion } from '../httpFile/planTokenInsertion.ts';
import { TOKEN_VARIABLE } from '../tokens/variableNames.ts';

/** From where the clients of a `.http` file shall read the variable: the environment of their process, or `.env`. */
export type Provision = 'processEnv' | 'dotenv';

/** How the variable is read in a program: as an expression beside a string, and, if possible, within one. */
interface Dialect {
  readonly expression: string;
  /** Joins a string and the expression. */
  readonly join: string;
  /** Quotes around strings that need no escape here to be taken apart. */
  readonly quotes: string;
  /** What stands for the token within these quotes, or without any. */
  readonly inside?: { readonly quotes: readonly string[]; readonly text: string };
  /** A string behind one of these is not taken apart. */
  readonly notAfter?: RegExp;
}

const plus = (expression: string, quotes = '"'): Dialect => ({ expression, join: ' + ', quotes });

const javascript: Dialect = {
  ...plus(`process.env.${TOKEN_VARIABLE}`, `"'`),
  inside: { quotes: ['`'], text: `\${process.env.${TOKEN_VARIABLE}}` },
};

/** An attribute takes an expression in braces only. */
const jsx: Dialect = { ...javascript, notAfter: /=/ };

const shell: Dialect = {
  expression: `"$${TOKEN_VARIABLE}"`,
  join: '',
  quotes: `'`,
  inside: { quotes: ['"', ''], text: `$${TOKEN_VARIABLE}` },
};

/** By language id. JSON, YAML, Markdown and other texts have no way to name a variable. */
const DIALECTS = new Map<string, Dialect>(
  Object.entries({
    javascript,
    javascriptreact: jsx,
    typescript: javascript,
    typescriptreact: jsx,
    shellscript: shell,
    python: plus(`os.environ["${TOKEN_VARIABLE}"]`, `"'`),
    ruby: plus(`ENV["${TOKEN_VARIABLE}"]`, `"'`),
    php: { expression: `getenv("${TOKEN_VARIABLE}")`, join: ' . ', quotes: `"'` },
    java: plus(`System.getenv("${TOKEN_VARIABLE}")`),
    csharp: plus(`Environment.GetEnvironmentVariable("${TOKEN_VARIABLE}")`),
    go: plus(`os.Getenv("${TOKEN_VARIABLE}")`),
  }),
);

/** The reference to the variable in a `.http` file: REST Client and httpYac read both forms. */
export function httpReference(provision: Provision): string {
  return `{{$${provision} ${TOKEN_VARIABLE}}}`;
}

/** The language in which a reference is made: `http` for all files of requests, else that of the document. */
export function referenceLanguage(document: FileKind): string {
  return isHttpFile(document) ? 'http' : document.languageId;
}

/**
 * Plans the edit that puts a reference to the variable in place of the token at `token`.
 *
 * @param languageId as {@link referenceLanguage} gives it
 * @returns undefined where the language has no such reference, or the token stands where it would not be one
 */
export function planReference(
  text: string,
  token: TextRange,
  languageId: string,
  provision: Provision,
): TextEdit | undefined {
  if (languageId === 'http') {
    const inScript = provision === 'dotenv' ? TOKEN_VARIABLE : javascript.expression;
    return planHttpReference(text, token, { token: httpReference(provision), inScript });
  }
  const dialect = DIALECTS.get(languageId);
  return dialect && planInProgram(text, token, dialect);
}

/**
 * The same for a `.http` file and a reference that is given. In a script, where `{{…}}` means nothing, the token is
 * part of a string, in whose place or beside which the other form stands.
 */
export function planHttpReference(
  text: string,
  token: TextRange,
  reference: Pick<TokenInsertion, 'token' | 'inScript'>,
): TextEdit | undefined {
  const { inScript } = reference;
  if (inScript === undefined || locateCursor(parseHttpFile(text), text, token.start).kind !== 'script') {
    return { ...token, text: reference.token };
  }
  const inside = { quotes: ['`'], text: `\${${inScript}}` };
  return planInProgram(text, token, { ...plus(inScript, `"'`), inside });
}

function planInProgram(text: string, token: TextRange, dialect: Dialect): TextEdit | undefined {
  const { expression, join, quotes, inside } = dialect;
  const open = openingQuote(text, token.start);
  const quote = open === undefined ? '' : text.charAt(open);
  if (inside?.quotes.includes(quote)) return { ...token, text: inside.text };
  const end = token.end + 1;
  const isQuoted = quote !== '' && quotes.includes(quote) && text.charAt(token.end) === quote;
  if (open === undefined || !isQuoted) return undefined;
  const before = text.charAt(open - 1);
  // A prefix (f"…", r"…", @"…") or triple quotes give the string other rules.
  if (/[\w"'`@$]/.test(before) || dialect.notAfter?.test(before) || text.charAt(end) === quote)
    return undefined;
  return open + 1 === token.start
    ? { start: open, end, text: expression }
    : { start: token.start, end, text: quote + join + expression };
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
