import type { ApiAnswer } from '../protocol/sendAuthorized.ts';

export interface DenialContext {
  /** The application's name. */
  readonly name: string;
  /** The scope that the resource probably needs; `undefined` when nothing is known of it. */
  readonly scope: string | undefined;
}

/**
 * What a 401 or 403 may mean that a new token did not mend, in sentences: Routee says 403 of a token that is no longer
 * good, of a right that the application lacks, and of an address that is not on its whitelist, and does not tell which.
 */
export function explainDenial(answer: ApiAnswer, { name, scope }: DenialContext): string[] {
  const { status, denial, token } = answer;
  if (denial === undefined) {
    return [];
  }
  if (denial.kind === 'noNewToken') {
    return [
      `Routee refused the token of ${name} (${status}), and there is no new one yet.`,
      denial.error.message,
    ];
  }
  if (denial.kind === 'notRepeated') {
    return [
      `Routee refused the token of ${name} (${status}). The body of this request can be sent only once; send it again to use a new token.`,
    ];
  }
  const has = token.scopes.length === 0 ? 'Its scopes are not known.' : `It has: ${token.scopes.join(', ')}.`;
  const needs = scope === undefined ? '' : ` This resource probably needs “${scope}”.`;
  return [
    denial.kind === 'sameToken'
      ? `Routee refused the token of ${name} (${status}), and handed out the same token again.`
      : `Routee refused the token of ${name} (${status}), and a new one as well.`,
    `Possible cause 1: the token lacks a scope. ${has}${needs}`,
    'Possible cause 2: the application may not use this resource. See its rights in Routee’s portal.',
    'Possible cause 3: this machine’s IP address is not on the application’s whitelist.',
  ];
}
