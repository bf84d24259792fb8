import type { HttpRequest } from '../../../core/httpFile/httpFile.ts';
import { digestOf } from './sending.ts';

/** The digest of a request as it stands in a file: one that is changed is another request. */
export function requestDigest(
  text: string,
  { line, contentEnd }: Pick<HttpRequest, 'line' | 'contentEnd'>,
): Promise<string> {
  return digestOf(new TextEncoder().encode(text.slice(line.start, contentEnd).trimEnd()));
}
