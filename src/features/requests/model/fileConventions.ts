import { originOf } from '../../../core/applications/servers.ts';
import { FileVariables } from '../../../core/httpFile/fileVariables.ts';
import type { HttpFile, HttpRequest, HttpVariable } from '../../../core/httpFile/httpFile.ts';
import { readCredential } from '../../../core/httpFile/plan/readCredential.ts';
import { ROUTEE_VARIABLE } from '../../../core/httpFile/plan/tokenPlan.ts';
import { lastStarted } from '../../../core/httpFile/locateCursor.ts';
import { parsing } from '../../../core/httpFile/parser/parseHttpFile.ts';
import { requestOrigin } from '../../../core/httpFile/requestOrigin.ts';
import { MOST_SHOWN } from '../../../core/kit/slices.ts';
import type { RequestConventions } from './requestTemplate.ts';

/** The header for a file without requests to Routee: *Insert Token* defines the variable. */
const DEFAULT_AUTHORIZATION = `Bearer {{${ROUTEE_VARIABLE}}}`;

/** Requests on either side of the new one; those further off are not looked at. */
const MOST_READ = 100;

/**
 * Reads how a file's requests to Routee write its address and their authorisation, so that a new one looks like them.
 * Takes over only references, never a token, and nothing from a request to another host.
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
    // A reference that other requests use may get its value from elsewhere.
    isTokenMissing: authorization === undefined && !isDefined,
  };
}

/** A request, and the origin that it goes to as far as the file's own variables tell. */
export interface RequestTo {
  readonly request: HttpRequest;
  readonly origin: string | undefined;
}

/** Work that finds the requests of a text to some origins, step by step; the first of very many. */
export function* requestsTo(
  text: string,
  isMeant: (origin: string | undefined, request: HttpRequest, variables: FileVariables) => boolean,
): Generator<undefined, readonly RequestTo[]> {
  const file = yield* parsing(text);
  const variables = new FileVariables(text, file);
  const found: RequestTo[] = [];
  for (const request of file.requests) {
    const origin = requestOrigin(text, request, variables);
    if (isMeant(origin, request, variables) && found.push({ request, origin }) === MOST_SHOWN) break;
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
  return apisOf([apiUrl], request, text, variables).length > 0;
}

/** The APIs, of some, that a request goes to: several, where they differ in the path alone. */
export function apisOf(
  apiUrls: readonly string[],
  request: HttpRequest,
  text: string,
  variables: FileVariables,
): readonly string[] {
  const origin = requestOrigin(text, request, variables);
  return origin === undefined ? [] : apiUrls.filter((url) => originOf(url) === origin);
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

/** Refers to the variable that *Insert Token* defines, if it holds a whole header value. */
function fromVariable(text: string, file: HttpFile): string | undefined {
  const variable = file.variables.find(({ name }) => name === ROUTEE_VARIABLE);
  const isWhole = variable && readCredential(text, variable.value).scheme === 'bearer';
  return isWhole ? `{{${ROUTEE_VARIABLE}}}` : undefined;
}

/** Whether every request can use a variable. In httpYac, one beside a request belongs to that request alone. */
function isGlobal({ range }: HttpVariable, { requests }: HttpFile): boolean {
  return range.start >= (lastStarted(requests, range.start)?.range.end ?? 0);
}

/** The address without slashes at its end. */
export function withoutSlash(url: string): string {
  // The look-behind keeps the search linear: without it, every slash of a run starts a new try.
  return url.replace(/(?<!\/)\/+$/, '');
}
