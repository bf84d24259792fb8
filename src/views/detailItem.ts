import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { DetailNode } from './applicationNode.ts';

/** A scope or permission below their heading. */
export function leaf(parent: DetailNode, label: string): DetailNode {
  const kind = parent.kind === 'scopes' ? 'scope' : 'permission';
  return { kind, key: parent.key, id: `${parent.id}/${label}`, label, items: [] };
}

/** What unfolds below an application: the expiry, scopes and permissions of its token. */
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
    treeItem.description = hasItems ? String(node.items.length) : l10n.t('not stated');
  }
  return treeItem;
}

/** A row is heard alone, without the one above that says what it belongs to. */
function spokenLabel({ kind, label, items }: DetailNode): string {
  const count = items.length;
  switch (kind) {
    case 'expiry':
      return l10n.t('{0}, expiry of the token', label);
    case 'scope':
      return l10n.t('{0}, scope of the token', label);
    case 'permission':
      return l10n.t('{0}, permission of the token', label);
    case 'scopes':
      return count === 0
        ? l10n.t('Scopes of the token, not stated')
        : l10n.t('Scopes of the token, {0}', count);
    case 'permissions':
      return count === 0
        ? l10n.t('Permissions of the token, not stated')
        : l10n.t('Permissions of the token, {0}', count);
  }
}
