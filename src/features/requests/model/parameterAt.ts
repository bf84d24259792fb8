import { findNodeAtOffset, getNodePath, type Node } from 'jsonc-parser';

import type { HttpFile, HttpRequest } from '../../../core/httpFile/httpFile.ts';
import { lastStarted } from '../../../core/httpFile/locateCursor.ts';
import type { TextRange } from '../../../core/kit/textEdit.ts';
import type { RouteeResource } from '../../../core/resources/resources.ts';
import { schemaAt } from '../../../core/resources/schemaAt.ts';
import { readJsonBody } from './jsonBody.ts';
import { parameterText } from './parameterText.ts';
import { resourceOf } from './resourceAt.ts';

/** The catalogue's entry on the parameter at a place of a file, in Markdown. */
export function parameterAt(
  text: string,
  file: HttpFile,
  offset: number,
  apiUrls: readonly string[],
): (TextRange & { readonly text: string }) | undefined {
  const request = lastStarted(file.requests, offset);
  if (request === undefined) return undefined;
  const resource = resourceOf(text, file, request, apiUrls);
  if (resource === undefined) return undefined;
  const { body } = request;
  return body && body.start <= offset && offset <= body.end
    ? inBody(text, offset, body, resource)
    : inQuery(text, offset, request, resource);
}

function inBody(
  text: string,
  offset: number,
  range: TextRange,
  { body: schema, docs }: RouteeResource,
): ReturnType<typeof parameterAt> {
  const body = readJsonBody(text, range);
  if (schema === undefined || body?.root === undefined) return undefined;
  const node = findNodeAtOffset(body.root, offset - body.start);
  if (node === undefined || isContainer(node)) return undefined;
  const path = getNodePath(node);
  const found = schemaAt(schema, body.root, path);
  const name = path.findLast((part) => typeof part === 'string');
  const start = body.start + node.offset;
  return found && name !== undefined
    ? { start, end: start + node.length, text: parameterText(name, found, docs) }
    : undefined;
}

function isContainer({ type }: Node): boolean {
  return type === 'object' || type === 'array' || type === 'property';
}

function inQuery(
  text: string,
  offset: number,
  { line, headersEnd, headers }: HttpRequest,
  { queryParameters, docs }: RouteeResource,
): ReturnType<typeof parameterAt> {
  const end = headers[0]?.nameRange.start ?? headersEnd;
  for (const match of text.slice(line.start, end).matchAll(/(?<=[?&])([\w.-]+)(?:=[^&#\s]*)?/g)) {
    const [whole, name = ''] = match;
    const start = line.start + match.index;
    const schema = queryParameters[name];
    if (start <= offset && offset <= start + whole.length && schema !== undefined) {
      return { start, end: start + whole.length, text: parameterText(name, schema, docs) };
    }
  }
  return undefined;
}
