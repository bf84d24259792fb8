import * as l10n from '@vscode/l10n';

import { fieldsOf } from '../kit/parseJson.ts';

/** Parts of Routee's API by the middle three digits of a code. */
const modules = (): Readonly<Record<string, string>> => ({
  '001': l10n.t('account'),
  '002': l10n.t('contacts'),
  '003': l10n.t('users'),
  '004': l10n.t('languages'),
  '005': 'SMS',
  '007': l10n.t('reports'),
  '009': l10n.t('campaigns'),
  '010': l10n.t('applications'),
  '011': l10n.t('one-time codes'),
  '012': l10n.t('import of contacts'),
  '013': l10n.t('calls'),
  '014': l10n.t('number lookup'),
  '016': l10n.t('number validation'),
  '018': l10n.t('prices'),
  '019': 'Viber',
  '020': l10n.t('Viber senders'),
  '021': l10n.t('numbers'),
});

const TOP_UP = (): string => l10n.t("The account's balance is too low. Top it up in Routee's portal.");

/** Sentences on the codes that Routee's pages and recorded answers explain: the fault, and a remedy. */
const known = (): Readonly<Record<string, string>> => ({
  '400000000': l10n.t("A value in the request isn't valid."),
  '400001009': TOP_UP(),
  '404002001': l10n.t('No contact has this ID.'),
  '404002003': l10n.t('No group has this name.'),
  '409002005': l10n.t('A contact or group with this number or name already exists.'),
  '400005000': l10n.t(
    'The SMS has no recipient, or its sender or text can\'t be used. Check "to", "from", and "body".',
  ),
  '404005000': l10n.t('No message has this tracking ID. Check it, and whether it belongs to this account.'),
  '400007001': l10n.t('The start must be before the end, and the period at most five years.'),
  '404009001': l10n.t('No campaign has this tracking ID. Check it, and whether it belongs to this account.'),
  '400011001': l10n.t("The template of the one-time code can't be used. It must contain @@pin."),
  '400011002': l10n.t('The one-time code was confirmed or canceled, or it failed. Send a new one.'),
  '400011003': l10n.t('The one-time code has expired. Send a new one.'),
  '400011004': l10n.t('Too many wrong codes were tried. Send a new one.'),
  '400011005': l10n.t('The code is wrong. Try again.'),
  '404011006': l10n.t('No one-time code has this tracking ID.'),
});

/** Errors of the e-mail API, whose codes have six digits. */
const email = (): Readonly<Record<string, string>> => ({
  '000000': l10n.t("The sender's domain isn't valid."),
  '000001': l10n.t("The sender isn't valid."),
  '000002': l10n.t("The sender isn't verified. Verify it in Routee's portal."),
  '000004': l10n.t('The account has no active subscription for email.'),
});

/** Reasons why a one-time code was not sent although the HTTP status is 200. */
const notSent = (): Readonly<Record<string, string>> => ({
  0: l10n.t('Routee had an internal error. Try again later.'),
  1: TOP_UP(),
  2: l10n.t('The last step failed.'),
  3: l10n.t("The first step didn't start."),
});

const byStatus = (status: string): string => {
  const advice: Readonly<Record<string, string>> = {
    400: l10n.t('Check the values of the request.'),
    404: l10n.t('Check the ID or name in the address and the body.'),
    409: l10n.t('Something with this name or number already exists.'),
    500: l10n.t('Routee had an internal error. Try again later.'),
  };
  return advice[status] ?? '';
};

/**
 * Explains an answer that reports a failure by one of Routee's codes: what the code says, which members are wrong, and
 * what to do. Empty for any other answer.
 *
 * @param body parsed JSON
 */
export function explainCode(body: unknown): string[] {
  const { code, errorCode, status, statusCode, properties, errors } = fieldsOf(body);
  const [first] = Array.isArray(errors) ? (errors as unknown[]) : [];
  const said = digitsOf(code) ?? digitsOf(errorCode) ?? digitsOf(fieldsOf(first)['errorCode']);
  if (said !== undefined) return [sentenceFor(said), ...wrongMembers(properties)];
  if (status !== 'Failed') return [];
  const reason = notSent()[String(statusCode)] ?? '';
  return [l10n.t('The message failed, although the HTTP status is 200. {0}', reason).trimEnd()];
}

function sentenceFor(code: string): string {
  const sentence = known()[code] ?? email()[code];
  if (sentence !== undefined) return l10n.t('Error {0}: {1}', code, sentence);
  const status = code.slice(0, 3);
  const module = modules()[code.slice(3, 6)];
  const parts = [...(module === undefined ? [] : [module]), l10n.t('HTTP status {0}', status)].join(', ');
  return l10n.t('Error {0} ({1}). {2}', code, parts, byStatus(status)).trimEnd();
}

/** Routee's own words about members of the request. */
function wrongMembers(properties: unknown): string[] {
  const members = Object.entries(fieldsOf(properties)).filter(([, why]) => typeof why === 'string');
  return members.map(([name, why]) => l10n.t('Check "{0}": {1}', name, String(why)));
}

/** The digits of a code of Routee's: nine, or six of the e-mail API. */
function digitsOf(code: unknown): string | undefined {
  const text = String(code);
  return /^[45]\d{8}$/.test(text) || Object.hasOwn(email(), text) ? text : undefined;
}
