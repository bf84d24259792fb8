import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { SETTINGS } from '../../contributions.ts';
import { parseEndpoint } from '../../core/protocol/endpoint.ts';
import { openApi } from '../../core/resources/openApi.ts';
import { saveAs } from '../../editor/documents.ts';
import type { Services } from '../../services.ts';

/** Writes the catalogue as OpenAPI 3.1 to a file that the user names, for other programs, and shows it. */
export async function exportApiDescription({ settings, host }: Services): Promise<void> {
  const apiUrl = parseEndpoint(settings.apiUrl, SETTINGS.apiUrl).href;
  const authUrl = parseEndpoint(settings.authUrl, SETTINGS.authUrl).href;
  const text = `${JSON.stringify(openApi({ apiUrl, authUrl }), undefined, 2)}\n`;
  const uri = await saveAs(new TextEncoder().encode(text), {
    title: l10n.t('Export API Description'),
    name: 'routee-openapi.json',
    home: host.files?.home,
  });
  if (uri === undefined) return;
  await vscode.window.showTextDocument(uri);
}
