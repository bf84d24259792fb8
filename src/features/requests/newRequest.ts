import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { SETTINGS } from '../../contributions.ts';
import type { Application } from '../../core/applications/application.ts';
import { apiUrlOf } from '../../core/applications/servers.ts';
import { fileConventions, withoutSlash } from './model/fileConventions.ts';
import { requestPlace } from './model/placeForRequest.ts';
import { requestTemplate } from './model/requestTemplate.ts';
import type { RouteeResource } from '../../core/resources/resources.ts';
import { CALLBACKS } from '../../core/resources/table/callbackResources.ts';
import { escapeSnippet, snippetText } from './model/snippets.ts';
import { isHttpFile } from '../../core/httpFile/httpFile.ts';
import { parseHttpFile } from '../../core/httpFile/parser/parseHttpFile.ts';
import { parseEndpoint } from '../../core/protocol/endpoint.ts';
import type { Services } from '../../services.ts';
import { showWarning } from '../../editor/messages.ts';
import { pickResource } from './pickResource.ts';

/** Where a server of the user's that gets callbacks may be listening. */
const OWN_SERVER = 'http://localhost:3000';
const NEW_FILE = (): string => l10n.t('Open in a New Editor');

/**
 * Writes a request to Routee into the `.http` file in front, behind the request at the cursor, or into a new one.
 *
 * @param application the one whose scopes and server count
 */
export async function newRequest(services: Services, application: Application | undefined): Promise<void> {
  // Remembered before the question: another file may be in front afterwards.
  const before = vscode.window.activeTextEditor;
  const apiUrl = apiBaseOf(services, application);
  const resource = await pickResource(services, application);
  if (resource !== undefined) await writeRequest(services, resource, apiUrl, before);
}

/** Writes a request into the `.http` file of an editor, or into a new one, and shows it. */
export async function writeRequest(
  services: Services,
  resource: RouteeResource,
  apiUrl: string,
  before: vscode.TextEditor | undefined,
): Promise<void> {
  const document =
    before !== undefined && isHttpFile(before.document) && !before.document.isClosed
      ? before.document
      : await newHttpDocument(services.host.files?.home);
  const editor = await vscode.window.showTextDocument(document, {
    ...(before?.document === document && before.viewColumn !== undefined
      ? { viewColumn: before.viewColumn }
      : {}),
    preview: false,
  });
  if (!(await insertRequest(editor, resource, apiUrl))) {
    const name = vscode.workspace.asRelativePath(document.uri);
    const answer = await showWarning(l10n.t("Can't change {0}.", name), NEW_FILE());
    if (answer === NEW_FILE()) {
      await insertRequest(
        await vscode.window.showTextDocument(await newHttpDocument(services.host.files?.home)),
        resource,
        apiUrl,
      );
    }
  }
}

/** Inserts a request in one undo step and selects its first field. Resolves to whether the document has changed. */
async function insertRequest(
  editor: vscode.TextEditor,
  resource: RouteeResource,
  apiUrl: string,
): Promise<boolean> {
  const { document } = editor;
  const text = document.getText();
  const file = parseHttpFile(text);
  const { offset, before, after } = requestPlace(text, file, document.offsetAt(editor.selection.active));
  const conventions = CALLBACKS.includes(resource)
    ? { base: OWN_SERVER, authorization: '' }
    : fileConventions(text, file, apiUrl, offset);
  const template = requestTemplate(resource, conventions);
  const snippet = escapeSnippet(before) + snippetText(template) + escapeSnippet(after);
  const { version } = document;
  await editor.insertSnippet(new vscode.SnippetString(snippet), document.positionAt(offset), {
    undoStopBefore: true,
    undoStopAfter: true,
    keepWhitespace: true,
  });
  return document.version !== version;
}

/**
 * The base of an application's API, or else of that of the settings, without a slash at its end.
 *
 * @throws {RouteeError} `invalidEndpoint`
 */
export function apiBaseOf({ settings, unredacted }: Services, application: Application | undefined): string {
  const stored = application && unredacted.get(application.key);
  const { origin, pathname } = parseEndpoint(apiUrlOf(stored, settings), SETTINGS.apiUrl);
  return withoutSlash(`${origin}${pathname}`);
}

/** A new, unsaved document. Where no extension knows the language, the file name has to tell it. */
export async function newHttpDocument(home: vscode.Uri | undefined): Promise<vscode.TextDocument> {
  const languages = await vscode.languages.getLanguages();
  return languages.includes('http')
    ? vscode.workspace.openTextDocument({ language: 'http' })
    : vscode.workspace.openTextDocument(await freeName(home));
}

/** `requests.http` in the workspace, or else in the home folder, with a number where that is taken. */
async function freeName(home = vscode.Uri.from({ scheme: 'untitled', path: '/' })): Promise<vscode.Uri> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? home;
  for (let n = 1; ; n++) {
    const file = vscode.Uri.joinPath(folder, n === 1 ? 'requests.http' : `requests-${n}.http`);
    const untitled = file.with({ scheme: 'untitled' });
    const isOpen = vscode.workspace.textDocuments.some(({ uri }) => uri.toString() === untitled.toString());
    if (!isOpen && !(await exists(file))) {
      return untitled;
    }
  }
}

async function exists(file: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(file);
    return true;
  } catch {
    return false;
  }
}
