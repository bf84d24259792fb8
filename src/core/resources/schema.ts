export type JsonValue =
  string | number | boolean | readonly JsonValue[] | { readonly [name: string]: JsonValue };

/** The schema of one value, in the terms of JSON Schema. Its texts are English, as Routee's documentation is. */
export interface Schema {
  /** `undefined`: anything, or one of {@link either}. */
  readonly type?: 'string' | 'number' | 'integer' | 'boolean' | 'array' | 'object';
  /** The meaning in one line of our words. */
  readonly about: string;
  /** Must be there; at a member of an object. */
  readonly required?: true;
  /** Part of the example although it may be left out; at a member of an object. */
  readonly shown?: true;
  /** The only values allowed, unless the list is {@link isOpen}. */
  readonly values?: readonly string[];
  readonly isOpen?: true;
  /** The letters' case does not count. */
  readonly anyCase?: true;
  /** The smallest number, the fewest characters or items. */
  readonly min?: number;
  readonly max?: number;
  /** A regular expression that matches in the text. */
  readonly pattern?: string;
  readonly format?: 'date-time' | 'uri';
  readonly unit?: string;
  readonly default?: string | number | boolean;
  readonly example?: JsonValue;
  readonly items?: Schema;
  readonly members?: Members;
  /** Names of which one at least must be there. */
  readonly oneOf?: readonly string[];
  /** The members besides that go with each value of the member `type`. */
  readonly variants?: Readonly<Record<string, Members>>;
  readonly either?: readonly Schema[];
  /** The callback that Routee sends to the address in here: `sms.status`. */
  readonly callback?: string;
  /** Routee's page where that is another than the operation's. */
  readonly docs?: string;
}

export type Members = Readonly<Record<string, Schema>>;
type Rules = Partial<Schema>;

export const text = (about: string, rules: Rules = {}): Schema => ({ type: 'string', about, ...rules });
export const number = (about: string, rules: Rules = {}): Schema => ({ type: 'number', about, ...rules });
export const whole = (about: string, rules: Rules = {}): Schema => ({ type: 'integer', about, ...rules });
export const flag = (about: string, value?: boolean): Schema => ({
  type: 'boolean',
  about,
  ...(value === undefined ? {} : { default: value }),
});
export const choice = (values: readonly string[], about: string, rules: Rules = {}): Schema =>
  text(about, { values, ...rules });
export const date = (about: string, rules: Rules = {}): Schema =>
  text(about, { format: 'date-time', example: EXAMPLE.from, ...rules });
export const url = (about: string, rules: Rules = {}): Schema =>
  text(about, { format: 'uri', example: 'https://example.com/', ...rules });
export const phone = (about = 'Mobile number with + and country code (E.164).', rules: Rules = {}): Schema =>
  text(about, { example: EXAMPLE.mobile, ...rules });
export const list = (items: Schema, about: string, rules: Rules = {}): Schema => ({
  type: 'array',
  about,
  items,
  ...rules,
});
/** An object whose members have names of the user's, or names that no source tells. */
export const map = (about: string, rules: Rules = {}): Schema => ({ type: 'object', about, ...rules });
export const object = (about: string, written: Members, rules: Rules = {}): Schema => ({
  type: 'object',
  about,
  members: members(written),
  ...rules,
});

/** Members from a table: `name!` is required, `name+` is part of the example although it may be left out. */
export function members(written: Members): Members {
  return Object.fromEntries(
    Object.entries(written).map(([name, schema]) => {
      const mark = name.endsWith('!') ? 'required' : name.endsWith('+') ? 'shown' : undefined;
      return mark === undefined ? [name, schema] : [name.slice(0, -1), { ...schema, [mark]: true }];
    }),
  );
}

/** Values that nobody owns: Greek mobile numbers with nothing but zeros, reserved domains and addresses. */
export const EXAMPLE = {
  mobile: '+306900000000',
  otherMobile: '+306900000001',
  /** At most 11 characters where it is not a number. */
  sender: 'MyCompany',
  email: 'someone@example.com',
  callback: 'https://example.com/callback',
  ipAddress: '203.0.113.7',
  from: '2026-01-01T00:00:00Z',
  to: '2026-01-31T23:59:59Z',
} as const;
