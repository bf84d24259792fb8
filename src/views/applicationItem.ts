import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { ROW } from '../contributions.ts';
import type { Application, BrokenApplication } from '../core/applications/application.ts';
import { brokenText } from '../core/applications/brokenText.ts';
import { describeState } from '../core/tokens/describeTime.ts';
import { isLongLived } from '../core/tokens/token.ts';
import { statusOf, type TokenState, type TokenStatus } from '../core/tokens/tokenState.ts';

/** All that a row shows: its text and icon, and the times of its tooltip, are functions of this alone. */
export interface ApplicationRow {
  readonly application: Application;
  readonly state: TokenState;
  readonly active: boolean;
  readonly keptFresh: boolean;
  readonly nowMs: number;
}

/** A shape for every status: nothing is told by colour alone. */
const ICONS: Record<TokenStatus, readonly [icon: string, color?: string]> = {
  none: ['key'],
  fetching: ['loading~spin'],
  valid: ['pass', 'charts.green'],
  noExpiryStated: ['pass', 'charts.green'],
  expired: ['history', 'list.deemphasizedForeground'],
  offline: ['debug-disconnect', 'list.warningForeground'],
  rejected: ['error', 'list.errorForeground'],
  misconfigured: ['gear', 'list.errorForeground'],
};

/** The same for the ear. */
function spokenDescription(row: ApplicationRow): string {
  const [state = '', ...rest] = rowDescription({ ...row, active: false }).split(' · ');
  return [state, ...(row.active ? [l10n.t('active')] : []), ...rest].join(', ');
}

/** The text beside the name. The tree is redrawn when it changes. */
export function rowDescription(row: ApplicationRow): string {
  return [
    // First and short, so that a narrow side bar does not cut it off.
    `${row.active ? '● ' : ''}${describeState(row.state, row.nowMs, row.keptFresh)}`,
    ...(isTokenLongLived(row.state) ? [l10n.t('long-lived')] : []),
    ...(row.keptFresh || !isValid(row) ? [] : [l10n.t('on demand')]),
  ].join(' · ');
}

/** Its tooltip is made when it is asked for. */
export function applicationItem(row: ApplicationRow): vscode.TreeItem {
  const { application, state, active, nowMs } = row;
  const description = rowDescription(row);
  const status = statusOf(state, nowMs);
  const [icon, color] = ICONS[status];
  const item = new vscode.TreeItem(application.name, vscode.TreeItemCollapsibleState.Collapsed);
  item.id = application.key;
  item.description = description;
  item.iconPath = new vscode.ThemeIcon(icon, color === undefined ? undefined : new vscode.ThemeColor(color));
  item.contextValue = [
    ROW.application,
    ...(active ? [ROW.active] : []),
    ...(status === 'offline' ? [ROW.offline] : []),
    ...(status === 'misconfigured' ? [ROW.misconfigured] : []),
  ].join(' ');
  item.accessibilityInformation = { label: `${application.name}, ${spokenDescription(row)}` };
  return item;
}

export function brokenItem(broken: BrokenApplication): vscode.TreeItem {
  const label = broken.name ?? broken.id ?? l10n.t('Unreadable application');
  const item = new vscode.TreeItem(label);
  const newer = broken.reason === 'newerVersion';
  item.id = broken.key;
  item.description = newer ? l10n.t('stored by a newer version') : l10n.t('cannot be read');
  item.iconPath = new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
  item.contextValue = newer ? ROW.newerVersion : ROW.broken;
  item.tooltip = brokenText(broken);
  item.accessibilityInformation = { label: `${label}, ${item.description}` };
  return item;
}

function isValid({ state, nowMs }: ApplicationRow): boolean {
  return ['valid', 'noExpiryStated'].includes(statusOf(state, nowMs));
}

function isTokenLongLived(state: TokenState): boolean {
  return state.token !== undefined && isLongLived(state.token);
}
