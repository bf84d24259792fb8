import { targets } from '@readme/httpsnippet/targets';

import { MARK, type MarkedRequest } from './sampleLanguage.ts';

type Target = keyof typeof targets;
type LibraryRequest = Parameters<(typeof targets)['go']['clientsById'][string]['convert']>[0];

/**
 * Lets `@readme/httpsnippet` write the code of one of its clients. Its class `HTTPSnippet` is left out: all it does
 * for a request that is as simple as ours is to parse the URL, and it would double the size of this chunk.
 *
 * @throws Error when the library has no such client.
 */
export function libraryCode(
  target: Target,
  client: string,
  request: MarkedRequest,
  options: Readonly<Record<string, unknown>> = {},
): string {
  const { convert } = targets[target].clientsById[client] ?? {};
  if (convert === undefined) {
    throw new Error(`@readme/httpsnippet has no ${target} ${client}`);
  }
  return convert(libraryRequest(request), options);
}

function libraryRequest({ method, isHttps, headers, hasBody }: MarkedRequest): LibraryRequest {
  return {
    method,
    url: MARK.url,
    fullUrl: MARK.url,
    // Clients read no more of it, and not the media type, so that all of them write the body as a plain string.
    uriObj: { protocol: isHttps ? 'https:' : 'http:' } as LibraryRequest['uriObj'],
    queryObj: {},
    queryString: [],
    headers: [],
    headersObj: { ...headers },
    allHeaders: { ...headers },
    cookies: [],
    cookiesObj: {},
    httpVersion: 'HTTP/1.1',
    headersSize: -1,
    bodySize: -1,
    postData: hasBody ? { mimeType: MARK.mediaType, text: MARK.body } : { mimeType: MARK.mediaType },
  };
}
