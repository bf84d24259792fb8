/**
 * Scopes seen in answers of Routee's token endpoint. There is no official list: they are suggestions, and any other
 * may be typed.
 */
export const KNOWN_SCOPES: readonly { readonly scope: string; readonly purpose: string }[] = [
  { scope: '2step', purpose: 'one-time codes' },
  { scope: 'account', purpose: 'balance, transactions' },
  { scope: 'contact', purpose: 'contacts, labels, groups' },
  { scope: 'email_sender', purpose: 'e-mail senders and domains' },
  { scope: 'email_validator', purpose: 'validate e-mail addresses' },
  { scope: 'failover', purpose: 'one channel after the other' },
  { scope: 'forms', purpose: 'forms' },
  { scope: 'lookup', purpose: 'look up a number' },
  { scope: 'number_pool', purpose: 'number pools' },
  { scope: 'number_validator', purpose: 'validate a number' },
  { scope: 'promotional_email', purpose: 'promotional e-mail' },
  { scope: 'report', purpose: 'reports' },
  { scope: 'sms', purpose: 'send and track SMS' },
  { scope: 'transactional_email', purpose: 'transactional e-mail' },
  { scope: 'url_analyzer', purpose: 'analyse URLs' },
  { scope: 'virtual_number', purpose: 'virtual numbers' },
  { scope: 'voice', purpose: 'calls and conversations' },
];

/** The characters that RFC 6749 section 3.3 allows in a scope. */
const SCOPE = /^[\x21\x23-\x5b\x5d-\x7e]+$/;

/** The words of a text that may be scopes. */
export function scopesIn(text: string): string[] {
  return text.split(/\s+/).filter((word) => SCOPE.test(word));
}
