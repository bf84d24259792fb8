import type { FileVariables } from './fileVariables.ts';

/**
 * The origin that a request goes to, read strictly: `undefined` when the file alone does not tell, or when anything in
 * front of the path could be read in two ways, such as a user name.
 *
 * @param url as written in the file
 * @param offset where the request stands
 */
export function requestOrigin(url: string, offset: number, variables: FileVariables): string | undefined {
  const authority = /^(?:https?:\/\/)?(?:\{\{[^{}]*\}\}|[^/?#\\])*/i.exec(url)?.[0] ?? '';
  let start: string;
  try {
    start = variables.resolve(authority, offset);
  } catch {
    return undefined;
  }
  if (!URL.canParse(start) || /[{}@\\\s]/.test(start)) {
    return undefined;
  }
  return new URL(start).origin;
}
