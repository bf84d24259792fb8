import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { activeText } from '../../core/applications/activeChoice.ts';
import { describeExpiry, formatAge } from '../../core/tokens/describeTime.ts';
import { isFromFuture, isLongLived } from '../../core/protocol/token.ts';
import type { ApplicationRow } from './treeItems.ts';

/** The details of a row. Never a secret or a token; what a user or server wrote is shown as plain text. */
export function applicationTooltip(
  row: ApplicationRow,
  nextRenewalMs: number | undefined,
): vscode.MarkdownString {
  const { application, state, nowMs, keptFresh } = row;
  const { token } = state;
  const lines: (readonly [label: string, text: string])[] = [
    [l10n.t('Application ID'), application.id],
    [
      l10n.t('Requested scopes'),
      application.scopes.length === 0 ? l10n.t('all') : application.scopes.join(', '),
    ],
  ];
  if (row.host !== undefined) {
    lines.push([l10n.t('Server'), row.host]);
  }
  if (token !== undefined) {
    lines.push([
      l10n.t('Issued'),
      `${localTime(token.issuedAtMs)} (${describeAge(nowMs - token.issuedAtMs)})`,
    ]);
    lines.push([
      l10n.t('Expiry'),
      token.expiresAtMs === undefined
        ? l10n.t('unknown: used until Routee refuses it')
        : isFromFuture(token, nowMs)
          ? l10n.t("unknown: this computer's clock was set back")
          : `${localTime(token.expiresAtMs)} (${describeExpiry(token, nowMs)})`,
    ]);
    if (isLongLived(token)) {
      lines.push([l10n.t('Long-lived'), l10n.t('anyone who has this token can use it')]);
    }
    lines.push([
      l10n.t('Scopes'),
      token.scopes.length === 0 ? l10n.t('not reported') : token.scopes.join(', '),
    ]);
  }
  if (nextRenewalMs !== undefined) {
    lines.push([l10n.t('Next refresh'), localTime(nextRenewalMs)]);
  } else if (state.kind === 'misconfigured' && keptFresh) {
    lines.push([
      l10n.t('Next refresh'),
      state.problem.setting === undefined
        ? l10n.t('after its server addresses change')
        : l10n.t('after the setting {0} changes', state.problem.setting),
    ]);
  } else if (!keptFresh) {
    lines.push([l10n.t('Next refresh'), l10n.t('at next use')]);
  }
  if (state.kind === 'failed' || state.kind === 'rejected' || state.kind === 'misconfigured') {
    lines.push([l10n.t('Last error'), `${state.problem.message} (${localTime(state.problem.atMs)})`]);
  }
  const tooltip = new vscode.MarkdownString();
  tooltip
    .appendMarkdown('**')
    .appendText(application.name)
    .appendMarkdown(row.active ? `** (● ${activeText(row.active)})` : '**');
  for (const [label, text] of lines) {
    tooltip.appendMarkdown(`\n\n${label}: `).appendText(text);
  }
  return tooltip;
}

function localTime(ms: number): string {
  return new Date(ms).toLocaleString(vscode.env.language, { dateStyle: 'medium', timeStyle: 'medium' });
}

function describeAge(ms: number): string {
  return ms < 1000 ? l10n.t('just now') : formatAge(ms);
}
