import type { TextEdit } from '../../../core/kit/textEdit.ts';

/** A text that one edit has inserted, and its current place. */
export interface InsertedText {
  /** In UTF-16 code units. */
  readonly start: number;
  readonly text: string;
  /** The text that was there before. */
  readonly replaced: string;
}

/** The places of the texts of `edits` (sorted, not overlapping) after applying them to `before`. */
export function insertedTexts(before: string, edits: readonly TextEdit[]): readonly InsertedText[] {
  let shift = 0;
  return edits.map(({ start, end, text }) => {
    const inserted = { start: start + shift, text, replaced: before.slice(start, end) };
    shift += text.length - (end - start);
    return inserted;
  });
}

/**
 * The places of the texts after a further change. Omits a text that the change touches: it is no longer as inserted.
 */
export function afterChange(inserted: readonly InsertedText[], change: TextEdit): readonly InsertedText[] {
  const shift = change.text.length - (change.end - change.start);
  return inserted.flatMap((part) => {
    if (change.start >= part.start + part.text.length) {
      return [part];
    }
    return change.end <= part.start ? [{ ...part, start: part.start + shift }] : [];
  });
}

/** The edits that remove the texts and restore those that they replaced. */
export function undoingEdits(inserted: readonly InsertedText[]): readonly TextEdit[] {
  return inserted.map(({ start, text, replaced }) => ({ start, end: start + text.length, text: replaced }));
}
