import { originOf } from '../../../core/applications/servers.ts';
import type { FileVariables } from '../../../core/httpFile/fileVariables.ts';
import type { HttpRequest } from '../../../core/httpFile/httpFile.ts';
import { requestOrigin } from '../../../core/httpFile/requestOrigin.ts';
import { isLoopback } from '../../../core/protocol/endpoint.ts';

/**
 * Whether a request can stand for one that Routee posts to the user's own server: it goes to this machine, and neither
 * to an API nor to a token endpoint, which may be on this machine, too, as the sandbox is.
 *
 * @param endpoints every address that gets tokens or credentials
 */
export function isCallback(
  text: string,
  request: HttpRequest,
  variables: FileVariables,
  endpoints: readonly string[],
): boolean {
  if (request.method.toUpperCase() !== 'POST') return false;
  const origin = requestOrigin(text, request, variables);
  const isEndpoint = endpoints.some((url) => originOf(url) === origin);
  return origin !== undefined && isLoopback(new URL(origin).hostname) && !isEndpoint;
}
