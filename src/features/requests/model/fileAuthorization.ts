import { decodeBasicCredentials } from '../../../core/protocol/basicCredentials.ts';
import { UnsupportedConstruct, type FileVariables } from '../../../core/httpFile/fileVariables.ts';
import type { HttpRequest } from '../../../core/httpFile/httpFile.ts';

/** The identity in a request's own `Authorization` header. */
export type FileAuthorization =
  | { readonly kind: 'none' }
  | { readonly kind: 'bearer'; readonly token: string }
  /** RFC 7617, or the forms of it that clients encode themselves: `Basic id:secret`, `Basic id secret`. */
  | { readonly kind: 'basic'; readonly id: string }
  /** The environment variable that the token is read from. */
  | { readonly kind: 'environment'; readonly name: string }
  /** Another scheme, or a value that the file alone does not tell. */
  | { readonly kind: 'unknown' };

/** The value of the first `Authorization` header of a request, as written, on one line. */
export function authorizationOf(text: string, { headers }: HttpRequest): string | undefined {
  const value = headers.find(({ name }) => name.toLowerCase() === 'authorization')?.value;
  return value && text.slice(value.start, value.end).replaceAll(/(?<!\s)\s*\n\s*/g, ' ');
}

/** Reads the first `Authorization` header of a request, its variables replaced. */
export function fileAuthorization(
  text: string,
  request: HttpRequest,
  variables: FileVariables,
): FileAuthorization {
  const written = authorizationOf(text, request);
  if (written === undefined) {
    return { kind: 'none' };
  }
  const environment = /^(?:bearer\s+)?\{\{\s*\$processEnv\s+%?(\w+)\s*\}\}$/i.exec(written)?.[1];
  if (environment !== undefined) {
    return { kind: 'environment', name: environment };
  }
  try {
    return readValue(variables.resolve(written, request.line.start).trim());
  } catch (error) {
    if (error instanceof UnsupportedConstruct) {
      return { kind: 'unknown' };
    }
    throw error;
  }
}

function readValue(value: string): FileAuthorization {
  const [, scheme = '', rest = ''] = /^([\w-]+)(?:\s+(.*))?$/s.exec(value) ?? [];
  switch (scheme.toLowerCase()) {
    case '':
      return { kind: value === '' ? 'none' : 'unknown' };
    case 'bearer':
      return rest === '' ? { kind: 'none' } : { kind: 'bearer', token: rest };
    case 'basic': {
      const id = decodeBasicCredentials(rest)?.id ?? /^([^\s:]+)[\s:]+\S/.exec(rest)?.[1];
      return id === undefined ? { kind: 'unknown' } : { kind: 'basic', id };
    }
    default:
      // A single word is a token without its scheme.
      return rest === '' ? { kind: 'bearer', token: value } : { kind: 'unknown' };
  }
}
