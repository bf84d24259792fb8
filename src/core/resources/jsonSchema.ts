import type { RouteeResource } from './resource.ts';
import type { Members, Schema } from './schema.ts';

/** An object of JSON. */
export type Json = Readonly<Record<string, unknown>>;

/** The parameters of an operation, as OpenAPI 3.1 has them. */
export function parametersOf({ path, pathParameters, queryParameters }: RouteeResource): Json[] {
  return [...parameters('path', pathParameters, path), ...parameters('query', queryParameters, path)];
}

function parameters(place: 'path' | 'query', members: Members, path: string): Json[] {
  return Object.entries(members)
    .filter(([name]) => place === 'query' || path.includes(`{${name}}`))
    .map(([name, schema]) => ({
      name,
      in: place,
      required: schema.required === true,
      description: schema.about,
      schema: jsonSchema({ ...schema, about: '' }),
    }));
}

/** A value in JSON Schema 2020-12. */
export function jsonSchema(schema: Schema): Json {
  const { type, about, values, isOpen, min, max, pattern, format, unit, items, either, oneOf, docs } = schema;
  const { variants, example, default: value } = schema;
  const [smallest, largest] = LIMITS[type ?? 'object'] ?? [];
  const description = [about, ...(unit === undefined ? [] : [`Unit: ${unit}.`]), docs]
    .filter((part) => part !== undefined && part !== '')
    .join(' ');
  const isClosed = isOpen !== true && schema.anyCase !== true;
  return {
    ...(type !== undefined && { type }),
    ...(description !== '' && { description }),
    ...(values && (isClosed ? { enum: values } : { examples: values })),
    ...(min !== undefined && smallest !== undefined && { [smallest]: min }),
    ...(max !== undefined && largest !== undefined && { [largest]: max }),
    ...(pattern !== undefined && { pattern }),
    ...(format !== undefined && { format }),
    ...(value !== undefined && { default: value }),
    ...(example !== undefined && { examples: [example] }),
    ...(items && { items: jsonSchema(items) }),
    ...(either && { anyOf: either.map(jsonSchema) }),
    ...(schema.members && objectSchema(schema.members)),
    ...(oneOf && { anyOf: oneOf.map((name) => ({ required: [name] })) }),
    ...(variants && {
      oneOf: Object.entries(variants).map(([kind, members]) => {
        const { properties, required = [] } = objectSchema(members);
        return {
          type,
          properties: { type: { const: kind }, ...properties },
          required: ['type', ...required],
        };
      }),
    }),
  };
}

/** The words of JSON Schema for the least and the most of a type. */
const LIMITS: Readonly<Record<string, readonly [string, string]>> = {
  string: ['minLength', 'maxLength'],
  number: ['minimum', 'maximum'],
  integer: ['minimum', 'maximum'],
  array: ['minItems', 'maxItems'],
};

function objectSchema(members: Members): { readonly properties: Json; readonly required?: string[] } {
  const required = Object.keys(members).filter((name) => members[name]?.required === true);
  return {
    properties: Object.fromEntries(
      Object.entries(members).map(([name, schema]) => [name, jsonSchema(schema)]),
    ),
    ...(required.length > 0 && { required }),
  };
}
