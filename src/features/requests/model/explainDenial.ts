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
      l10n.t("Routee refused the token of {0} ({1}), and there's no new token yet.", name, status),
      denial.error.message,
    ];
  }
  if (denial.kind === 'notRepeated') {
    return [
      l10n.t(
        'Routee refused the token of {0} ({1}). The body of this request can be sent only once. Send the request again to use a new token.',
        name,
        status,
      ),
    ];
  }
  const has =
    token.scopes.length === 0
      ? l10n.t('Its scopes are unknown.')
      : l10n.t('Its scopes: {0}.', token.scopes.join(', '));
  const needs = scope === undefined ? [] : [l10n.t('This resource probably requires "{0}".', scope)];
  return [
    denial.kind === 'sameToken'
      ? l10n.t('Routee refused the token of {0} ({1}) and returned the same token again.', name, status)
      : l10n.t('Routee refused the token of {0} ({1}) and a new one, too.', name, status),
    [l10n.t('Possible cause 1: the token lacks a scope.'), has, ...needs].join(' '),
    l10n.t(
      "Possible cause 2: the application isn't allowed to use this resource. See its permissions in Routee's portal.",
    ),
    l10n.t("Possible cause 3: this computer's IP address isn't on the application's whitelist."),
  ];
}
