import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { plainText } from '../../core/kit/plainText.ts';
import { EnvFileError } from '../../core/kit/fileError.ts';
import { readRegularFile } from '../../editor/documents.ts';
import { envFileKind } from '../../core/envFile/envTarget.ts';

const MOST_BYTES = 1024 * 1024;
const MOST_FILES = 100;
const PATTERN = '**/{.env,.env.*,*.env,http-client*.env.json,http-client*.env.json.user}';

interface FileItem extends vscode.QuickPickItem {
  /** `undefined`: any other file. */
  readonly uri?: vscode.Uri;
}

/** Asks which file to read: those of the workspace that look like it, or any other. */
export async function pickFile(title: string): Promise<vscode.Uri | undefined> {
  const found = await vscode.workspace.findFiles(PATTERN, '**/node_modules/**', MOST_FILES);
  const items: FileItem[] = found
    .filter(({ path }) => envFileKind(fileName(path)) !== undefined || path.endsWith('.json'))
    .map((uri) => ({ label: `$(file) ${plainText(vscode.workspace.asRelativePath(uri))}`, uri }))
    .sort((a, b) => a.label.localeCompare(b.label));
  const browse: FileItem = { label: `$(folder-opened) ${l10n.t('Browse…')}`, alwaysShow: true };
  const picked =
    items.length === 0
      ? browse
      : await vscode.window.showQuickPick([...items, browse], {
          title,
          placeHolder: l10n.t('A .env file, or an environment file of an HTTP client'),
        });
  if (picked !== browse) {
    return picked?.uri;
  }
  const [chosen] = (await vscode.window.showOpenDialog({ title, openLabel: l10n.t('Import') })) ?? [];
  return chosen;
}

export const fileName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/**
 * The text of a file on any file system, as its editor has it where it has unsaved changes.
 *
 * @throws {EnvFileError} `missing`, `unfit` when it is too large, `invalid` when it is no text
 */
export async function readText(uri: vscode.Uri): Promise<string> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open?.isDirty === true) {
    return open.getText();
  }
  const name = vscode.workspace.asRelativePath(uri);
  const bytes = await readRegularFile(uri, MOST_BYTES).catch((error: unknown) => {
    throw new EnvFileError('missing', l10n.t("Can't read {0}. Check that the file exists.", name), error);
  });
  if (bytes === undefined) {
    throw new EnvFileError('unfit', l10n.t("{0} is larger than 1 MB, so it wasn't read.", name));
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new EnvFileError('invalid', l10n.t("Can't import {0}. {1}", name, l10n.t("It isn't UTF-8 text.")));
  }
}

/** The text of a file; `undefined` where there is no such file. */
export async function readTextIfThere(uri: vscode.Uri): Promise<string | undefined> {
  try {
    return await readText(uri);
  } catch (error) {
    if (error instanceof EnvFileError && error.code === 'missing') return undefined;
    throw error;
  }
}
