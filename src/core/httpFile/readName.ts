import { isBlank, trimmedStart, type LineCursor } from './lineCursor.ts';

/** The name that a comment line `# @name …` or `// @name …` gives, up to a blank; undefined where it gives none. */
export function readName(line: LineCursor): string | undefined {
  const mark = trimmedStart(line.text, line.first + (line.startsWith('#') ? 1 : 2), line.end);
  if (!line.text.startsWith('@name', mark)) return undefined;
  const start = trimmedStart(line.text, mark + 5, line.end);
  if (start === mark + 5) return undefined;
  let end = start;
  while (end < line.end && !isBlank(line.text.charCodeAt(end))) end++;
  return end === start ? undefined : line.text.slice(start, end);
}
