import type { HttpFile } from '../../../core/httpFile/httpFile.ts';

/** The place for a new request, and the text that has to surround it. */
export interface RequestPlace {
  readonly offset: number;
  readonly before: string;
  readonly after: string;
}

/**
 * Finds a place behind the request at the cursor (or the last one above it, or else the whole file) that splits no
 * other request: neither its comments, scripts and variables nor one that follows without a `###`.
 */
export function requestPlace(text: string, file: HttpFile, cursor: number): RequestPlace {
  const above = file.requests.findLast(({ range }) => range.start <= cursor);
  const end = Math.max(file.start, text.trimEnd().length);
  const offset = above ? Math.min(above.contentEnd, text.length) : end;
  const rest = text.slice(offset);
  const isFirst = text.slice(file.start, offset).trim() === '';
  const before = isFirst ? '' : '\n\n';
  if (rest.trim() === '') return { offset, before, after: rest.includes('\n') ? '' : '\n' };
  const isSeparated = rest.trimStart().startsWith('###');
  return { offset, before, after: isSeparated ? '' : '\n\n###' };
}
