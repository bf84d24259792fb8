import * as l10n from '@vscode/l10n';
import type { Node } from 'jsonc-parser';

import { membersAt } from './schemaAt.ts';
import { EXAMPLE, type Schema } from './schema.ts';

/** A place in a body that cannot be right, and why. */
export interface BodyFinding {
  readonly node: Node;
  readonly text: string;
}

/**
 * Finds the values of a body that contradict Routee's documentation. Members that the catalogue does not know are fine:
 * it may be behind.
 *
 * @param isOpen whether a value is not known yet
 */
export function checkBody(
  node: Node,
  schema: Schema,
  isOpen: (value: unknown) => boolean,
  name = '',
): BodyFinding[] {
  if (node.type === 'null' || isOpen(node.value)) return [];
  if (schema.either !== undefined) {
    const kinds = schema.either.map((each) => checkBody(node, each, isOpen, name));
    return kinds.find(({ length }) => length === 0) ?? kinds[0] ?? [];
  }
  const text =
    wrongType(node, schema, name) ?? wrongSize(node, schema, name) ?? wrongText(node, schema, name);
  if (text !== undefined) return [{ node, text }];
  const { children = [] } = node;
  if (node.type === 'array') {
    const { items } = schema;
    return items === undefined ? [] : children.flatMap((child) => checkBody(child, items, isOpen, name));
  }
  return node.type === 'object' ? checkMembers(node, schema, isOpen) : [];
}

function checkMembers(node: Node, schema: Schema, isOpen: (value: unknown) => boolean): BodyFinding[] {
  const values = new Map<unknown, Node | undefined>(
    (node.children ?? []).map(({ children: [key, value] = [] }) => [key?.value, value]),
  );
  const isKindKnown = schema.variants === undefined || String(values.get('type')?.value) in schema.variants;
  const members = isKindKnown ? membersAt(schema, node) : (schema.members ?? {});
  const missing = Object.keys(members).filter(
    (name) => members[name]?.required === true && !values.has(name),
  );
  const { oneOf } = schema;
  return [
    ...missing.map((name) => ({ node, text: l10n.t('"{0}" is required.', name) })),
    ...(oneOf === undefined || oneOf.some((name) => values.has(name))
      ? []
      : [{ node, text: l10n.t('One of these is required: {0}.', oneOf.join(', ')) }]),
    ...Object.entries(members).flatMap(([name, member]) => {
      const value = values.get(name);
      return value === undefined ? [] : checkBody(value, member, isOpen, name);
    }),
  ];
}

function wrongType({ type, value }: Node, schema: Schema, name: string): string | undefined {
  const isWhole = schema.type !== 'integer' || Number.isInteger(value);
  const wanted = schema.type === 'integer' ? 'number' : schema.type;
  if (wanted === undefined || (wanted === type && isWhole)) return undefined;
  switch (schema.type) {
    case 'string':
      return l10n.t('"{0}" must be a string.', name);
    case 'number':
      return l10n.t('"{0}" must be a number.', name);
    case 'integer':
      return l10n.t('"{0}" must be a whole number.', name);
    case 'boolean':
      return l10n.t('"{0}" must be true or false.', name);
    case 'array':
      return name === '' ? l10n.t('The body must be an array.') : l10n.t('"{0}" must be an array.', name);
    default:
      return name === '' ? l10n.t('The body must be an object.') : l10n.t('"{0}" must be an object.', name);
  }
}

function wrongSize(
  node: Node,
  { min = -Infinity, max = Infinity, unit }: Schema,
  name: string,
): string | undefined {
  const value: unknown = node.value;
  const isText = typeof value === 'string';
  const size = typeof value === 'number' ? value : isText ? Array.from(value).length : node.children?.length;
  if (size === undefined || node.type === 'object' || (min <= size && size <= max)) return undefined;
  const limit = (bound: number): string => (unit === undefined ? String(bound) : `${bound} ${unit}`);
  const isMore = size > max;
  if (isText || node.type === 'array') {
    return isMore
      ? l10n.t('"{0}" is too long (length: {1}, maximum: {2}).', name, size, max)
      : l10n.t('"{0}" is too short (length: {1}, minimum: {2}).', name, size, min);
  }
  return isMore
    ? l10n.t('"{0}" must be at most {1}.', name, limit(max))
    : l10n.t('"{0}" must be at least {1}.', name, limit(min));
}

function wrongText({ value }: Node, schema: Schema, name: string): string | undefined {
  if (typeof value !== 'string') return undefined;
  const { values, isOpen, anyCase, pattern, format, about } = schema;
  const same = (other: string): boolean =>
    anyCase === true ? other.toLowerCase() === value.toLowerCase() : other === value;
  if (values !== undefined && isOpen !== true && !values.some(same)) {
    return l10n.t('"{0}" must be one of: {1}.', name, values.join(', '));
  }
  if (pattern !== undefined && !new RegExp(pattern, 'u').test(value)) {
    return l10n.t('"{0}" has the wrong format. Routee\'s documentation: {1}', name, about);
  }
  if (format === 'date-time' && !/^\d{4}-\d\d-\d\d(?:T[\d:.,]+(?:Z|[+-]\d\d:?\d\d)?)?$/i.test(value)) {
    return l10n.t('"{0}" must be a date such as {1}.', name, EXAMPLE.from);
  }
  return format === 'uri' && !/^[a-z][a-z\d+.-]*:./i.test(value)
    ? l10n.t('"{0}" must be an address such as {1}.', name, EXAMPLE.callback)
    : undefined;
}
