import { LONGEST_READ } from '../../../core/kit/slices.ts';

/** As long as a UUID without its hyphens, which Routee's tokens are; few other words are. */
const TOKEN_LIKE = /(?<![\w-])[\w-]{32}/;
/** Characters on either side of a change: what it may have completed to a token. */
const NEARBY = 64;
/** Of one edit: of more, looking at each would take longer than reading the file once. */
const MOST_CHANGES = 100;

/** A slice of `vscode.TextDocument`. */
interface Lines {
  readonly lineCount: number;
  lineAt(line: number): { readonly text: string };
}

/** A slice of `vscode.TextDocumentContentChangeEvent`. */
interface Change {
  readonly range: { readonly start: { readonly line: number; readonly character: number } };
  readonly text: string;
}

/** Whether the text may hold a token: a cheap look that errs on the side of yes, but for a text that is not read at all. */
export function mayHoldToken(text: string): boolean {
  return text.length <= LONGEST_READ && TOKEN_LIKE.test(text);
}

/** Whether a token may stand where the changes were made. Looks at what is new and a little around it, not at the file. */
export function mayTouchToken(document: Lines, changes: readonly Change[]): boolean {
  if (changes.length > MOST_CHANGES) return true;
  return changes.some(({ range: { start }, text }) => {
    // Of several deletions the lower ones are told with the lines of before, which may be gone.
    if (start.line >= document.lineCount) return true;
    const from = Math.max(0, start.character - NEARBY);
    const around = document.lineAt(start.line).text.slice(from, start.character + text.length + NEARBY);
    return mayHoldToken(text + around);
  });
}
