import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { SETTINGS } from '../../contributions.ts';
import { EnvFileError } from '../../core/kit/fileError.ts';
import { parseEndpoint } from '../../core/protocol/endpoint.ts';
import { openApi } from '../../core/resources/openApi.ts';
import type { Services } from '../../services.ts';

/** Writes the catalogue as OpenAPI 3.1 to a file that the user names, for other programs, and shows it. */
export async function exportApiDescription({ settings, host }: Services): Promise<void> {
  const apiUrl = parseEndpoint(settings.apiUrl, SETTINGS.apiUrl).href;
  const authUrl = parseEndpoint(settings.authUrl, SETTINGS.authUrl).href;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? host.files?.home;
  const uri = await vscode.window.showSaveDialog({
    title: l10n.t('Export API Description'),
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, 'routee-openapi.json') }),
    filters: { JSON: ['json'] },
  });
  if (uri === undefined) return;
  const text = `${JSON.stringify(openApi({ apiUrl, authUrl }), undefined, 2)}\n`;
  try {
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  } catch (error) {
    throw new EnvFileError('unwritable', l10n.t("Can't write {0}.", uri.path), error);
  }
  await vscode.window.showTextDocument(uri);
}
