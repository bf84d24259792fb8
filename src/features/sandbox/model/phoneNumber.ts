interface Country {
  readonly prefix: string;
  /** ISO 3166-1 alpha-2 and alpha-3. */
  readonly code: string;
  readonly isoA3Code: string;
  readonly mcc: string;
}

/** Few, for the sandbox knows no numbering plan. */
export const COUNTRIES: readonly Country[] = [
  { prefix: '30', code: 'GR', isoA3Code: 'GRC', mcc: '202' },
  { prefix: '33', code: 'FR', isoA3Code: 'FRA', mcc: '208' },
  { prefix: '34', code: 'ES', isoA3Code: 'ESP', mcc: '214' },
  { prefix: '44', code: 'GB', isoA3Code: 'GBR', mcc: '234' },
  { prefix: '49', code: 'DE', isoA3Code: 'DEU', mcc: '262' },
];

/** The one network that all numbers are in. */
export const NETWORK = { name: 'Sandbox Mobile', mnc: '01' } as const;

/** E.164; Routee also takes one without the plus sign. */
export function isPhoneNumber(text: string): boolean {
  return /^\+?[1-9]\d{6,14}$/.test(text);
}

export function countryOf(number: string): Country | undefined {
  const digits = number.replace(/^\+/, '');
  return COUNTRIES.find(({ prefix }) => digits.startsWith(prefix));
}
