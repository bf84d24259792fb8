import { findNodeAtLocation, type JSONPath, type Node } from 'jsonc-parser';

import type { Members, Schema } from './schema.ts';

/** The members that an object may have: with those of its kind, or of all kinds where it names none. */
export function membersAt({ members = {}, variants }: Schema, node: Node | undefined): Members {
  if (variants === undefined) return members;
  const type: unknown = node && findNodeAtLocation(node, ['type'])?.value;
  const kind = typeof type === 'string' ? variants[type] : undefined;
  const all = kind ?? (Object.assign({}, ...Object.values(variants)) as Members);
  return { ...members, ...all };
}

/** The schema of a place in a body; `undefined` where nothing is known of it. */
export function schemaAt(schema: Schema, root: Node | undefined, path: JSONPath): Schema | undefined {
  let found: Schema | undefined = schema;
  let node = root;
  for (const part of path) {
    if (found === undefined) return undefined;
    const kinds: readonly Schema[] = found.either ?? [found];
    if (typeof part === 'number') {
      found = kinds.find(({ items }) => items !== undefined)?.items;
    } else {
      const object: Schema | undefined = kinds.find(({ type }) => type === 'object');
      found = object && membersAt(object, node)[part];
    }
    node = node && findNodeAtLocation(node, [part]);
  }
  return found;
}
