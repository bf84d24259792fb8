import * as l10n from '@vscode/l10n';

import { parsing } from '../../../core/httpFile/parser/parseHttpFile.ts';
import { MOST_SHOWN } from '../../../core/kit/slices.ts';
import type { TextRange } from '../../../core/kit/textEdit.ts';
import { checkBody } from '../../../core/resources/checkBody.ts';
import { replacementText } from '../../../core/resources/resources.ts';
import { isOpen, readJsonBody } from './jsonBody.ts';
import { OpenVariables, resourceOf } from './resourceAt.ts';

export interface BodyWarning extends TextRange {
  readonly text: string;
  /** The call is an old one. */
  readonly isOld?: true;
}

/** Work that finds what cannot be right in the requests to Routee of a file, before they are sent, step by step. */
export function* bodyWarnings(text: string, apiUrls: readonly string[]): Generator<undefined, BodyWarning[]> {
  const file = yield* parsing(text);
  const found: BodyWarning[] = [];
  const variables = new OpenVariables(text, file);
  for (const request of file.requests) {
    yield;
    const resource = resourceOf(text, file, request, apiUrls, variables);
    if (resource === undefined) continue;
    const old = replacementText(resource);
    const { start, end } = request.line;
    if (old !== undefined) found.push({ start, end, text: old, isOld: true });
    if (request.body && resource.body && resource.form === undefined) {
      found.push(...warningsOf(text, request.body, resource.body));
    }
    if (found.length >= MOST_SHOWN) return found.slice(0, MOST_SHOWN);
  }
  return found;
}

function warningsOf(text: string, range: TextRange, schema: Parameters<typeof checkBody>[1]): BodyWarning[] {
  const body = readJsonBody(text, range);
  if (body === undefined) return [];
  const at = ({ offset, length }: { readonly offset: number; readonly length: number }): TextRange => ({
    start: body.start + offset,
    end: body.start + offset + length,
  });
  const [error] = body.errors;
  if (error !== undefined) return [{ ...at(error), text: l10n.t("The body isn't valid JSON.") }];
  if (body.root === undefined) return [];
  return checkBody(body.root, schema, isOpen).map(({ node, text: why }) => ({
    // A whole object would be underlined: its first character says enough.
    ...at(node.type === 'object' || node.type === 'array' ? { offset: node.offset, length: 1 } : node),
    text: why,
  }));
}
