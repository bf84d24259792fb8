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

export type Funds = z.infer<typeof balanceSchema>;

/** The account's balance; `undefined` when the answer does not hold one. */
export function readFunds(body: string | undefined): Funds | undefined {
  return balanceSchema.safeParse(parseJson(body)).data;
}

/**
 * The account's balance as text, such as `€20.50`; `undefined` when the answer does not hold one.
 *
 * @param locale BCP 47 tag of the language of the text
 */
export function readBalance(body: string, locale: string): string | undefined {
  const funds = readFunds(body);
  return funds && formatMoney(funds.balance, funds.currency, locale);
}

export function formatMoney(amount: number, currency: Funds['currency'], locale: string): string {
  const { code, sign } = currency ?? {};
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
