import * as l10n from '@vscode/l10n';

import { isCurl } from '../../../core/httpFile/curlCommand.ts';
import { FileVariables, UnsupportedConstruct } from '../../../core/httpFile/fileVariables.ts';
import type { HttpFile, HttpRequest } from '../../../core/httpFile/httpFile.ts';
import { withHost } from '../../../core/httpFile/requestOrigin.ts';
import { readPlainBody, type PlainBody } from './plainBody.ts';
import { refuseUnsupported } from './unsupported.ts';

/** A request as it goes over the wire, without its authorization. */
export interface PlainRequest {
  readonly method: string;
  /** Complete, or a path where the file names no host. */
  readonly url: string;
  /** Without `Authorization`. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: PlainBody | undefined;
}

/**
 * Reads the request that a client sends without scripts, environments and history: the one that REST Client and
 * httpYac agree on, or that only one of them understands.
 *
 * @param variables of this file; those of a sample leave placeholders
 * @throws {UnsupportedConstruct} naming the first construct that needs more than that, or that clients read differently
 */
export function readPlainRequest(
  text: string,
  file: HttpFile,
  request: HttpRequest,
  variables = new FileVariables(text, file),
): PlainRequest {
  if (isCurl(request)) {
    throw new UnsupportedConstruct(l10n.t('a curl command'));
  }
  refuseUnsupported(text, file, request);
  const at = request.line.start;
  const resolve = (value: string): string => variables.resolve(value, at);
  const headers = request.headers
    .filter(({ name }) => name.toLowerCase() !== 'authorization')
    .map(({ name, value }): [string, string] => [
      name,
      variables.resolveHeader(name, text.slice(value.start, value.end), at),
    ]);
  const header = (name: string): string =>
    headers.find(([other]) => other.toLowerCase() === name)?.[1].toLowerCase() ?? '';
  if (header('x-request-type') === 'graphql') {
    throw new UnsupportedConstruct(l10n.t('a GraphQL body'));
  }
  if (header('content-type').startsWith('multipart/')) {
    throw new UnsupportedConstruct(l10n.t('a multipart body'));
  }
  // A variable may hold the version, too.
  const url = withHost(resolve(request.url).replace(/(?<!\s)\s+HTTP\/[\d.]+$/, ''), header('host'));
  refuseAddress(url, file, variables.leavesOpen);
  const method = request.method.toUpperCase();
  const body = readPlainBody(text, request, resolve, header('content-type'));
  if (body !== undefined && /^(?:GET|HEAD)$/.test(method)) {
    throw new UnsupportedConstruct(l10n.t("a body, which the method {0} doesn't allow", method));
  }
  return { method, url, headers, body };
}

function refuseAddress(url: string, { variables }: HttpFile, mayBeOpen: boolean): void {
  const known = url.replaceAll(/\{\{[^{}\n]*\}\}/g, '');
  const path = known.replace(/[?#].*/s, '');
  if (/[{}"<>]/.test(mayBeOpen ? path.replaceAll(/\{[\w-]+\}/g, '') : path) || /[\s\\]/.test(known)) {
    throw new UnsupportedConstruct(
      l10n.t('an address with a space or one of these characters: { } " < > \\'),
    );
  }
  // One client encodes a bare percent sign; another puts the variable @host in front of a path.
  const hasHost = url.startsWith('/') && variables.some(({ name }) => name === 'host');
  if (hasHost || /%(?![\da-f]{2})/i.test(known)) {
    throw new UnsupportedConstruct(l10n.t('an address that HTTP clients read differently'));
  }
}
