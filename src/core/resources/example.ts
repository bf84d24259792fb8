import type { JsonValue, Members, Schema } from './schema.ts';

/**
 * A value to start with: what is required, and of the rest what the table shows.
 *
 * @param name of the member that it is for; a text without an example is its name in capitals, to be replaced
 */
export function exampleOf(schema: Schema, name = 'value'): JsonValue {
  if (schema.example !== undefined) return schema.example;
  switch (schema.type) {
    case 'boolean':
      // Only a value other than the default is worth writing.
      return schema.default !== true;
    case 'number':
    case 'integer':
      return typeof schema.default === 'number' ? schema.default : (schema.min ?? 1);
    case 'array':
      return schema.items === undefined ? [] : [exampleOf(schema.items, name)];
    case 'object': {
      const [type, ofType] = Object.entries(schema.variants ?? {})[0] ?? [];
      const all = { ...schema.members, ...ofType };
      const shown = Object.fromEntries(exampleMembers(all, schema.oneOf));
      return type === undefined ? shown : { ...shown, type };
    }
    default: {
      const [either] = schema.either ?? [];
      if (either !== undefined) return exampleOf(either, name);
      const { default: value = schema.values?.[0] } = schema;
      return typeof value === 'string' ? value : toUpperSnake(name);
    }
  }
}

/** The members of an example, in the order of the table. */
function exampleMembers(members: Members, oneOf: readonly string[] = []): [string, JsonValue][] {
  const isShown = (name: string): boolean =>
    members[name]?.required === true || members[name]?.shown === true;
  const first = oneOf.some(isShown) ? undefined : oneOf[0];
  return Object.entries(members)
    .filter(([name]) => isShown(name) || name === first)
    .map(([name, schema]) => [name, exampleOf(schema, name)]);
}

/**
 * Query parameters or a form as texts.
 *
 * @param which those of the example, or all
 */
export function exampleTexts(members: Members, which: 'shown' | 'all' = 'shown'): Record<string, string> {
  const values =
    which === 'shown'
      ? exampleMembers(members)
      : Object.entries(members).map(([name, schema]): [string, JsonValue] => [name, exampleOf(schema, name)]);
  return Object.fromEntries(
    values.map(([name, value]) => [name, typeof value === 'object' ? JSON.stringify(value) : String(value)]),
  );
}

export function toUpperSnake(name: string): string {
  return name.replace(/[A-Z]/g, '_$&').toUpperCase();
}
