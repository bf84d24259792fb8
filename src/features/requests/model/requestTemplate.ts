import * as l10n from '@vscode/l10n';

import { exampleOf, toUpperSnake } from '../../../core/resources/example.ts';
import { effectText, type RouteeResource, sentence } from '../../../core/resources/resource.ts';
import { replacementText } from '../../../core/resources/resources.ts';
import { EXAMPLE, type JsonValue, type Schema } from '../../../core/resources/schema.ts';

/** A place for the user to fill in. */
export interface TemplateField {
  readonly value: string;
  /** Whether the example cannot work and has to be replaced before the request is sent. */
  readonly mustReplace: boolean;
}

/** Text with places to fill in, `\n` for line ends. */
export type RequestTemplate = readonly (string | TemplateField)[];

/** The parts that all requests to Routee share, as the file writes them. */
export interface RequestConventions {
  /** The API's base without a slash at its end: an address, or a variable of the file. */
  readonly base: string;
  /** The value of `Authorization`; never with a token in it. */
  readonly authorization: string;
  /** Whether the variable of `authorization` has no value yet, and the user has to give it one first. */
  readonly isTokenMissing?: boolean;
}

const FICTITIOUS = new Set<string>(Object.values(EXAMPLE));

/**
 * The whole request for a `.http` file of any dialect: a title, comments, the request line, headers, body; without a
 * line end behind it.
 */
export function requestTemplate(resource: RouteeResource, conventions: RequestConventions): RequestTemplate {
  const comments = [
    sentence(resource.purpose),
    resource.effect === 'free' ? undefined : sentence(effectText(resource.effect)),
    resource.scope && l10n.t('Probably requires the scope {0}.', resource.scope),
    replacementText(resource),
    ...(resource.notes ?? []),
    optionalQuery(resource),
    resource.docs,
  ].filter((comment) => comment !== undefined);
  return [
    [`### ${resource.title}`, ...comments.map((comment) => `# ${comment}`), `${resource.method} `].join('\n'),
    ...targetTemplate(resource, conventions),
  ];
}

function optionalQuery({ queryParameters, query = {} }: RouteeResource): string | undefined {
  const names = Object.keys(queryParameters).filter((name) => !(name in query));
  return names.length === 0 ? undefined : l10n.t('Optional query parameters: {0}.', names.join(', '));
}

/** The request without its method: from the address to the end of the body. */
export function targetTemplate(resource: RouteeResource, conventions: RequestConventions): RequestTemplate {
  const body = bodyTemplate(resource);
  return [
    ...addressTemplate(resource, conventions),
    ...(resource.isPublic ? [] : authorizationTemplate(conventions)),
    ...contentTypeOf(resource).map((type) => `\nContent-Type: ${type}`),
    ...(body.length === 0 ? [] : ['\n\n', ...body]),
  ];
}

/** The address alone, with its example query. */
export function addressTemplate(
  { path, query = {} }: RouteeResource,
  { base }: Pick<RequestConventions, 'base'>,
): RequestTemplate {
  const segments = path.split(/\{(\w+)\}/);
  return [
    base,
    // Every second part is the name of a variable.
    ...segments.map((part, index) =>
      index % 2 === 0 ? part : { value: toUpperSnake(part), mustReplace: true },
    ),
    ...Object.entries(query).flatMap(([name, value], index) => [
      `${index === 0 ? '?' : '&'}${name}=`,
      field(value),
    ]),
  ];
}

/** The request as plain text, examples in place. */
export function templateText(template: RequestTemplate): string {
  return template.map((part) => (typeof part === 'string' ? part : part.value)).join('');
}

/** Makes a missing token the first field, so that *Insert Token* finds it selected rather than text in the body. */
function authorizationTemplate({ authorization, isTokenMissing }: RequestConventions): RequestTemplate {
  const start = isTokenMissing === true ? authorization.indexOf('{{') : authorization.length;
  const reference = authorization.slice(start);
  return [
    `\nAuthorization: ${authorization.slice(0, start)}`,
    ...(reference === '' ? [] : [{ value: reference, mustReplace: true }]),
  ];
}

function contentTypeOf({ json, form }: RouteeResource): string[] {
  if (json !== undefined) return ['application/json'];
  return form ? ['application/x-www-form-urlencoded'] : [];
}

function bodyTemplate({ json, form, body }: RouteeResource): RequestTemplate {
  if (json !== undefined) return jsonTemplate(json, '\n', body);
  return Object.entries(form ?? {}).flatMap(([name, value], index) => [
    `${index === 0 ? '' : '&'}${name}=`,
    field(value),
  ]);
}

/**
 * JSON as `JSON.stringify(json, undefined, 2)` writes it, each value a field.
 *
 * @param schema of an object whose other members stand in it as comments, or of an array of such objects
 */
function jsonTemplate(json: JsonValue, newline: string, schema?: Schema): RequestTemplate {
  if (typeof json === 'string') return ['"', field(JSON.stringify(json).slice(1, -1)), '"'];
  if (typeof json !== 'object') return [field(String(json))];
  const inner = `${newline}  `;
  const members: RequestTemplate[] = isArray(json)
    ? json.map((value) => jsonTemplate(value, inner, schema?.items))
    : Object.entries(json).map(([name, value]) => [
        `${JSON.stringify(name)}: `,
        ...jsonTemplate(value, inner),
      ]);
  const comments = isArray(json) ? [] : optionalMembers(schema, json);
  const [open, close] = isArray(json) ? '[]' : '{}';
  if (members.length === 0 && comments.length === 0) return [`${open}${close}`];
  const lines = members.flatMap((member, index) => [`${index === 0 ? '' : ','}${inner}`, ...member]);
  return [`${open}`, ...comments.map((comment) => `${inner}// ${comment}`), ...lines, `${newline}${close}`];
}

/** Members to add. They stand first, so that each has its comma and the comment marks are all that has to go. */
function optionalMembers(schema: Schema | undefined, json: object): string[] {
  return Object.entries(schema?.members ?? {})
    .filter(([name]) => !(name in json))
    .map(([name, member]) => `${JSON.stringify(name)}: ${inOneLine(exampleOf(member, name))},`);
}

function inOneLine(json: JsonValue): string {
  if (typeof json !== 'object') return JSON.stringify(json);
  if (isArray(json)) return `[${json.map(inOneLine).join(', ')}]`;
  const members = Object.entries(json).map(([name, value]) => `${JSON.stringify(name)}: ${inOneLine(value)}`);
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}

function isArray(json: JsonValue): json is readonly JsonValue[] {
  return Array.isArray(json);
}

function field(value: string): TemplateField {
  const isPlaceholder = /^[A-Z]+(?:_[A-Z]+)+$/.test(value);
  return {
    value,
    mustReplace: isPlaceholder || FICTITIOUS.has(value) || /\bexample\.com\b/.test(value),
  };
}
