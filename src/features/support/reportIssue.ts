import * as vscode from 'vscode';

import { Redaction } from '../../core/redaction/redaction.ts';
import { redactForReport } from './model/redactForReport.ts';
import type { Services } from '../../services.ts';
import { versions } from './versions.ts';

/** Shows versions and the last lines of the log, without names and secrets, in a document to be copied. */
export async function reportIssue({ unredacted, tokens, log, reports, host }: Services): Promise<void> {
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
  // A line must not close the block that it stands in.
  const lines = log.lines.map((line) => redactForReport(line, known).replaceAll('```', "'''"));
  const text = `# Routee Auth: Issue

Nothing of this has been sent. Copy it, add what you did, what you saw and what you expected, and send it to whoever
gave you the extension.

${versions(host)
  .map((version) => `- ${version}`)
  .join('\n')}

The last ${lines.length} lines of the log, without names, ids and secrets:

\`\`\`text
${lines.join('\n')}
\`\`\`
`;
  await vscode.window.showTextDocument(reports.add({ name: 'Routee Issue', extension: 'md', text }));
}
