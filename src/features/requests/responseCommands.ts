import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { ResponseDocument } from '../../core/redaction/memoryDocument.ts';
import { saveAs } from '../../editor/documents.ts';
import { execute, noteInStatusBar, offer, showInformation } from '../../editor/messages.ts';
import type { Services } from '../../services.ts';
import { shownBody } from './model/responseText.ts';

/** Sends the request of the response in front once more. */
export async function sendAgain(services: Services, argument: unknown): Promise<void> {
  await responseOf(services, argument)?.again();
}

/** Writes the body of the response in front to a file that the user names. */
export async function saveResponse(services: Services, argument: unknown): Promise<void> {
  const response = responseOf(services, argument);
  if (response === undefined) return;
  const { request, extension, text, bytes } = response;
  const ending = bytes ? 'bin' : extension === 'jsonc' ? 'json' : 'txt';
  const name =
    request
      .split('/')
      .at(-1)
      ?.replaceAll(/[^\p{L}\p{N}_.-]+/gu, '_') ?? '';
  const content = bytes ?? new TextEncoder().encode(shownBody(text));
  const uri = await saveAs(content, {
    title: l10n.t('Save Response'),
    name: `${name === '' ? 'response' : name}.${ending}`,
    home: services.host.files?.home,
  });
  if (uri === undefined) return;
  noteInStatusBar(l10n.t('Response saved'));
}

/** Puts the body of the response in front on the clipboard. */
export async function copyBody(services: Services, argument: unknown): Promise<void> {
  const response = responseOf(services, argument);
  if (response === undefined) return;
  if (response.bytes !== undefined) {
    const save = { [l10n.t('Save Response')]: () => execute('routee.saveResponse', argument) };
    void offer(showInformation, l10n.t("The body isn't text, so it can't be copied. Save it instead."), save);
    return;
  }
  await vscode.env.clipboard.writeText(shownBody(response.text));
  noteInStatusBar(l10n.t('Body copied'));
}

/** The response whose document is named, or in front; a document of an earlier session says that it is gone. */
function responseOf({ responses }: Services, argument: unknown): ResponseDocument | undefined {
  const uri = argument instanceof vscode.Uri ? argument : vscode.window.activeTextEditor?.document.uri;
  const response = uri && responses.get(uri);
  if (response === undefined) {
    void showInformation(
      l10n.t('This response is no longer available. Send the request again from its file.'),
    );
  }
  return response;
}
