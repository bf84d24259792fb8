import { findResource, type RouteeResource } from './resources.ts';

/** The known resource that a request goes to. */
export function resourceAt(method: string, url: URL, apiUrl: string): RouteeResource | undefined {
  const base = new URL(apiUrl).pathname.replace(/\/+$/, '');
  return url.pathname.startsWith(`${base}/`)
    ? findResource(method, url.pathname.slice(base.length))
    : undefined;
}
