import type { TokenManager } from '../tokens/tokenManager.ts';
import type { ShownApplications } from './shownApplications.ts';

/** What views know of tokens. */
export type TokenStates = Pick<TokenManager, 'state' | 'isKeptFresh' | 'nextRenewalMs' | 'onDidChange'>;

/** The tokens as people are to see them: without scopes, permissions and quoted ids in demo mode. */
export function shownTokens(tokens: TokenManager, shown: ShownApplications): TokenStates {
  return {
    onDidChange: tokens.onDidChange,
    state: (key) => {
      const state = tokens.state(key);
      return shown.redaction?.state(state) ?? state;
    },
    isKeptFresh: (key) => tokens.isKeptFresh(key),
    nextRenewalMs: (key) => tokens.nextRenewalMs(key),
  };
}
