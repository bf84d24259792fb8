import { parseTree } from 'jsonc-parser';
import * as z from 'zod/mini';

import { checkBody } from '../../../core/resources/checkBody.ts';
import type { RouteeResource } from '../../../core/resources/resource.ts';
import { RESOURCES } from '../../../core/resources/resources.ts';
import type { JsonValue } from '../../../core/resources/schema.ts';

/** A call of a tool that cannot be carried out as it is; the message is for the model, which can mend it. */
export class InvalidCall extends Error {
  override readonly name = 'InvalidCall';
}

const jsonSchema: z.ZodMiniType<JsonValue> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.array(jsonSchema), z.record(z.string(), jsonSchema)]),
);
const valuesSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

const requestMembers = {
  operation: z.optional(z.string()),
  method: z.optional(z.enum(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'])),
  path: z.optional(z.string()),
  variables: z.optional(valuesSchema),
  query: z.optional(valuesSchema),
  body: z.optional(z.union([z.array(jsonSchema), z.record(z.string(), jsonSchema)])),
};

const SCHEMAS = {
  find: z.strictObject({ query: z.optional(z.string()) }),
  write: z.strictObject(requestMembers),
  call: z.strictObject({ ...requestMembers, application: z.optional(z.string()) }),
  track: z.strictObject({
    trackingId: z.string().check(z.minLength(1)),
    operation: z.optional(z.string()),
    application: z.optional(z.string()),
  }),
  none: z.strictObject({}),
};

/** @throws {InvalidCall} naming the members that are wrong */
export function readInput<Kind extends keyof typeof SCHEMAS>(
  kind: Kind,
  input: unknown,
): z.infer<(typeof SCHEMAS)[Kind]> {
  const parsed = SCHEMAS[kind].safeParse(input ?? {});
  if (parsed.success) return parsed.data as z.infer<(typeof SCHEMAS)[Kind]>;
  const problems = parsed.error.issues.map(({ path, code }) => `${path.join('.') || 'input'}: ${code}`);
  throw new InvalidCall(`The input does not fit the schema of this tool (${problems.join('; ')}).`);
}

/** A request that a model or a program describes, before anybody has looked at where it goes. */
export interface AgentRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path and query below the API's base. */
  readonly target: string;
  /** The operation of the catalogue that it names. */
  readonly resource: RouteeResource | undefined;
  readonly json: (JsonValue & object) | undefined;
}

/** @throws {InvalidCall} */
export function readRequest(input: z.infer<typeof SCHEMAS.write>): AgentRequest {
  const { operation, method, path, variables = {}, query = {}, body } = input;
  const resource = operation === undefined ? undefined : operationOf(operation);
  const isDouble = resource !== undefined && (method ?? path) !== undefined;
  const [verb, template] = resource ? [resource.method, resource.path] : [method, path];
  if (isDouble || verb === undefined || template === undefined) {
    throw new InvalidCall('Give either "operation", or both "method" and "path".');
  }
  if (body !== undefined && /^(?:GET|HEAD)$/.test(verb)) {
    throw new InvalidCall(`A ${verb} request has no body.`);
  }
  const texts = Object.fromEntries(Object.entries(query).map(([name, value]) => [name, String(value)]));
  const search = Object.keys(texts).length === 0 ? '' : `?${String(new URLSearchParams(texts))}`;
  if (search !== '' && template.includes('?')) {
    throw new InvalidCall('Give the query once: in "query", or in "path".');
  }
  return { method: verb, target: fill(template, variables) + search, resource, json: body };
}

/**
 * Refuses a body that contradicts the catalogue, in the words that people read below theirs in the editor.
 *
 * @throws {InvalidCall}
 */
export function mustFit(json: AgentRequest['json'], { body, form }: RouteeResource): void {
  // Members that must be there are missed in a body that is missing.
  const root = parseTree(JSON.stringify(json ?? {}));
  if (root === undefined || body === undefined || form !== undefined) return;
  const faults = new Set(checkBody(root, body, () => false).map(({ text }) => text));
  if (faults.size === 0) return;
  throw new InvalidCall(
    `${[...faults].slice(0, 10).join(' ')} Mend the body; or, if it is right, write the request with routee_write_request for the person to decide.`,
  );
}

/** @throws {InvalidCall} for an operation that does not read the state of one thing by its id */
export function trackingRequest(trackingId: string, operation = 'sms.track'): AgentRequest {
  const { method, pathParameters } = operationOf(operation);
  const [name, ...others] = Object.keys(pathParameters);
  if (method !== 'GET' || name === undefined || others.length > 0) {
    throw new InvalidCall('This operation does not read the state of one thing by its id.');
  }
  return readRequest({ operation, variables: { [name]: trackingId } });
}

/** @throws {InvalidCall} */
function operationOf(id: string): RouteeResource {
  const found = RESOURCES.find((resource) => resource.id === id);
  if (found === undefined) {
    throw new InvalidCall('There is no operation with this id. Search with routee_find_operation.');
  }
  return found;
}

/** Puts values into the `{name}` of a path, each as one segment. */
function fill(template: string, variables: Readonly<Record<string, string | number | boolean>>): string {
  const left = new Map(Object.entries(variables));
  const path = template.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => {
    const value = left.get(name);
    left.delete(name);
    if (value === undefined || value === '') {
      throw new InvalidCall(`"variables" lacks "${name}", a part of the path ${template}.`);
    }
    return encodeURIComponent(value);
  });
  if (left.size > 0) {
    throw new InvalidCall(`The path ${template} has no variable "${[...left.keys()].join('", "')}".`);
  }
  return path;
}
