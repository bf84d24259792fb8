import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { type CommandId, ROW } from '../../contributions.ts';
import { type ActiveReason, activeText } from '../../core/applications/activeChoice.ts';
import { type Application, type BrokenApplication, brokenText } from '../../core/applications/application.ts';
import type { EnvironmentLink } from '../../core/envFile/environmentLink.ts';
import { isLongLived } from '../../core/protocol/token.ts';
import { describeState } from '../../core/tokens/describeTime.ts';
import { statusOf, type TokenState, type TokenStatus } from '../../core/tokens/tokenState.ts';

/** All that a row shows: its text and icon, and the times of its tooltip, are functions of this alone. */
export interface ApplicationRow {
  readonly application: Application;
  readonly state: TokenState;
  /** `undefined`: another one is active. */
  readonly active: ActiveReason | undefined;
  readonly keptFresh: boolean;
  /** The server that its tokens go to, where that is not Routee's. */
  readonly host: string | undefined;
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

/** The description for the ear. */
function spokenDescription(row: ApplicationRow): string {
  const [state = '', ...rest] = rowDescription({ ...row, active: undefined }).split(' · ');
  return [state, ...(row.active ? [activeText(row.active)] : []), ...rest].join(', ');
}

/** The text beside the name. The tree is redrawn when it changes. */
export function rowDescription(row: ApplicationRow): string {
  const isValid = ['valid', 'noExpiryStated'].includes(statusOf(row.state, row.nowMs));
  return [
    // First and short, so that a narrow side bar does not cut it off.
    `${row.active ? '● ' : ''}${describeState(row.state, row.nowMs, row.keptFresh)}`,
    ...(row.state.token && isLongLived(row.state.token) ? [l10n.t('long-lived')] : []),
    ...(!row.keptFresh && isValid ? [l10n.t('on demand')] : []),
    ...(row.host === undefined ? [] : [row.host]),
  ].join(' · ');
}

/** A row of an application; its tooltip is made when it is asked for. */
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
  item.description = newer ? l10n.t('stored by a newer version') : l10n.t("can't be read");
  item.iconPath = new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
  item.contextValue = newer ? ROW.newerVersion : ROW.broken;
  item.tooltip = brokenText(broken);
  item.accessibilityInformation = { label: `${label}, ${item.description}` };
  return item;
}

/** A row of the tree, as commands receive it. */
export type TreeNode = ApplicationNode | DetailNode | LinkNode;

export interface ApplicationNode {
  readonly kind: 'application';
  readonly key: string;
}

export interface DetailNode {
  readonly kind: 'expiry' | 'scopes' | 'permissions' | 'scope' | 'permission';
  readonly key: string;
  /** Unique in the tree. */
  readonly id: string;
  readonly label: string;
  readonly items: readonly string[];
}

/** A file that holds the application's token. */
export interface LinkNode {
  readonly kind: 'link';
  readonly key: string;
  /** Unique in the tree. */
  readonly id: string;
  readonly link: EnvironmentLink;
}

/** A scope or permission below their heading. */
export function leaf(parent: DetailNode, label: string): DetailNode {
  const kind = parent.kind === 'scopes' ? 'scope' : 'permission';
  return { kind, key: parent.key, id: `${parent.id}/${label}`, label, items: [] };
}

/** A row below an application: the expiry, scopes or permissions of its token. */
export function detailItem(node: DetailNode): vscode.TreeItem {
  const hasItems = node.items.length > 0;
  const treeItem = new vscode.TreeItem(
    node.label,
    hasItems ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.None,
  );
  treeItem.id = node.id;
  treeItem.accessibilityInformation = { label: spokenLabel(node) };
  if (node.kind === 'expiry') {
    treeItem.iconPath = new vscode.ThemeIcon('watch');
  } else if (node.kind === 'scopes' || node.kind === 'permissions') {
    treeItem.iconPath = new vscode.ThemeIcon(node.kind === 'scopes' ? 'key' : 'shield');
    treeItem.description = hasItems ? String(node.items.length) : l10n.t('not reported');
  }
  return treeItem;
}

/** A row is heard alone, without the one above that says what it belongs to. */
function spokenLabel({ kind, label, items }: DetailNode): string {
  const count = items.length === 0 ? l10n.t('not reported') : items.length;
  const labels: Record<typeof kind, string> = {
    expiry: l10n.t('{0}, expiry of the token', label),
    scope: l10n.t('{0}, scope of the token', label),
    permission: l10n.t('{0}, permission of the token', label),
    scopes: l10n.t('Scopes of the token, {0}', count),
    permissions: l10n.t('Permissions of the token, {0}', count),
  };
  return labels[kind];
}

/** A row of a linked file. */
export function linkItem(node: LinkNode): vscode.TreeItem {
  const { file: path, target, stopped } = node.link;
  const file = vscode.workspace.asRelativePath(path);
  const isStopped = stopped !== undefined;
  const { name } = target;
  const item = new vscode.TreeItem(file);
  item.id = node.id;
  const stop = isStopped ? [l10n.t('not updated')] : [];
  item.description = [name, ...stop].join(' · ');
  item.iconPath = new vscode.ThemeIcon(isStopped ? 'warning' : 'file-symlink-file');
  item.contextValue = 'linkedFile' satisfies typeof ROW.linkedFile;
  item.tooltip = isStopped
    ? l10n.t("{0} in {1} isn't updated. Unlink it, or see the log for the reason.", name, path)
    : l10n.t('{0} in {1} contains the current token.', name, path);
  item.accessibilityInformation = { label: [l10n.t('Linked file {0}, {1}', file, name), ...stop].join(', ') };
  const command: CommandId = 'routee.openLinkedFile';
  item.command = { command, title: l10n.t('Open Linked File'), arguments: [node] };
  return item;
}
