import type { FileVariables } from './fileVariables.ts';
import type { HttpRequest } from './httpFile.ts';

/** More than a host may be long: what a file makes of it is not read further. */
const LONGEST_AUTHORITY = 300;
/** A longer authority is not read, its references as they are written. */
const LONGEST_WRITTEN = 5000;
/** This machine, by its names and addresses. */
const LOOPBACK = /^(?:localhost|(?:[\w-]+\.)+localhost|127(?:\.\d{1,3}){3}|\[::1\]|0\.0\.0\.0)(?::\d*)?$/i;

/**
 * The origin that a request goes to, read strictly: `undefined` when the file alone does not tell, or when anything in
 * front of the path could be read in two ways, such as a user name.
 */
export function requestOrigin(
  text: string,
  request: HttpRequest,
  variables: FileVariables,
): string | undefined {
  const { url, line } = request;
  const written = AUTHORITY.exec(url.slice(0, LONGEST_WRITTEN))?.[0] ?? '';
  if (written.length === LONGEST_WRITTEN) return undefined;
  const resolve = (value: string): string => variables.resolve(value, line.start, LONGEST_AUTHORITY);
  let start: string;
  try {
    start = withHost(resolve(written) || '/', hostHeader(text, request, resolve));
  } catch {
    return undefined;
  }
  if (!/^https?:\/\//i.test(start) || /[{}@\\\s]/.test(start)) return undefined;
  return URL.parse(start)?.origin;
}

/** A scheme and what follows it up to the path, references as a whole. */
const AUTHORITY = /^(?:(?:\{\{[^{}]*\}\}|[a-z\d+.-])+:\/\/)?(?:\{\{[^{}]*\}\}|[^/?#\\\s])*/i;

function hostHeader(text: string, request: HttpRequest, resolve: (value: string) => string): string {
  const header = request.headers.find(({ name }) => name.toLowerCase() === 'host');
  return header === undefined ? '' : resolve(text.slice(header.value.start, header.value.end));
}

/**
 * The address with the host of the header in front of a mere path (RFC 9112 section 3.2.1), and with its scheme: this
 * machine is called without encryption.
 */
export function withHost(url: string, host: string): string {
  if (/^[a-z][a-z\d+.-]*:\/\//i.test(url)) return url;
  const whole = url.startsWith('/') && host !== '' ? host + url : url;
  const authority = /^[^/?#]*/.exec(whole)?.[0] ?? '';
  if (LOOPBACK.test(authority)) return `http://${whole}`;
  return whole === url ? url : `https://${whole}`;
}
