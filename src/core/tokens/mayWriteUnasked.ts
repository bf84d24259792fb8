import type { Application } from '../applications/application.ts';
import { isWorthAsking } from './describeTime.ts';
import type { Token } from './token.ts';

/**
 * Whether a token may be put where others read it while nobody is there to be asked: any but a long-lived one, and
 * that one too once the user has agreed to it for its application.
 */
export function mayWriteUnasked(
  application: Pick<Application, 'longLivedAccepted'> | undefined,
  token: Token,
): boolean {
  return application !== undefined && (application.longLivedAccepted === true || !isWorthAsking(token));
}
