import * as l10n from '@vscode/l10n';

type ResourceMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export type JsonValue =
  string | number | boolean | readonly JsonValue[] | { readonly [name: string]: JsonValue };

/**
 * The effect of a request on the account: none; costs money or sends something; changes stored data. Where no source
 * tells, the dearer one is assumed.
 */
export type ResourceEffect = 'free' | 'costs' | 'changes';

/** One request that Routee's API understands. */
export interface RouteeResource {
  /** Ours, stable: `sms.send`. */
  readonly id: string;
  /** Typed in a `.http` file, it stands for the whole request: `routee-sms`. */
  readonly word?: string;
  /** The product it belongs to, as a heading. */
  readonly group: string;
  readonly title: string;
  /** The use of it, in a few words to search in. */
  readonly purpose: string;
  readonly method: ResourceMethod;
  /** From the API's base; `{name}` stands for one segment. */
  readonly path: string;
  /** An example of its query parameters, in their order. */
  readonly query?: Readonly<Record<string, string>>;
  /** The scope that it probably needs. Inferred from names, documented nowhere: a hint, never a reason to forbid. */
  readonly scope: string | undefined;
  readonly effect: ResourceEffect;
  /** Answered without a token. */
  readonly isPublic?: true;
  /** An example body, with the names that Routee's documentation gives and fictitious values. */
  readonly json?: JsonValue;
  /** An example body that is form-encoded. */
  readonly form?: Readonly<Record<string, string>>;
  /** Warnings and hints for those who send it; one sentence each. */
  readonly notes?: readonly string[];
  /** Routee's page on it. */
  readonly docs?: string;
}

/** A resource as the table has it. Reading is free: GET needs no effect. */
type Row = Omit<RouteeResource, 'group' | 'scope' | 'method' | 'path' | 'effect'> &
  (
    | { readonly request: `GET /${string}` }
    | { readonly request: `${Exclude<ResourceMethod, 'GET'>} /${string}`; readonly effect: ResourceEffect }
  );

/** The resources of one product that probably need the same scope. */
export function product(group: string, scope: string | undefined, rows: readonly Row[]): RouteeResource[] {
  return rows.map(({ request, ...row }) => {
    const [method, path] = request.split(' ') as [ResourceMethod, string];
    return { effect: 'free', ...row, group, scope, method, path };
  });
}

/** A page of Routee's API reference. */
export function reference(page: string): string {
  return `https://docs.routee.net/reference/${page}`;
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

/** The effect of a request on the account, in a few words. */
export function effectText(effect: ResourceEffect): string {
  const texts: Record<ResourceEffect, string> = {
    free: l10n.t('changes nothing and costs nothing'),
    costs: l10n.t('costs money or sends something'),
    changes: l10n.t('changes data of your account'),
  };
  return texts[effect];
}

/** A few words as a sentence. */
export function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
