import type { Token } from '../tokens/token.ts';
import type { TokenState } from '../tokens/tokenState.ts';

/** The application whose token is to be checked. */
export interface Subject {
  /** As it may be shown. */
  readonly name: string;
  /** As it may be shown. */
  readonly id: string;
  /** What its token is narrowed to, as it is stored; none: all. */
  readonly scopes: readonly string[];
  readonly state: TokenState;
  /** Exchanges its credentials now. @throws {RouteeError} */
  exchange(signal: AbortSignal): Promise<Token>;
  /** Scopes as they may be shown. */
  showScopes(scopes: readonly string[]): readonly string[];
  /** A sentence that a server has written, as it may be shown. */
  showText(text: string): string;
}
