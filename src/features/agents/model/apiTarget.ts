/**
 * The address below the API's base that a path and query from outside name; `undefined` where a server could read it
 * as another one: dots, empty segments, encoded slashes or controls, anything that `URL` would change.
 *
 * @param apiUrl a valid address of the API
 * @param target what follows the base, as it came: `/sms/tracking?size=5`
 */
export function apiTarget(apiUrl: string, target: string): URL | undefined {
  const [path = ''] = target.split('?', 1);
  const isPlain = /^\/[!-~]*$/.test(target) && !/[#\\]/.test(target);
  if (!isPlain || path.includes('//') || /;|%(?:[01][\da-f]|2e|2f|5c|7f)|%(?![\da-f]{2})/i.test(path)) {
    return undefined;
  }
  const base = new URL(apiUrl.trim());
  const text = base.pathname.replace(/\/+$/, '') + target;
  const url = new URL(text, base.origin);
  return url.origin === base.origin && url.pathname + url.search === text ? url : undefined;
}
