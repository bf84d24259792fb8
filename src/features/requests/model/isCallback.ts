import type { FileVariables } from '../../../core/httpFile/fileVariables.ts';
import type { HttpRequest } from '../../../core/httpFile/httpFile.ts';
import { requestOrigin } from '../../../core/httpFile/requestOrigin.ts';
import { isLoopback } from '../../../core/protocol/endpoint.ts';

/**
 * Whether a request can stand for one that Routee posts to the user's own server: it goes to this machine, and neither
 * to the API nor for a token, which may come from here, too, in tests.
 */
export function isCallback(
  text: string,
  request: HttpRequest,
  variables: FileVariables,
  { apiUrl, authUrl }: { readonly apiUrl: string; readonly authUrl: string },
): boolean {
  if (request.method.toUpperCase() !== 'POST') return false;
  const origin = requestOrigin(text, request, variables);
  const ofRoutee = [apiUrl, authUrl].map((url) =>
    URL.canParse(url.trim()) ? new URL(url.trim()).origin : undefined,
  );
  return origin !== undefined && isLoopback(new URL(origin).hostname) && !ofRoutee.includes(origin);
}
