import { getNodePath, parseTree } from 'jsonc-parser';

import { parseJson } from '../../../core/kit/parseJson.ts';
import { checkBody } from '../../../core/resources/checkBody.ts';
import type { RouteeResource } from '../../../core/resources/resources.ts';
import { type Answer, ok, refusal } from './answer.ts';
import { ANSWERS } from './answers.ts';
import { isoDate } from './delivery.ts';
import { type Call, readObject, type World } from './world.ts';

/** The refusal of a request that contradicts the catalogue. */
export function refuseCall(resource: RouteeResource, { query, body }: Call): Answer | undefined {
  const { queryParameters, body: schema, form, id } = resource;
  const missing = Object.keys(queryParameters).filter(
    (name) => queryParameters[name]?.required === true && !query.has(name),
  );
  if (missing.length > 0)
    return invalid(
      id,
      missing.map((name) => [name, 'is missing']),
    );
  if (schema === undefined || form !== undefined) return undefined;
  const root = parseTree(body);
  if (root === undefined || parseJson(body) === undefined) {
    return refusal('400000000', 'The body must be JSON.', { entity: id });
  }
  const findings = checkBody(root, schema, () => false);
  return findings.length === 0
    ? undefined
    : invalid(
        id,
        findings.map(({ node, text }) => [getNodePath(node).join('.') || 'body', text]),
      );
}

function invalid(entity: string, properties: readonly (readonly [string, string])[]): Answer {
  return refusal('400000000', 'Validation Error!', { entity, properties: Object.fromEntries(properties) });
}

/**
 * An answer made of what the catalogue says of the resource: what was asked for, by the table of answers; else what was
 * given, and nothing where it was to be deleted.
 */
export function catalogueAnswer(
  resource: RouteeResource,
  { variables, query, body }: Call,
  world: World,
): Answer {
  const { id, method, path } = resource;
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const given = Object.fromEntries(names.map((name, index) => [name, variables[index] ?? '']));
  const now = isoDate(world.now());
  const members = readObject(body);
  const list = parseJson(body);
  const answer = ANSWERS[id]?.({ given, members, list, query, now, newId: () => crypto.randomUUID() });
  return ok(answer ?? (method === 'DELETE' ? undefined : { ...given, ...members }));
}
