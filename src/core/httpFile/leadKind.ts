import type { LineCursor } from './lineCursor.ts';

/** What a line above the request line, neither comment nor variable nor script, begins. */
export type LeadKind = 'request' | 'response' | 'graphql' | 'other';

const AT = 64;
const LESS = 60;
const GREATER = 62;
const LONGEST_KEYWORD = 16;

/**
 * Tells a request line from what else may stand there: a saved response (REST Client), a GraphQL fragment or operation
 * (httpYac, up to an empty line), and single lines: imports, assertions, redirects, script files.
 */
export function leadKind(line: LineCursor): LeadKind {
  const code = line.code(0);
  if (code === AT || code === LESS || code === GREATER || line.startsWith('??')) return 'other';
  const start = line.text.slice(line.first, Math.min(line.end, line.first + LONGEST_KEYWORD));
  if (/^HTTP\/\d/.test(start)) return 'response';
  if (/^(?:query|mutation|fragment)(?:[\s({]|$)/.test(start)) return 'graphql';
  return /^(?:proto\s+<|gql\s)/.test(start) ? 'other' : 'request';
}
