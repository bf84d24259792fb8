import { parseTree, type Node, type ParseError } from 'jsonc-parser';

import type { TextRange } from '../../../core/kit/textEdit.ts';

/** Longer bodies are data, whose reading would hold up typing. */
const LONGEST = 100_000;

/** A body of JSON as it stands in a file. */
export interface JsonBody {
  /** Its text, as long as in the file, with blanks for comments and texts for references outside of texts. */
  readonly text: string;
  /** Where it begins in the file; offsets of nodes count from here. */
  readonly start: number;
  readonly root: Node | undefined;
  readonly errors: readonly ParseError[];
}

/** The body at `range` of a file; `undefined` where it is no JSON, or too long. */
export function readJsonBody(file: string, range: TextRange): JsonBody | undefined {
  if (range.end - range.start > LONGEST) return undefined;
  const text = file
    .slice(range.start, range.end)
    // A text without its end is one, too: looking for that from each quote would take quadratic time.
    .replaceAll(/"(?:[^"\\\n]|\\.)*"?|^[ \t]*(?:#|\/\/).*$|\{\{[^{}\n]*\}\}/gm, (part) => {
      if (part.startsWith('"')) return part;
      if (part.startsWith('{{')) return `"${part.slice(1, -1).replaceAll(/["\\]/g, ' ')}"`;
      return part.replaceAll(/[^\r]/g, ' ');
    });
  if (!/^\s*[[{]/.test(text)) return undefined;
  const errors: ParseError[] = [];
  return { text, start: range.start, root: parseTree(text, errors), errors };
}

/** Whether a value has a reference in it, so that nobody knows it yet. */
export function isOpen(value: unknown): boolean {
  return typeof value === 'string' && /\{\{|^\{.*\}$/.test(value);
}
