import type { Disposable } from '../ports.ts';
import type { SharedApplications } from './sharedApplications.ts';

/** What other extensions can use without anybody's consent, as `api/routee-auth.d.ts` describes it: never a token. */
export interface ExportedApi extends Pick<SharedApplications, 'getApplications' | 'getSession'> {
  readonly version: 1;
  readonly onDidChangeApplications: (listener: () => unknown) => Disposable;
}

/** @param load gives what is behind the methods, once somebody calls one */
export function exportedApi(
  sources: readonly { readonly onDidChange: (listener: () => unknown) => Disposable }[],
  load: () => Promise<SharedApplications>,
): ExportedApi {
  return {
    version: 1,
    getApplications: async () => (await load()).getApplications(),
    getSession: async (authentication, query) => (await load()).getSession(authentication, query),
    onDidChangeApplications: (listener) => {
      const subscriptions = sources.map(({ onDidChange }) => onDidChange(listener));
      return { dispose: () => subscriptions.map((subscription) => subscription.dispose()) };
    },
  };
}
