import * as l10n from '@vscode/l10n';

/**
 * Scopes seen in answers of Routee's token endpoint, and those that its pages name. There is no official list: they are
 * suggestions, and any other may be typed.
 */
export const knownScopes = (): readonly { readonly scope: string; readonly purpose: string }[] => [
  { scope: '2step', purpose: l10n.t('one-time codes') },
  { scope: 'account', purpose: l10n.t('balance, transactions') },
  { scope: ALL_SCOPES, purpose: l10n.t('everything') },
  { scope: 'contact', purpose: l10n.t('contacts, labels, groups') },
  { scope: 'email_sender', purpose: l10n.t('email senders and domains') },
  { scope: 'email_validator', purpose: l10n.t('validate email addresses') },
  { scope: 'failover', purpose: l10n.t('one channel after the other') },
  { scope: 'forms', purpose: l10n.t('forms') },
  { scope: 'lookup', purpose: l10n.t('look up a number') },
  { scope: 'number_pool', purpose: l10n.t('number pools') },
  { scope: 'number_validator', purpose: l10n.t('validate a number') },
  { scope: 'promotional_email', purpose: l10n.t('promotional email') },
  { scope: 'report', purpose: l10n.t('reports') },
  { scope: 'sms', purpose: l10n.t('send and track SMS') },
  { scope: 'transactional_email', purpose: l10n.t('transactional email') },
  { scope: 'url_analyzer', purpose: l10n.t('analyze URLs') },
  { scope: 'viber', purpose: l10n.t('Viber messages') },
  { scope: 'virtual_number', purpose: l10n.t('virtual numbers') },
  { scope: 'voice', purpose: l10n.t('calls and conversations') },
];

/** Stands for every scope. */
const ALL_SCOPES = 'all';

/** Whether a token with these scopes has one of them. */
export function hasScope(scopes: readonly string[], scope: string): boolean {
  return scopes.includes(scope) || scopes.includes(ALL_SCOPES);
}

/** The characters that RFC 6749 section 3.3 allows in a scope. */
const SCOPE = /^[\x21\x23-\x5b\x5d-\x7e]+$/;

/** The words of a text that may be scopes. */
export function scopesIn(text: string): string[] {
  return text.split(/\s+/).filter((word) => SCOPE.test(word));
}
