import { FileVariables, UnsupportedConstruct } from '../../../core/httpFile/fileVariables.ts';
import type { HttpFile, HttpRequest } from '../../../core/httpFile/httpFile.ts';
import { findResource, type RouteeResource } from '../../../core/resources/resources.ts';
import { apisOf, withoutSlash } from './fileConventions.ts';
import { readPlainRequest } from './plainRequest.ts';

/** The resource that an address below the API's base belongs to. */
export function resourceAt(method: string, url: URL, apiUrl: string): RouteeResource | undefined {
  const base = withoutSlash(new URL(apiUrl).pathname);
  return url.pathname.startsWith(`${base}/`)
    ? findResource(method, url.pathname.slice(base.length))
    : undefined;
}

/** The resource of a request in a file; `undefined` where it goes elsewhere, or cannot be read as it would be sent. */
export function resourceOf(
  text: string,
  file: HttpFile,
  request: HttpRequest,
  apiUrls: readonly string[],
  variables: FileVariables = new OpenVariables(text, file),
): RouteeResource | undefined {
  const apis = apisOf(apiUrls, request, text, variables);
  if (apis.length === 0) return undefined;
  try {
    const { method, url } = readPlainRequest(text, file, request, variables);
    const target = URL.parse(url);
    if (target === null) return undefined;
    return apis.map((apiUrl) => resourceAt(method, target, apiUrl)).find((found) => found !== undefined);
  } catch (error) {
    if (error instanceof UnsupportedConstruct) return undefined;
    throw error;
  }
}

/** Leaves references that the file does not explain: any text may stand for a part of a path. */
export class OpenVariables extends FileVariables {
  override readonly leavesOpen = true;

  protected override placeholder(
    reference: string,
    _name: string,
    _value: string | undefined,
    isKnown: boolean,
  ): string | undefined {
    return isKnown ? undefined : reference;
  }
}
