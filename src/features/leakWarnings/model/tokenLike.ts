/** Words as long as Routee's shortest tokens, UUIDs without hyphens; few other words are. */
const LEAST_LENGTH = 32;
const IS_WORD = Array.from({ length: 128 }, (_, code) => /[\w-]/.test(String.fromCharCode(code)));
/** Characters on either side of a change that it may have completed to a token. */
const NEARBY = 64;
/** Of one edit: of more, looking at each would take longer than reading the file once. */
const MOST_CHANGES = 100;
/** The same for one new text. */
const LONGEST_CHANGE = 100_000;

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

/** Whether the text may hold a token: a cheap look that errs on the side of yes. */
export function mayHoldToken(text: string): boolean {
  const isWord = (at: number): boolean => IS_WORD[text.charCodeAt(at)] === true;
  // Such a word has one of these places in it.
  for (let at = LEAST_LENGTH - 1; at < text.length; at += LEAST_LENGTH) {
    let [start, end] = [at, at];
    while (isWord(start)) start--;
    while (isWord(end) && end - start <= LEAST_LENGTH) end++;
    if (end - start > LEAST_LENGTH) return true;
  }
  return false;
}

/** Whether the changes may touch a token. Reads the new text and a little around it, not the file. */
export function mayTouchToken(document: Lines, changes: readonly Change[]): boolean {
  if (changes.length > MOST_CHANGES) return true;
  return changes.some(({ range: { start }, text }) => {
    if (text.length > LONGEST_CHANGE) return true;
    // Of several deletions, the lower ones have line numbers from before, which may be gone.
    if (start.line >= document.lineCount) return true;
    const from = Math.max(0, start.character - NEARBY);
    const around = document.lineAt(start.line).text.slice(from, start.character + text.length + NEARBY);
    return mayHoldToken(text + around);
  });
}
