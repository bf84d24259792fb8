import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { Redaction } from '../../core/redaction/redaction.ts';
import type { Host } from '../../host/host.ts';
import { redactForReport, whereToSend } from './model/redactForReport.ts';
import { showInformation } from '../../editor/messages.ts';
import { manifest } from '../../editor/ownExtension.ts';
import type { Services } from '../../services.ts';
import { showReport } from './showReport.ts';

/** Shows versions and the last lines of the log, without names and secrets, in a document to be copied. */
export async function reportIssue(services: Services): Promise<void> {
  const { unredacted, tokens, log, host } = services;
  const { applications } = unredacted;
  const redaction = new Redaction(unredacted);
  const known = {
    secrets: applications.flatMap(({ key, id, secret }) => [
      id,
      secret,
      tokens.state(key).token?.accessToken ?? '',
    ]),
    userName: host.userName,
    home: host.files?.home.fsPath ?? '/',
    standIn: (text: string) => redaction.text(text),
  };
  // All at once, for there may be many applications. A line must not close the block that it stands in.
  const lines = redactForReport(log.lines.join('\n'), known).replaceAll('```', "'''");
  const text = `# Routee Auth: Issue

Nothing of this has been sent. Copy it, add what you did, what you saw, and what you expected, and ${whereToSend(manifest())}.

${versions(host)
  .map((version) => `- ${version}`)
  .join('\n')}

The last ${log.lines.length} lines of the log, without names, IDs, and secrets:

\`\`\`text
${lines}
\`\`\`
`;
  await showReport(
    services,
    { name: 'Routee Issue', text },
    {
      show: showInformation,
      sentence: l10n.t('Nothing has been sent. Copy the report, and add what happened.'),
      copied: l10n.t('Report copied'),
    },
  );
}

/** The versions that run here, a line each, in English: their readers may not speak the user's language. */
export function versions({ systemName }: Pick<Host, 'systemName'>): string[] {
  const { appHost, appName, language, remoteName, uiKind } = vscode.env;
  const { version = '' } = manifest() as { readonly version?: string };
  // The name of a remote is mostly its kind; an address is nobody's business.
  const remote =
    remoteName === undefined ? '' : `, remote ${/^[a-z-]+$/.test(remoteName) ? remoteName : 'server'}`;
  const place = uiKind === vscode.UIKind.Web ? 'web' : 'desktop';
  return [
    `Routee Auth ${version}`,
    `${appName} ${vscode.version} (${place}, ${appHost}${remote})`,
    `${systemName}, language ${language}`,
  ];
}
