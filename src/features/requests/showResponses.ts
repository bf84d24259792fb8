import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { plainText } from '../../core/kit/plainText.ts';
import { formatAge } from '../../core/tokens/describeTime.ts';
import { showResponse } from './callRoutee.ts';
import type { Services } from '../../services.ts';
import { showInformation } from '../../editor/messages.ts';

/** The responses of this session, the newest first. */
export async function showResponses(services: Services): Promise<void> {
  const { redaction } = services.applications;
  const items = services.responses.recent.map(([uri, { request, status, applicationName, atMs }]) => ({
    label: plainText(request),
    description: String(status),
    detail: `${redaction?.pastName(applicationName) ?? applicationName} · ${formatAge(services.now() - atMs)}`,
    uri,
  }));
  if (items.length === 0) {
    void showInformation(
      l10n.t(
        'No request was sent in this session. Put the cursor in a request of an .http file and run "Routee: Send Request".',
      ),
    );
    return;
  }
  const picked = await vscode.window.showQuickPick(items, {
    title: l10n.t('Recent Responses'),
    placeHolder: l10n.t("The last 20 of this session. They aren't stored."),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (picked !== undefined) {
    await showResponse(picked.uri);
  }
}
