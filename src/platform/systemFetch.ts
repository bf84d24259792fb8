import type { Fetch } from '../core/ports.ts';

/** Looked up at each call: VS Code puts its own fetch, which knows proxies and certificates, in place. */
export const systemFetch: Fetch = (url, init) => fetch(url, init);
