import * as z from 'zod/mini';

import { parseJson } from '../kit/parseJson.ts';

/** Answer of `GET /accounts/me/balance`; what is missing of the currency does not make it useless. */
const balanceSchema = z.object({
  balance: z.number(),
  currency: z.optional(
    z.object({
      code: z.optional(z.string()),
      name: z.optional(z.string()),
      sign: z.optional(z.string()),
    }),
  ),
});

export const BALANCE_PATH = '/accounts/me/balance';

/**
 * The account's balance as text, such as `€20.50`; `undefined` when the answer does not hold one.
 *
 * @param locale BCP 47 tag of the language of the text
 */
export function readBalance(body: string, locale: string): string | undefined {
  const { success, data } = balanceSchema.safeParse(parseJson(body));
  return success ? format(data.balance, data.currency?.code, data.currency?.sign, locale) : undefined;
}

function format(amount: number, code: string | undefined, sign: string | undefined, locale: string): string {
  if (code !== undefined && /^[A-Z]{3}$/i.test(code)) {
    // More digits than usual are money too: prices of messages are fractions of a cent.
    const style = { style: 'currency', currency: code, maximumFractionDigits: 4 } as const;
    return new Intl.NumberFormat(locale, style).format(amount);
  }
  const number = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 4 });
  return [number.format(amount), oneLine(sign ?? code ?? '')].filter((text) => text !== '').join(' ');
}

function oneLine(text: string): string {
  return text.replaceAll(/[^\p{L}\p{Sc}\d]/gu, '').slice(0, 10);
}
