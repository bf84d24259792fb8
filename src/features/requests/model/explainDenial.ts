import * as l10n from '@vscode/l10n';

import type { ApiAnswer } from '../../../core/protocol/sendAuthorized.ts';

export interface DenialContext {
  /** The application's name. */
  readonly name: string;
  /** The scope that the resource probably needs; `undefined` when nothing is known of it. */
  readonly scope: string | undefined;
}

/**
 * Lists possible causes of a 401 or 403 that a new token did not cure. Routee answers 403 to an invalid token, to a
 * missing permission, and to an address that is not on the whitelist, and does not tell which.
 */
export function explainDenial(answer: ApiAnswer, { name, scope }: DenialContext): string[] {
  const { status, denial, token } = answer;
  if (denial === undefined) {
    return [];
  }
  if (denial.kind === 'noNewToken') {
    return [
      l10n.t('Routee refused the token of {0} ({1}), and there is no new one yet.', name, status),
      denial.error.message,
    ];
  }
  if (denial.kind === 'notRepeated') {
    return [
      l10n.t(
        'Routee refused the token of {0} ({1}). The body of this request can be sent only once; send it again to use a new token.',
        name,
        status,
      ),
    ];
  }
  const has =
    token.scopes.length === 0
      ? l10n.t('Its scopes are not known.')
      : l10n.t('It has: {0}.', token.scopes.join(', '));
  const needs = scope === undefined ? '' : l10n.t(' This resource probably needs “{0}”.', scope);
  return [
    denial.kind === 'sameToken'
      ? l10n.t('Routee refused the token of {0} ({1}), and handed out the same token again.', name, status)
      : l10n.t('Routee refused the token of {0} ({1}), and a new one as well.', name, status),
    l10n.t('Possible cause 1: the token lacks a scope. {0}{1}', has, needs),
    l10n.t('Possible cause 2: the application may not use this resource. See its rights in Routee’s portal.'),
    l10n.t('Possible cause 3: this machine’s IP address is not on the application’s whitelist.'),
  ];
}
