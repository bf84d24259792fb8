import * as l10n from '@vscode/l10n';

import { parseHttpFile } from '../../../core/httpFile/parser/parseHttpFile.ts';
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

/** Longer files are not looked at: what they would take could be felt while typing. */
const LONGEST = 100_000;

/** What cannot be right in the requests to Routee of a file, before they are sent. */
export function bodyWarnings(text: string, apiUrl: string): BodyWarning[] {
  if (text.length > LONGEST) return [];
  const file = parseHttpFile(text);
  const variables = new OpenVariables(text, file);
  return file.requests.flatMap((request) => {
    const resource = resourceOf(text, file, request, apiUrl, variables);
    if (resource === undefined) return [];
    const old = replacementText(resource);
    const { start, end } = request.line;
    return [
      ...(old === undefined ? [] : [{ start, end, text: old, isOld: true as const }]),
      ...(request.body && resource.body && resource.form === undefined
        ? warningsOf(text, request.body, resource.body)
        : []),
    ];
  });
}

function warningsOf(text: string, range: TextRange, schema: Parameters<typeof checkBody>[1]): BodyWarning[] {
  const body = readJsonBody(text, range);
  if (body === undefined) return [];
  const at = ({ offset, length }: { readonly offset: number; readonly length: number }): TextRange => ({
    start: body.start + offset,
    end: body.start + offset + length,
  });
  const [error] = body.errors;
  if (error !== undefined) return [{ ...at(error), text: l10n.t('The body is not valid JSON.') }];
  if (body.root === undefined) return [];
  return checkBody(body.root, schema, isOpen).map(({ node, text: why }) => ({
    // A whole object would be underlined: its first character says enough.
    ...at(node.type === 'object' || node.type === 'array' ? { offset: node.offset, length: 1 } : node),
    text: why,
  }));
}
