import type { CursorRange } from '../../../src/core/httpFile/plan/tokenPlan.ts';

/** Reads a text in which `‸` is a cursor and `«…»` a selection. */
export function readMarkers(marked: string): { text: string; cursors: CursorRange[] } {
  const cursors: CursorRange[] = [];
  let text = '';
  let selectionStart = 0;
  for (const character of marked) {
    if (character === '‸') cursors.push({ start: text.length, end: text.length });
    else if (character === '«') selectionStart = text.length;
    else if (character === '»') cursors.push({ start: selectionStart, end: text.length });
    else text += character;
  }
  return { text, cursors };
}
