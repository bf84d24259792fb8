import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { SETTINGS } from '../contributions.ts';
import { Redaction } from '../core/redaction/redaction.ts';
import { issueReport, issueTracker, type IssueReport } from '../core/report/issueReport.ts';
import { redactForReport } from '../core/report/redactForReport.ts';
import { statusOf } from '../core/tokens/tokenState.ts';
import type { CommandContext } from './commandContext.ts';
import { homeFolder } from './localDisk.ts';
import { userName } from './machine.ts';
import { showInformation, showWarning } from './messages.ts';
import { EXTENSION_ID, ownManifest, versions } from './versions.ts';

/** Prepares a report and shows all of it before anything is sent. */
export function reportIssue(context: CommandContext): Promise<void> {
  return offerReport(context, ownManifest());
}

/** @param manifest package.json, which says where issues go */
export async function offerReport(
  context: CommandContext,
  manifest: Readonly<Record<string, unknown>>,
): Promise<void> {
  const report = prepare(context);
  const text = `# Routee Auth: Issue\n\n${report.body}\n${report.data}`;
  const uri = (await context.reports()).add('Routee Issue', text);
  await vscode.window.showTextDocument(uri);
  const open = l10n.t('Open Issue Reporter');
  const copy = l10n.t('Copy Text');
  const answer =
    issueTracker(manifest) === undefined
      ? showInformation(
          l10n.t(
            'This is the whole report; nothing has been sent. Routee Auth has no public issue tracker yet: copy the text, complete it, and send it to whoever gave you the extension.',
          ),
          copy,
        )
      : showInformation(
          l10n.t(
            'This is the whole report; nothing has been sent. The issue reporter lets you complete it first.',
          ),
          open,
          copy,
        );
  // Not awaited: a message stays until it is dismissed.
  void answer.then(async (button) => {
    if (button === open) {
      await openReporter(report, text);
    } else if (button === copy) {
      await copyText(text);
    }
  });
}

async function openReporter({ body, data }: IssueReport, text: string): Promise<void> {
  try {
    await vscode.commands.executeCommand('workbench.action.openIssueReporter', {
      extensionId: EXTENSION_ID,
      issueBody: body,
      data,
    });
  } catch {
    await copyText(text);
    void showWarning(
      l10n.t('The issue reporter could not be opened here. The report is in the clipboard instead.'),
    );
  }
}

async function copyText(text: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(l10n.t('$(check) The report is copied'), 3000);
}

function prepare(context: CommandContext): IssueReport {
  const { applications, all } = context.unredacted;
  const tokens = applications.flatMap(({ key }) => context.tokens.state(key).token?.accessToken ?? []);
  const redaction = new Redaction(context.unredacted);
  const known = {
    secrets: [...applications.flatMap(({ id, secret }) => [id, secret]), ...tokens],
    userName: userName(),
    home: homeFolder().fsPath,
    standIn: (text: string) => redaction.text(text),
  };
  return issueReport({
    versions: versions(),
    facts: [...settingFacts(), ...stateFacts(context, all.length)],
    lines: context.log.lines.map((line) => redactForReport(line, known)),
  });
}

/** Whether each was changed, and how where that is one word of ours; never what was typed. */
function settingFacts(): string[] {
  const configuration = vscode.workspace.getConfiguration();
  return Object.values(SETTINGS).map((setting) => {
    const value: unknown = configuration.get(setting);
    const isDefault = value === configuration.inspect(setting)?.defaultValue;
    const isTyped = setting === SETTINGS.authUrl || setting === SETTINGS.apiUrl;
    return `${setting}: ${isDefault ? 'default' : isTyped ? 'changed' : String(value)}`;
  });
}

function stateFacts({ unredacted, tokens, now }: CommandContext, all: number): string[] {
  const states = unredacted.applications.map(({ key }) => statusOf(tokens.state(key), now()));
  const counted = [...new Set(states)].map(
    (one) => `${states.filter((other) => other === one).length} ${one}`,
  );
  const broken = all - states.length;
  return [`applications: ${all}`, `tokens: ${counted.join(', ') || 'none'}`, `unreadable records: ${broken}`];
}
