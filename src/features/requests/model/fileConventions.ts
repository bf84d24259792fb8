import { FileVariables } from '../../../core/httpFile/fileVariables.ts';
import type { HttpFile, HttpRequest, HttpVariable } from '../../../core/httpFile/httpFile.ts';
import { readCredential } from '../../../core/httpFile/plan/readCredential.ts';
import { ROUTEE_VARIABLE } from '../../../core/httpFile/plan/tokenPlan.ts';
import { lastStarted } from '../../../core/httpFile/locateCursor.ts';
import { parsing } from '../../../core/httpFile/parser/parseHttpFile.ts';
import { requestOrigin } from '../../../core/httpFile/requestOrigin.ts';
import { LONGEST_READ, MOST_SHOWN } from '../../../core/kit/slices.ts';
import type { RequestConventions } from './requestTemplate.ts';

/** What a file that has no requests to Routee yet gets: *Insert Token* defines the variable. */
const DEFAULT_AUTHORIZATION = `Bearer {{${ROUTEE_VARIABLE}}}`;

/** Requests on either side of the new one; those further off are not looked at. */
const MOST_READ = 100;

/**
 * How the requests of a file that go to Routee write its address and their authorisation, so that a new one looks like
 * them. Only references are taken over, never a token; and never from a request to anybody else.
 *
 * @param apiUrl the API's base, as the user has set it
 * @param offset where the new request goes: the nearest one above counts, or else the first one below
 */
export function fileConventions(
  text: string,
  file: HttpFile,
  apiUrl: string,
  offset: number,
): RequestConventions {
  const api = withoutSlash(apiUrl.trim());
  const variable = file.variables.find((candidate) => {
    const value = withoutSlash(text.slice(candidate.value.start, candidate.value.end));
    return value === api && isGlobal(candidate, file);
  });
  const variables = new FileVariables(text, file);
  const above = file.requests.filter(({ line }) => line.start < offset).slice(-MOST_READ);
  const below = file.requests.filter(({ line }) => line.start >= offset).slice(0, MOST_READ);
  const [authorization] = [...above.reverse(), ...below]
    .filter((request) => goesTo(api, request, text, variables))
    .flatMap((request) => authorizationsOf(request, text));
  const isDefined = file.variables.some(({ name }) => name === ROUTEE_VARIABLE);
  return {
    base: variable === undefined ? api : `{{${variable.name}}}`,
    authorization: authorization ?? fromVariable(text, file) ?? DEFAULT_AUTHORIZATION,
    // A reference that is in use already may get its value from elsewhere.
    isTokenMissing: authorization === undefined && !isDefined,
  };
}

/** Work that finds the requests of a text that are for Routee's API, the first ones of very many, step by step. */
export function* requestsTo(apiUrl: string, text: string): Generator<undefined, readonly HttpRequest[]> {
  if (text.length > LONGEST_READ) return [];
  const file = yield* parsing(text);
  const variables = new FileVariables(text, file);
  const found: HttpRequest[] = [];
  for (const request of file.requests) {
    if (goesTo(apiUrl, request, text, variables) && found.push(request) === MOST_SHOWN) break;
    yield;
  }
  return found;
}

/** Whether a request is for Routee's API, as far as the file's own variables tell. */
export function goesTo(
  apiUrl: string,
  request: HttpRequest,
  text: string,
  variables: FileVariables,
): boolean {
  const api = apiUrl.trim();
  return URL.canParse(api) && requestOrigin(text, request, variables) === new URL(api).origin;
}

/** The values of `Authorization` that only refer to a token. */
function authorizationsOf(request: HttpRequest, text: string): string[] {
  return request.headers.flatMap(({ name, value }) => {
    if (name.toLowerCase() !== 'authorization') return [];
    const { scheme, reference } = readCredential(text, value);
    const isReference = reference !== undefined && (scheme === undefined || scheme === 'bearer');
    return isReference ? [text.slice(value.start, value.end)] : [];
  });
}

/** The variable that *Insert Token* defines may hold a whole header value. */
function fromVariable(text: string, file: HttpFile): string | undefined {
  const variable = file.variables.find(({ name }) => name === ROUTEE_VARIABLE);
  const isWhole = variable && readCredential(text, variable.value).scheme === 'bearer';
  return isWhole ? `{{${ROUTEE_VARIABLE}}}` : undefined;
}

/** To httpYac a variable beside a request is known to that request alone. */
function isGlobal({ range }: HttpVariable, { requests }: HttpFile): boolean {
  return range.start >= (lastStarted(requests, range.start)?.range.end ?? 0);
}

/** Without slashes at the end. */
export function withoutSlash(url: string): string {
  // Looked for where the slashes begin only: a try at each of them takes quadratic time.
  return url.replace(/(?<!\/)\/+$/, '');
}
