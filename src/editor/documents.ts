import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { EnvFileError } from '../core/kit/fileError.ts';
import { inSlices } from '../core/kit/slices.ts';
import type { TextEdit } from '../core/kit/textEdit.ts';

/** Makes the edits in one undo step, whether or not the document is in front. Resolves to whether they were made. */
export function changeDocument(document: vscode.TextDocument, edits: readonly TextEdit[]): Thenable<boolean> {
  const change = new vscode.WorkspaceEdit();
  for (const { start, end, text } of edits) {
    const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
    change.replace(document.uri, range, text);
  }
  return vscode.workspace.applyEdit(change);
}

/** An error of VS Code about a file that it does not show, as a sentence. */
export function cannotBeOpened(uri: vscode.Uri, error: unknown): EnvFileError {
  const name = vscode.workspace.asRelativePath(uri);
  return new EnvFileError(
    'missing',
    l10n.t("Can't open {0}. It might have been moved or deleted.", name),
    error,
  );
}

/**
 * The bytes of a file on any file system; `undefined`: it has more than these.
 *
 * @throws where it cannot be read, or is a pipe or a device, which may never end
 */
export async function readRegularFile(uri: vscode.Uri, mostBytes: number): Promise<Uint8Array | undefined> {
  const { size, type } = await vscode.workspace.fs.stat(uri);
  if ((type & vscode.FileType.File) === 0) throw new Error('This is no regular file.');
  if (size > mostBytes) return undefined;
  const bytes = await vscode.workspace.fs.readFile(uri);
  // Some file systems do not know the size before.
  return bytes.length > mostBytes ? undefined : bytes;
}

/**
 * Writes a file that the user names, in the workspace unless they choose another folder.
 *
 * @param home the folder to begin with where no folder is open
 * @returns `undefined` when they think better of it
 * @throws {EnvFileError} `unwritable`
 */
export async function saveAs(
  content: Uint8Array,
  {
    title,
    name,
    home,
  }: { readonly title: string; readonly name: string; readonly home: vscode.Uri | undefined },
): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? home;
  const uri = await vscode.window.showSaveDialog({
    title,
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, name) }),
  });
  if (uri === undefined) return undefined;
  try {
    await vscode.workspace.fs.writeFile(uri, content);
  } catch (error) {
    throw new EnvFileError('unwritable', l10n.t("Can't write {0}.", uri.path), error);
  }
  return uri;
}

/** UTF-16 code units; longer documents are data. */
const LONGEST_READ = 1.5 * 1024 * 1024;

/** The text of a document that is read without having been asked to; none of a longer one, which would take its time. */
export function textToRead(document: vscode.TextDocument): string {
  const { end } = document.lineAt(document.lineCount - 1).range;
  return document.offsetAt(end) > LONGEST_READ ? '' : document.getText();
}

/** The text to read, taken in a slice of work: those of all documents may be due at once. */
export function textInTurn(document: vscode.TextDocument): Promise<string> {
  return inSlices(reading(document));
}

function* reading(document: vscode.TextDocument): Generator<undefined, string> {
  yield;
  return textToRead(document);
}

const HTTP_NAMES = '**/*.{http,rest,HTTP,REST}';

/** Files of requests, whether or not an extension knows their language. */
export const HTTP_FILES: vscode.DocumentSelector = [
  { language: 'http' },
  { language: 'rest' },
  { pattern: HTTP_NAMES },
];

/** Files of requests whose language no extension knows. */
export const PLAIN_HTTP_FILES: vscode.DocumentSelector = { language: 'plaintext', pattern: HTTP_NAMES };
