import type { TextEdit } from '../../kit/textEdit.ts';
import type { HttpFile } from '../httpFile.ts';
import type { TextRange } from '../../kit/textEdit.ts';

/** Gathers the edits of a plan: one for a place, none without effect, sorted, never overlapping. */
export class EditCollector {
  readonly #text: string;
  readonly #file: HttpFile;
  /** Edits of headers and variables, by their start. */
  readonly #edits = new Map<number, TextEdit>();
  /** Plain text at cursors. It gives way to the others. */
  readonly #insertions: TextEdit[] = [];
  readonly #definitions = new Map<string, string>();

  constructor(text: string, file: HttpFile) {
    this.#text = text;
    this.#file = file;
  }

  /** Replaces a span. The first edit of a place stays. */
  replace(range: TextRange, text: string): void {
    if (!this.#edits.has(range.start))
      this.#edits.set(range.start, { start: range.start, end: range.end, text });
  }

  /** Adds a line below the one that ends at `lineEnd`, with the line end that is there. */
  addLineBelow(lineEnd: number, line: string): void {
    this.replace({ start: lineEnd, end: lineEnd }, this.#lineEndAt(lineEnd) + line);
  }

  /** Replaces a selection or inserts at a cursor, unless the text is there already: selected, beside or around it. */
  insertText(range: TextRange, text: string): void {
    const isCursor = range.start === range.end;
    const isThere = isCursor
      ? this.#text.slice(Math.max(0, range.start - text.length), range.start + text.length).includes(text)
      : this.#text.slice(range.start, range.end) === text;
    if (!isThere) this.#insertions.push({ start: range.start, end: range.end, text });
  }

  /** Defines a variable at the top of the file. The first definition of a name stays. */
  define(name: string, value: string): void {
    if (!this.#definitions.has(name)) this.#definitions.set(name, value);
  }

  /** The edits that remain. */
  finish(): readonly TextEdit[] {
    const planned = [...this.#edits.values()].sort((a, b) => a.start - b.start);
    const edits = [...this.#definitionEdit(), ...planned, ...this.#insertionsBeside(planned)];
    return edits
      .sort((a, b) => a.start - b.start || a.end - b.end)
      .filter((edit) => this.#text.slice(edit.start, edit.end) !== edit.text);
  }

  #lineEndAt(offset: number): string {
    if (this.#text[offset] === '\n') return '\n';
    return this.#text.startsWith('\r\n', offset) ? '\r\n' : this.#file.eol;
  }

  /**
   * The new definitions, as the first lines of the file. To httpYac a variable is known in all requests only where it
   * stands above a `###`, so one is added where the first of several requests has none above it.
   */
  #definitionEdit(): TextEdit[] {
    if (this.#definitions.size === 0) return [];
    const { start, requests } = this.#file;
    const newline = this.#text.indexOf('\n');
    const eol =
      newline === -1 ? this.#file.eol : this.#lineEndAt(newline - (this.#text[newline - 1] === '\r' ? 1 : 0));
    const lines = [...this.#definitions].map(([name, value]) => `@${name} = ${value}${eol}`).join('');
    const needsSeparator =
      requests.length > 1 && requests[0]?.range.start === start && !this.#text.startsWith('###', start);
    const startsWithVariable = this.#text[start] === '@';
    const isEnd = start === this.#text.length || this.#text[start] === '\n' || this.#text[start] === '\r';
    const gap = needsSeparator ? `${eol}###${eol}` : startsWithVariable || isEnd ? '' : eol;
    return [{ start, end: start, text: lines + gap }];
  }

  /** A selection that reaches into another edit is not replaced; one that starts in it is dropped. */
  #insertionsBeside(planned: readonly TextEdit[]): TextEdit[] {
    const result: TextEdit[] = [];
    let offset = -1;
    for (const insertion of this.#insertions.sort((a, b) => a.start - b.start)) {
      const isInside = planned.some((edit) => edit.start <= insertion.start && insertion.start < edit.end);
      if (isInside || insertion.start < offset) continue;
      const isCrossed = planned.some((edit) => edit.start < insertion.end && insertion.start < edit.end);
      const kept = isCrossed ? { ...insertion, end: insertion.start } : insertion;
      if (result.at(-1)?.start === kept.start) continue;
      result.push(kept);
      offset = kept.end;
    }
    return result;
  }
}
