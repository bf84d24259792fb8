import type { Fetch } from '../../../src/core/kit/ports.ts';

type DispatcherClass = new (options: object) => { readonly destroy: () => Promise<void> };

/**
 * The real `fetch` with connections of its own, which end with `close`, and with one more authority that it trusts.
 * Node does not export the class of its dispatchers, yet every one of them knows it.
 */
export async function isolatedFetch(
  authority?: string,
): Promise<{ fetch: Fetch; close: () => Promise<void> }> {
  // Node makes its dispatcher with the first request.
  await fetch('data:,');
  const shared = (globalThis as Record<symbol, unknown>)[Symbol.for('undici.globalDispatcher.1')];
  const Agent = (shared as { constructor: DispatcherClass }).constructor;
  const dispatcher = new Agent(authority === undefined ? {} : { connect: { ca: authority } });
  return {
    fetch: (url, init) => {
      const request: object = { ...init, dispatcher };
      return fetch(url, request);
    },
    close: () => dispatcher.destroy(),
  };
}
