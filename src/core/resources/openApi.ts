import { knownScopes } from '../applications/knownScopes.ts';
import { jsonSchema, parametersOf, type Json } from './jsonSchema.ts';
import { sentence } from './resource.ts';
import { RESOURCES, type RouteeResource } from './resources.ts';
import type { Schema } from './schema.ts';
import { CALLBACKS } from './table/callbackResources.ts';

/** The day on which the catalogue was last compared with Routee's documentation. */
const AS_OF = '2026-11-29';

/** The catalogue as a description of OpenAPI 3.1, which holds no secret. */
export function openApi({ apiUrl, authUrl }: { readonly apiUrl: string; readonly authUrl: string }): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const resource of RESOURCES) {
    const methods = (paths[resource.path] ??= {});
    methods[resource.method.toLowerCase()] = operation(resource);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Routee',
      version: AS_OF,
      description:
        "Routee's API as Routee Auth knows it from public documentation. Not made by Routee. Scopes are guesses from names.",
    },
    externalDocs: { url: 'https://docs.routee.net/' },
    servers: [{ url: apiUrl.replace(/\/+$/, '') }],
    tags: [...new Set(RESOURCES.map(({ group }) => group))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        routee: {
          type: 'oauth2',
          flows: {
            clientCredentials: {
              tokenUrl: authUrl,
              scopes: Object.fromEntries(knownScopes().map(({ scope }) => [scope, ''])),
            },
          },
        },
      },
      schemas: Object.fromEntries(
        CALLBACKS.map(({ id, title, json }) => [
          callbackName(id),
          { title, type: 'object', examples: [json] },
        ]),
      ),
    },
  };
}

function operation(resource: RouteeResource): Json {
  const { id, group, title, purpose, effect, notes = [], docs, scope, isPublic, replacedBy } = resource;
  const { body, json, form } = resource;
  const costs = {
    free: [],
    costs: ['Costs money or sends something.'],
    changes: ['Changes data of the account.'],
  };
  const byName = replacedBy === undefined ? [] : [`Replaced by ${replacedBy}.`];
  const callbacks = body === undefined ? [] : callbacksOf(body);
  return {
    operationId: id.replaceAll(/\W(\w)/g, (_, letter: string) => letter.toUpperCase()).replace(/^\d/, '_$&'),
    tags: [group],
    summary: title,
    description: [sentence(purpose), ...costs[effect], ...byName, ...notes].join('\n\n'),
    ...(docs !== undefined && { externalDocs: { url: docs } }),
    ...(replacedBy !== undefined && { deprecated: true }),
    security: isPublic === true ? [] : [{ routee: scope === undefined ? [] : [scope] }],
    parameters: parametersOf(resource),
    ...(body && {
      requestBody: {
        required: true,
        content: {
          [form ? 'application/x-www-form-urlencoded' : 'application/json']: {
            schema: jsonSchema(body),
            example: form ?? json,
          },
        },
      },
    }),
    responses: { default: { description: 'Answer of Routee' } },
    ...(callbacks.length > 0 && { callbacks: Object.fromEntries(callbacks) }),
  };
}

/** The callbacks of an operation, by the place of their address in its body. */
function callbacksOf(schema: Schema, pointer = ''): [string, Json][] {
  const { callback, members = {}, variants = {}, items } = schema;
  if (callback !== undefined) {
    const address = `{$request.body#${pointer}${schema.type === 'object' ? '/url' : ''}}`;
    return [[pointer.slice(1).replaceAll('/', '_'), { [address]: { post: delivery(callback) } }]];
  }
  const parts = [members, ...Object.values(variants)].flatMap((some) => Object.entries(some));
  return [
    ...parts.flatMap(([name, member]) => callbacksOf(member, `${pointer}/${name}`)),
    ...(items ? callbacksOf(items, `${pointer}/0`) : []),
  ];
}

function delivery(id: string): Json {
  const known = CALLBACKS.find((callback) => callback.id === id);
  const schema = known ? { $ref: `#/components/schemas/${callbackName(id)}` } : { type: 'object' };
  return {
    security: [],
    ...(known?.docs !== undefined && { externalDocs: { url: known.docs } }),
    requestBody: { content: { 'application/json': { schema } } },
    responses: { '200': { description: 'To be answered within 2 seconds, or Routee posts it again' } },
  };
}

function callbackName(id: string): string {
  return `${id.replace('.', '_')}_callback`;
}
