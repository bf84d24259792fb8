import * as l10n from '@vscode/l10n';

import { type Funds, formatMoney } from '../../../core/resources/balance.ts';
import type { DeliveryOutcome } from '../../../core/resources/deliveryOutcome.ts';
import { formatSpan } from '../../../core/tokens/describeTime.ts';

/** Routee's states that most messages come to, in the user's language; any other in Routee's words. */
const stateText = (state: string): string => {
  const known: Readonly<Record<string, string>> = {
    queued: l10n.t('Queued'),
    sent: l10n.t('Sent'),
    delivered: l10n.t('Delivered'),
    undelivered: l10n.t('Undelivered'),
    failed: l10n.t('Failed'),
    completed: l10n.t('Completed'),
    succeeded: l10n.t('Succeeded'),
    expired: l10n.t('Expired'),
  };
  return known[state.toLowerCase()] ?? state;
};

/** Reasons that Routee's page on statuses explains. */
const reasonText = (reason: string): string | undefined => {
  const known: Readonly<Record<string, string>> = {
    undeliveredonhandset: l10n.t('The phone is switched off or out of reach.'),
    unknownnumber: l10n.t('The number is unknown and might no longer exist.'),
    roaming: l10n.t('The phone is roaming and accepts no messages.'),
    callbarred: l10n.t('The number is barred from receiving this message.'),
    unknownstatus: l10n.t('The network gave no reason.'),
    carrierviolation: l10n.t("The carrier's filter refused the content."),
    expired: l10n.t('The message expired before it could be delivered.'),
    dnderrorcode: l10n.t('The recipient is on a do-not-disturb list.'),
  };
  return known[reason.toLowerCase().replaceAll(/[^a-z]/g, '')];
};

/** The states so far: `Delivered`, or `2 Delivered, 1 Undelivered`. */
export function statesText({ states }: Pick<DeliveryOutcome, 'states'>): string {
  const all = [...states].map(([state, count]) => ({ text: stateText(state), count }));
  return all.length === 1
    ? (all[0]?.text ?? '')
    : all.map(({ text, count }) => `${count} ${text}`).join(', ');
}

/**
 * The end of a message in one line, such as `Delivered in 4 s · €0.036 · GR Cosmote`, or why it failed.
 *
 * @param locale BCP 47 tag of the language of the text
 */
export function deliveryText(
  outcome: DeliveryOutcome,
  spanMs: number,
  currency: Funds['currency'],
  locale: string,
): string {
  const { hasFailed, reason, description, price, place } = outcome;
  const states = statesText(outcome);
  const why = hasFailed ? (reasonText(reason ?? '') ?? description ?? reason) : undefined;
  const end =
    why === undefined
      ? l10n.t('{0} in {1}', states, formatSpan(spanMs))
      : `${states}: ${why.replace(/\.$/, '')}`;
  const money = price === undefined ? '' : formatMoney(price, currency, locale);
  return [end, money, place].filter((part) => part !== '').join(' · ');
}
