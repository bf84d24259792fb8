import { format } from 'jsonc-parser';

import { applyEdits } from '../../../core/kit/textEdit.ts';

/** Beyond this the indentation alone would grow with the square of the text. */
const DEEPEST = 100;

/**
 * JSON in readable form: only the white space between its parts is different. Numbers, escapes, the order of members
 * and doubled ones stay as they were sent, which parsing and writing them again would not leave.
 *
 * @returns `undefined` where the text is no JSON, or nested deeper than anyone reads
 */
export function prettyJson(text: string): string | undefined {
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  if (depthOf(text) > DEEPEST) {
    return undefined;
  }
  // A line end outlives the formatter as it is; within texts JSON has none.
  const plain = text.trim().replaceAll(/\r\n?/g, '\n');
  const options = { insertSpaces: true, tabSize: 2, eol: '\n' };
  const edits = format(plain, undefined, options).map(({ offset, length, content }) => ({
    start: offset,
    end: offset + length,
    text: content,
  }));
  return applyEdits(plain, edits);
}

function depthOf(json: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [token] of json.matchAll(/"(?:[^"\\]|\\.)*"|[[{\]}]/g)) {
    if (token === '[' || token === '{') deepest = Math.max(deepest, ++depth);
    else if (!token.startsWith('"')) depth--;
  }
  return deepest;
}
