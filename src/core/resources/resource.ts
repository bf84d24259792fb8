import * as l10n from '@vscode/l10n';

import { exampleOf, exampleTexts } from './example.ts';
import { members, text, type JsonValue, type Members, type Schema } from './schema.ts';

type ResourceMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

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
  /** The scope that it probably needs. Inferred from names, documented nowhere: a hint, never a reason to forbid. */
  readonly scope: string | undefined;
  readonly effect: ResourceEffect;
  /** Answered without a token. */
  readonly isPublic?: true;
  /** The variables of its path; each is required. */
  readonly pathParameters: Members;
  readonly queryParameters: Members;
  /** The schema of its body, with all that Routee's documentation names; a form's fields are members of an object. */
  readonly body?: Schema;
  /** An example of its query parameters, in their order. */
  readonly query?: Readonly<Record<string, string>>;
  /** An example of its body with fictitious values. */
  readonly json?: JsonValue;
  /** An example of its body that is form-encoded. */
  readonly form?: Readonly<Record<string, string>>;
  /** Warnings and hints for those who send it; one sentence each. */
  readonly notes?: readonly string[];
  /** Routee's page on it. */
  readonly docs?: string;
  /** The ids of free operations that tell from a part of its body what sending it costs. */
  readonly analyses?: readonly string[];
  /** The id of the operation that tells, by the id in its answer, what became of what was sent. */
  readonly trackedBy?: string;
  /** The id of what took its place: this one is kept for those who use it still. */
  readonly replacedBy?: string;
}

/** A resource as the table has it; names may end in `!` or `+`, see {@link members}. Reading is free: GET needs no effect. */
type Row = Omit<
  RouteeResource,
  | 'group'
  | 'scope'
  | 'method'
  | 'path'
  | 'effect'
  | 'pathParameters'
  | 'queryParameters'
  | 'body'
  | 'query'
  | 'json'
  | 'form'
> & {
  /** Meanings of the variables of the path. */
  readonly path?: Readonly<Record<string, string | Schema>>;
  readonly query?: Members;
  readonly body?: Members | Schema;
  /** Members of which a body needs one. */
  readonly oneOf?: readonly string[];
  /** The fields of a form. */
  readonly form?: Members;
} & (
    | { readonly request: `GET /${string}` }
    | { readonly request: `${Exclude<ResourceMethod, 'GET'>} /${string}`; readonly effect: ResourceEffect }
  );

/** The resources of one product that probably need the same scope. */
export function product(group: string, scope: string | undefined, rows: readonly Row[]): RouteeResource[] {
  return rows.map(({ request, path: variables = {}, query, body: written, oneOf, form, docs, ...row }) => {
    const [method, path] = request.split(' ') as [ResourceMethod, string];
    const body = bodyOf(written ?? form, oneOf);
    const queryParameters = members(query ?? {});
    const texts = exampleTexts(queryParameters);
    return {
      effect: 'free',
      ...row,
      group,
      scope,
      method,
      path,
      pathParameters: Object.fromEntries(
        Object.entries(variables).map(([name, about]) => [
          name,
          { ...(typeof about === 'string' ? text(about) : about), required: true as const },
        ]),
      ),
      queryParameters,
      ...(Object.keys(texts).length > 0 && { query: texts }),
      ...(body && { body }),
      ...(body && (form ? { form: exampleTexts(body.members ?? {}) } : { json: exampleOf(body) })),
      ...(docs !== undefined && { docs: page(docs) }),
    };
  });
}

function bodyOf(written: Members | Schema | undefined, oneOf: Schema['oneOf']): Schema | undefined {
  if (written === undefined || isSchema(written)) return written;
  return { type: 'object', about: '', members: members(written), ...(oneOf && { oneOf }) };
}

function isSchema(written: Members | Schema): written is Schema {
  return typeof written.about === 'string';
}

/** A page of Routee's documentation: of its API reference, unless a folder is named. */
function page(name: string): string {
  return `https://docs.routee.net/${name.includes('/') ? '' : 'reference/'}${name}`;
}

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
