import type { Application } from '../applications/application.ts';
import { isLongLived, type Token } from '../protocol/token.ts';

/**
 * Whether a token may go where others read it without a question: any but a long-lived one, which outlives whatever it
 * is put into, and that one too once the user has agreed to it for its application.
 */
export function mayLeaveUnasked(
  application: Pick<Application, 'longLivedAccepted'> | undefined,
  token: Token,
): boolean {
  return application !== undefined && (application.longLivedAccepted === true || !isLongLived(token));
}
