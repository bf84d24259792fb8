import { findNodeAtLocation, getLocation } from 'jsonc-parser';

import type { TextRange } from '../../../core/kit/textEdit.ts';
import { exampleOf, exampleTexts } from '../../../core/resources/example.ts';
import type { RouteeResource } from '../../../core/resources/resources.ts';
import type { Schema } from '../../../core/resources/schema.ts';
import { membersAt, schemaAt } from '../../../core/resources/schemaAt.ts';
import { readJsonBody } from './jsonBody.ts';
import { parameterText } from './parameterText.ts';
import { escapeSnippet } from './snippets.ts';

export interface RequestCompletion {
  readonly kind: 'request' | 'resource' | 'header' | 'scope' | 'property' | 'value';
  readonly label: string;
  /** The text that is compared with what is typed. */
  readonly filter: string;
  readonly detail: string;
  readonly snippet: string;
  readonly resource?: RouteeResource;
  /** Markdown. */
  readonly documentation?: string;
}

export interface RequestCompletions {
  /** The text that an item replaces. */
  readonly range: TextRange;
  readonly items: readonly RequestCompletion[];
}

const LONGEST_NAME = 200;

/** Names and values of members at a place of a body of JSON. */
export function bodyCompletions(
  text: string,
  offset: number,
  range: TextRange,
  { body: schema, docs }: RouteeResource,
): RequestCompletions | undefined {
  const body = readJsonBody(text, range);
  if (schema === undefined || body === undefined) return undefined;
  const at = offset - body.start;
  const { path, isAtPropertyKey, previousNode } = getLocation(body.text, at);
  // The text that is being typed is replaced as a whole.
  const token =
    previousNode !== undefined && previousNode.offset < at && at <= previousNode.offset + previousNode.length
      ? previousNode
      : {
          offset:
            at - (/[\w.+-]*$/.exec(body.text.slice(Math.max(0, at - LONGEST_NAME), at))?.[0].length ?? 0),
          length: 0,
        };
  const end = Math.max(at, token.offset + token.length);
  const replaced = { start: body.start + token.offset, end: body.start + end };
  if (isAtPropertyKey) {
    const parent = path.slice(0, -1);
    const object = schemaAt(schema, body.root, parent);
    const node = body.root && findNodeAtLocation(body.root, parent);
    if (object === undefined) return undefined;
    const keys = (node?.children ?? []).map(({ children: [key] = [] }) => key);
    const names = new Set<unknown>(
      // Only a key that is typed in is replaced: in front of one, it is there already.
      keys
        .filter((key) => token.length === 0 || key?.offset !== token.offset)
        .map((key): unknown => key?.value),
    );
    const rest = body.text.slice(end);
    const items = Object.entries(membersAt(object, node))
      .filter(([name]) => !names.has(name))
      .map(([name, member]) => propertyItem(name, member, rest, docs));
    return { range: replaced, items };
  }
  const value = schemaAt(schema, body.root, path);
  const name = path.findLast((part) => typeof part === 'string') ?? '';
  if (value === undefined) return undefined;
  const items = valueItems(name, value, docs);
  // An example is for an empty place: what somebody writes is their own.
  const isEmpty = /^["\s]*$/.test(body.text.slice(token.offset, end));
  return { range: replaced, items: items.length > 1 || isEmpty ? items : [] };
}

function propertyItem(
  name: string,
  member: Schema,
  rest: string,
  docs: string | undefined,
): RequestCompletion {
  const written = JSON.stringify(name);
  const value = escapeSnippet(JSON.stringify(exampleOf(member, name), undefined, 2));
  const comma = /^\s*"/.test(rest) ? ',' : '';
  return {
    kind: 'property',
    label: name,
    filter: written,
    detail: member.about,
    // A name that has its value already is only renamed.
    snippet: /^\s*:/.test(rest)
      ? escapeSnippet(written)
      : `${escapeSnippet(written)}: \${1:${value}}${comma}`,
    documentation: parameterText(name, member, docs),
  };
}

function valueItems(name: string, schema: Schema, docs: string | undefined): RequestCompletion[] {
  const { values, type } = schema.type === 'array' && schema.items?.values ? schema.items : schema;
  const choices = type === 'boolean' ? [true, false] : (values ?? [exampleOf(schema, name)]);
  return choices.map((choice) => {
    const written = JSON.stringify(choice);
    return {
      kind: 'value',
      label: typeof choice === 'string' ? choice : written,
      filter: written,
      detail: schema.about,
      snippet: escapeSnippet(written),
      documentation: parameterText(name, schema, docs),
    };
  });
}

/**
 * Names and values of query parameters.
 *
 * @param typed what stands behind the last `?` or `&` of the address up to the cursor
 * @param present the names that the address has
 */
export function queryCompletions(
  typed: string,
  present: ReadonlySet<string>,
  { queryParameters, docs }: Pick<RouteeResource, 'queryParameters' | 'docs'>,
): { readonly typed: string; readonly items: readonly RequestCompletion[] } {
  const [name = '', value] = typed.split(/=(.*)/s);
  if (value === undefined) {
    const examples = exampleTexts(queryParameters, 'all');
    const items = Object.entries(queryParameters)
      .filter(([other]) => other === name || !present.has(other))
      .map(([other, schema]): RequestCompletion => ({
        kind: 'property',
        label: other,
        filter: other,
        detail: schema.about,
        snippet: `${escapeSnippet(other)}=\${1:${escapeSnippet(examples[other] ?? '')}}`,
        documentation: parameterText(other, schema, docs),
      }));
    return { typed: name, items };
  }
  const schema = queryParameters[name];
  const items = (schema === undefined ? [] : valueItems(name, schema, docs)).map((item) => ({
    ...item,
    filter: item.label,
    snippet: escapeSnippet(item.label),
  }));
  return { typed: value, items };
}
