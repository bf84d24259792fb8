import type { ServerResponse } from 'node:http';

import type { LoopbackRequest } from '../../../src/host/loopbackServer.ts';

/**
 * Lets a page of any origin read the answer. The question that browsers ask before a request with `Authorization` (the
 * preflight) is answered here, and is no request of the extension's.
 *
 * @returns whether that was all
 */
export function allowOrigins(request: LoopbackRequest, response: ServerResponse): boolean {
  response.setHeader('access-control-allow-origin', '*');
  if (request.method !== 'OPTIONS') return false;
  response
    .writeHead(204, {
      'access-control-allow-methods': 'GET, HEAD, POST, PUT, PATCH, DELETE',
      // A star would not stand for `Authorization`.
      'access-control-allow-headers': request.headers['access-control-request-headers'] ?? '',
    })
    .end();
  return true;
}
