import { jsonSchema, parametersOf } from '../../../core/resources/jsonSchema.ts';
import type { RouteeResource } from '../../../core/resources/resource.ts';
import { RESOURCES } from '../../../core/resources/resources.ts';

const IN_FULL = 3;

/** The operations of the catalogue that fit a few words: the best with all that is known of them, others by name. */
export function findOperations(query: string): string {
  const words = wordsOf(query);
  const ranked = RESOURCES.map((resource) => ({ resource, score: scoreOf(resource, words) }))
    .filter(({ score }) => score > 0 || words.length === 0)
    .sort((a, b) => b.score - a.score)
    .map(({ resource }) => resource);
  const full = words.length === 0 ? [] : ranked.slice(0, IN_FULL);
  const rest = ranked.slice(full.length);
  return JSON.stringify({
    operations: full.map(factsOf),
    more: rest.map(({ id, title, effect }) => `${id}: ${title} (${effect})`),
  });
}

/** An operation as a model needs it to call it. Texts are those of the catalogue, in English. */
function factsOf(resource: RouteeResource): object {
  const { id, title, purpose, method, path, query, body, json, form } = resource;
  const { scope, effect, notes, docs, replacedBy } = resource;
  return {
    operation: id,
    title,
    purpose,
    request: `${method} ${path}`,
    effect,
    scope,
    replacedBy,
    parameters: parametersOf(resource),
    exampleQuery: query,
    body: body && jsonSchema(body),
    exampleBody: json ?? form,
    notes,
    docs,
  };
}

function scoreOf(resource: RouteeResource, words: readonly string[]): number {
  const { id, title, path, purpose, group, scope = '', word = '', notes = [] } = resource;
  const fields: readonly (readonly [weight: number, words: readonly string[]])[] = [
    [4, wordsOf(`${id} ${title}`)],
    [3, wordsOf(`${path} ${word}`)],
    [2, wordsOf(`${purpose} ${scope} ${group}`)],
    [1, wordsOf(notes.join(' '))],
  ];
  return words.reduce((sum, wanted) => {
    const hit = fields.find(([, has]) => has.some((one) => one.startsWith(wanted) || wanted === `${one}s`));
    return sum + (hit?.[0] ?? 0);
  }, 0);
}

function wordsOf(text: string): string[] {
  return text
    .replaceAll(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1);
}
