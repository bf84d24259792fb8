import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { FileVariables } from '../../core/httpFile/fileVariables.ts';
import { type PlainBody, typeOfBody } from './model/plainBody.ts';
import { readPlainRequest, type PlainRequest } from './model/plainRequest.ts';
import type { PlacedRequest } from './requestAtCursor.ts';
import { MAX_API_ANSWER_BYTES } from '../../core/protocol/apiAttempt.ts';
import type { RepeatableRequest } from '../../core/protocol/apiRequest.ts';
import { RouteeError } from '../../core/protocol/routeeError.ts';
import { readRegularFile } from '../../editor/documents.ts';
import type { HostFiles } from '../../host/host.ts';

/**
 * The request at a place of a file, as it goes over the wire; `plain` is without the type of the body that is added.
 *
 * @throws {UnsupportedConstruct} for what cannot be read
 * @throws {RouteeError} `invalidRequest` when a file that it names cannot be read
 */
export async function requestToSend(
  { document, text, file, request }: PlacedRequest,
  variables: FileVariables,
  files: HostFiles | undefined,
): Promise<RequestToSend> {
  const plain = readPlainRequest(text, file, request, variables);
  const resolve = (part: string): string => variables.resolve(part, request.line.start);
  const body = await requestBody(plain.body, document, resolve, files);
  const hasType = plain.headers.some(([name]) => /^content-type$/i.test(name));
  const type = typeof body !== 'string' || hasType ? [] : [['Content-Type', typeOfBody(body)] as const];
  return { plain, sent: { ...plain, headers: [...plain.headers, ...type], body } };
}

type Body = string | Uint8Array | undefined;

export interface RequestToSend {
  readonly plain: PlainRequest;
  readonly sent: RepeatableRequest;
}

/**
 * The body that goes over the wire. A file must lie in the folder of the request's workspace, also behind symbolic
 * links: an `.http` file from a stranger must not send other files of this machine.
 *
 * @throws {RouteeError} `invalidRequest` when the file cannot be read
 */
async function requestBody(
  body: PlainBody | undefined,
  document: vscode.TextDocument,
  resolve: (text: string) => string,
  files: HostFiles | undefined,
): Promise<Body> {
  if (body?.kind !== 'file') {
    return body?.text;
  }
  const refuse = (sentence: string): RouteeError => new RouteeError('invalidRequest', sentence);
  if (document.isUntitled) {
    throw refuse(
      l10n.t(
        'Can\'t find the file "{0}" of the request\'s body. Save the request first, because the path is relative to its folder.',
        body.path,
      ),
    );
  }
  const folder = vscode.workspace.getWorkspaceFolder(document.uri);
  const uri = await findFile(body.path, document.uri, folder?.uri, files);
  if (folder === undefined || !(await isWithin(uri, folder.uri, files))) {
    throw refuse(
      l10n.t(
        "The file \"{0}\" of the request's body isn't in the workspace folder of the request, so it isn't sent.",
        body.path,
      ),
    );
  }
  const bytes = await readRegularFile(uri, MAX_API_ANSWER_BYTES).catch(() => {
    throw refuse(l10n.t('Can\'t read the file "{0}" of the request\'s body.', body.path));
  });
  if (bytes === undefined) {
    throw refuse(l10n.t('The file "{0}" of the request\'s body is larger than 10 MB.', body.path));
  }
  return body.hasVariables ? resolve(new TextDecoder().decode(bytes)) : bytes;
}

/**
 * Looks in the folder of the request, as httpYac does, then in the root of the workspace, where REST Client begins: of
 * two files of that name, the one beside the request is the likelier.
 */
async function findFile(
  file: string,
  request: vscode.Uri,
  folder: vscode.Uri | undefined,
  files: HostFiles | undefined,
): Promise<vscode.Uri> {
  if (files?.paths.isAbsolute(file) ?? file.startsWith('/')) {
    return absoluteUri(file, request);
  }
  const beside = vscode.Uri.joinPath(request, '..', file);
  if (folder === undefined) {
    return beside;
  }
  const isThere = await vscode.workspace.fs.stat(beside).then(
    () => true,
    () => false,
  );
  return isThere ? beside : vscode.Uri.joinPath(folder, file);
}

function absoluteUri(file: string, request: vscode.Uri): vscode.Uri {
  const absolute = vscode.Uri.file(file);
  // On Windows, the file may be on another network host than the request.
  const uri = request.scheme === 'file' ? absolute : request.with({ path: absolute.path });
  // Joining resolves any `..` in the path.
  return vscode.Uri.joinPath(uri, '.');
}

async function isWithin(uri: vscode.Uri, folder: vscode.Uri, files: HostFiles | undefined): Promise<boolean> {
  if (uri.scheme === 'file' && files !== undefined) {
    return files.isBelow(uri, folder);
  }
  const root = folder.path.replace(/\/?$/, '/');
  if (uri.scheme !== folder.scheme || uri.authority !== folder.authority || !uri.path.startsWith(root)) {
    return false;
  }
  // A link in a virtual workspace may lead anywhere: VS Code does not tell its target.
  let place = folder;
  for (const name of uri.path.slice(root.length).split('/')) {
    place = vscode.Uri.joinPath(place, name);
    const type = await vscode.workspace.fs.stat(place).then(
      (found) => found.type,
      () => vscode.FileType.Unknown,
    );
    if ((type & vscode.FileType.SymbolicLink) !== 0) return false;
  }
  return true;
}
