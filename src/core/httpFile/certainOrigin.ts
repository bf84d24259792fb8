import type { FileVariables } from './fileVariables.ts';
import type { HttpFile, HttpRequest } from './httpFile.ts';
import { authorityOf, requestOrigin } from './requestOrigin.ts';

const SEPARATOR = /^[ \t]*###/m;
/** Lines that are no request to any client: blank, comments, definitions. */
const NO_REQUEST = /^\s*(?:$|#|\/\/|@[\w-]+\s*:?=)/;

/**
 * The origin that a request goes to whichever client sends it. Clients differ in where a request begins, in which of
 * several definitions counts, and in what scripts may do: where one could read the file in another way than we do,
 * nothing is certain.
 *
 * @returns `undefined` where it is not certain
 */
export function certainOrigin(
  text: string,
  file: HttpFile,
  request: HttpRequest,
  variables: FileVariables,
): string | undefined {
  const { line, url } = request;
  const isCertain =
    file.scripts.length === 0 &&
    !/[\\\s]/.test(url) &&
    !/^[ \t]*\.\.\./m.test(text.slice(line.end, request.headersEnd)) &&
    isAloneInItsBlock(text, file, request) &&
    areDefinedOnce(authorityOf(url), text, file);
  return isCertain ? requestOrigin(url, line.start, variables) : undefined;
}

/** REST Client and JetBrains begin a request at `###` only; httpYac at each request line, too. */
function isAloneInItsBlock(text: string, file: HttpFile, { line }: HttpRequest): boolean {
  const before = text.slice(file.start, line.start).split(SEPARATOR).at(-1) ?? '';
  const lead = before.split(/\r?\n/);
  // Behind a separator stands a title.
  const isFirst = (before.length === line.start - file.start ? lead : lead.slice(1)).every((one) =>
    NO_REQUEST.test(one),
  );
  const blockEnd = line.end + (text.slice(line.end).split(SEPARATOR)[0] ?? '').length;
  return isFirst && !file.requests.some(({ line: { start } }) => start > line.start && start < blockEnd);
}

/** Whether each variable in the text has one definition, and so has each in that. */
function areDefinedOnce(text: string, whole: string, file: HttpFile): boolean {
  const definitions = Map.groupBy(file.variables, ({ name }) => name);
  const pending = [text];
  const seen = new Set<string>();
  for (let part = pending.pop(); part !== undefined; part = pending.pop()) {
    for (const [, inner = ''] of part.matchAll(/\{\{([^{}\n]*)\}\}/g)) {
      const name = inner.trim();
      if (seen.has(name)) continue;
      seen.add(name);
      const [definition, ...others] = definitions.get(name) ?? [];
      if (definition === undefined || others.length > 0) return false;
      pending.push(whole.slice(definition.value.start, definition.value.end));
    }
  }
  return true;
}
