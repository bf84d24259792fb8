import type { HttpRequest } from '../../../core/httpFile/httpFile.ts';
import { digestOf } from './sending.ts';

/**
 * The digest of a request as it stands in a file: one whose line or body is changed is another request. The headers are
 * left out, for they may hold a secret that is short enough to be guessed from a digest.
 */
export function requestDigest(
  text: string,
  { line, body }: Pick<HttpRequest, 'line' | 'body'>,
): Promise<string> {
  const parts = [line, ...(body === undefined ? [] : [body])].map(({ start, end }) =>
    text.slice(start, end).trimEnd(),
  );
  return digestOf(new TextEncoder().encode(parts.join('\n\n')));
}
