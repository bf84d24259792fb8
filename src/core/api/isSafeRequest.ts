/** Servers take one of these for the method that is really meant. */
const METHOD_OVERRIDE = /^x-(?:http-)?method(?:-override)?$/i;

/** Changes nothing (RFC 9110 section 9.2.1), as far as method and headers tell. */
export function isSafeRequest(method: string, headerNames: readonly string[]): boolean {
  return (method === 'GET' || method === 'HEAD') && !headerNames.some((name) => METHOD_OVERRIDE.test(name));
}
