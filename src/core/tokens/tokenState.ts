import type { RouteeErrorCode } from '../protocol/routeeError.ts';
import { isAlive, type Token } from '../protocol/token.ts';

export interface Problem {
  readonly code: RouteeErrorCode;
  /** A sentence for people, without a secret. */
  readonly message: string;
  /** Time of the failure, in milliseconds since the epoch. */
  readonly atMs: number;
  /** The setting that has to be changed; `undefined` also where the application has addresses of its own. */
  readonly setting?: string | undefined;
}

/** All that is known of an application's token. */
export type TokenState =
  | { readonly kind: 'none'; readonly token?: undefined }
  | { readonly kind: 'fetching'; readonly token: Token | undefined }
  | { readonly kind: 'ready'; readonly token: Token }
  /** The last exchange failed and will be repeated: at `retryAtMs`, or at the next use. A valid token stays valid. */
  | {
      readonly kind: 'failed';
      readonly token: Token | undefined;
      readonly problem: Problem;
      readonly retryAtMs: number | undefined;
    }
  /** Only the user can help: nothing is tried until the application is changed. */
  | { readonly kind: 'rejected'; readonly token: Token | undefined; readonly problem: Problem }
  /** The address in a setting leads to no token: nothing is tried by itself until that is changed. */
  | { readonly kind: 'misconfigured'; readonly token: Token | undefined; readonly problem: Problem };

/** The state of a token at a glance. */
export type TokenStatus =
  'none' | 'fetching' | 'valid' | 'noExpiryStated' | 'expired' | 'offline' | 'rejected' | 'misconfigured';

/** The one place that decides what a state means at a given moment. */
export function statusOf(state: TokenState, nowMs: number): TokenStatus {
  const { token } = state;
  const usable = token !== undefined && isAlive(token, nowMs);
  if (state.kind !== 'ready' && state.kind !== 'failed') return state.kind;
  if (!usable) return state.kind === 'ready' ? 'expired' : 'offline';
  return token.expiresAtMs === undefined ? 'noExpiryStated' : 'valid';
}
