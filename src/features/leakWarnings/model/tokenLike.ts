import { LONGEST_READ } from '../../../core/kit/slices.ts';

/** Words as long as Routee's shortest tokens, UUIDs without hyphens; few other words are. */
const TOKEN_LIKE = /(?<![\w-])[\w-]{32}/;
/** Characters on either side of a change that it may have completed to a token. */
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

/** Whether the changes may touch a token. Reads the new text and a little around it, not the file. */
export function mayTouchToken(document: Lines, changes: readonly Change[]): boolean {
  if (changes.length > MOST_CHANGES) return true;
  return changes.some(({ range: { start }, text }) => {
    // Of several deletions, the lower ones have line numbers from before, which may be gone.
    if (start.line >= document.lineCount) return true;
    const from = Math.max(0, start.character - NEARBY);
    const around = document.lineAt(start.line).text.slice(from, start.character + text.length + NEARBY);
    return mayHoldToken(text + around);
  });
}
