const TAB = 9;
const LF = 10;
const CR = 13;
const SPACE = 32;
const HASH = 35;

/** Whether a UTF-16 code unit is white space inside a line: space, tab, vertical tab, form feed, a lone CR. */
export function isBlank(code: number): boolean {
  return code === SPACE || (code >= TAB && code <= CR && code !== LF);
}

/** The offset after the last character in `[start, end)` that is not white space; `start` if there is none. */
export function trimmedEnd(text: string, start: number, end: number): number {
  let offset = end;
  while (offset > start && isBlank(text.charCodeAt(offset - 1))) offset--;
  return offset;
}

/** The offset of the first character in `[start, end)` that is not white space; `end` if there is none. */
export function trimmedStart(text: string, start: number, end: number): number {
  let offset = start;
  while (offset < end && isBlank(text.charCodeAt(offset))) offset++;
  return offset;
}

/** Walks over the lines of a text without allocating: one instance, overwritten at every step. All fields are offsets. */
export class LineCursor {
  readonly text: string;
  /** Where the line starts. */
  start = 0;
  /** The first character that is not white space; equal to `end` on an empty line. */
  first = 0;
  /** The end of the line, without trailing white space and line end. */
  end = 0;
  /** Where the next line starts, or -1 on the last line. */
  next = 0;

  constructor(text: string, start = 0) {
    this.text = text;
    this.moveTo(start);
  }

  /** Makes the line that starts at `start` the current one. */
  moveTo(start: number): void {
    const newline = this.text.indexOf('\n', start);
    const stop = newline === -1 ? this.text.length : newline;
    this.start = start;
    this.next = newline === -1 ? -1 : newline + 1;
    this.first = trimmedStart(this.text, start, stop);
    this.end = trimmedEnd(this.text, this.first, stop);
  }

  /** Goes to the next line; false, and no move, on the last one. */
  advance(): boolean {
    if (this.next === -1) return false;
    this.moveTo(this.next);
    return true;
  }

  get isEmpty(): boolean {
    return this.first === this.end;
  }

  /** The code unit `index` places after the indentation; NaN beyond the line, so that it equals nothing. */
  code(index: number): number {
    return this.first + index < this.end ? this.text.charCodeAt(this.first + index) : NaN;
  }

  /** Whether the line, after its indentation, starts with `prefix`. */
  startsWith(prefix: string): boolean {
    return this.first + prefix.length <= this.end && this.text.startsWith(prefix, this.first);
  }

  /** Whether the line is a request separator: three or more `#`, indented or not. */
  get isSeparator(): boolean {
    return this.code(0) === HASH && this.code(1) === HASH && this.code(2) === HASH;
  }

  /** Where the line's characters end and its line end (or the end of the text) begins, trailing blanks included. */
  get contentEnd(): number {
    if (this.next === -1) return this.text.length;
    const newline = this.next - 1;
    return newline > this.start && this.text.charCodeAt(newline - 1) === CR ? newline - 1 : newline;
  }
}
