import * as vscode from 'vscode';

import type { TextRange } from '../core/httpFile/httpFile.ts';

/** A place in a document, as a quick fix passes it to a command. */
export interface DocumentPlace {
  readonly uri: vscode.Uri;
  readonly range: TextRange;
}

/** `undefined` for an argument that is anything else, as from the palette or a key binding. */
export function placeOf(argument: unknown): DocumentPlace | undefined {
  if (typeof argument !== 'object' || argument === null || !('uri' in argument && 'range' in argument)) {
    return undefined;
  }
  const { uri, range } = argument;
  return uri instanceof vscode.Uri && isRange(range) ? { uri, range } : undefined;
}

function isRange(value: unknown): value is TextRange {
  return (
    typeof value === 'object' &&
    value !== null &&
    'start' in value &&
    typeof value.start === 'number' &&
    'end' in value &&
    typeof value.end === 'number'
  );
}
