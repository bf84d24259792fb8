import type { Answer } from './answer.ts';
import { refusal } from './answer.ts';

/** Fictitious, in euros: an SMS for each part. */
export const PRICES = {
  Sms: 0.045,
  Voice: 0.03,
  Viber: 0.02,
  TwoStep: 0.06,
  Lookup: 0.005,
  NumberValidator: 0.003,
} as const;

export type Service = keyof typeof PRICES;

export const CURRENCY = { code: 'EUR', name: 'Euro', sign: '€' } as const;

export const TOP_UP = 20.5;

/** Money is counted in ten-thousandths, which add up without a remainder. */
const UNITS = 10_000;

/** The account that pays, whichever application asks. */
export class Account {
  #units = TOP_UP * UNITS;

  get balance(): number {
    return this.#units / UNITS;
  }

  /** Pays for so many pieces, or says that it cannot. */
  charge(service: Service, pieces = 1): Answer | undefined {
    const units = Math.round(PRICES[service] * UNITS) * pieces;
    if (units > this.#units) return refusal('400001009', 'Insufficient Balance.');
    this.#units -= units;
    return undefined;
  }
}

/** The price of so many pieces. */
export function priceOf(service: Service, pieces = 1): number {
  return (Math.round(PRICES[service] * UNITS) * pieces) / UNITS;
}
