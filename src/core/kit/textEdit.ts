/** A span of the text, in UTF-16 code units: `start` inclusive, `end` exclusive. Fits `document.positionAt`. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** Replaces the span by `text`; an insertion where the span is empty. Offsets are those of the text before all edits. */
export interface TextEdit extends TextRange {
  readonly text: string;
}

/**
 * Returns `text` with the edits made.
 *
 * @throws RangeError if the edits are not sorted, overlap, or reach beyond the text.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let offset = 0;
  for (const edit of edits) {
    if (edit.start < offset || edit.end < edit.start || edit.end > text.length) {
      throw new RangeError(`The edit at ${edit.start} overlaps another one or lies outside of the text`);
    }
    result += text.slice(offset, edit.start) + edit.text;
    offset = edit.end;
  }
  return result + text.slice(offset);
}

/** The line end of a text: that of its first line. */
export function eolOf(text: string): '\r\n' | '\n' {
  const newline = text.indexOf('\n');
  return newline > 0 && text[newline - 1] === '\r' ? '\r\n' : '\n';
}
