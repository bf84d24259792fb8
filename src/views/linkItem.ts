import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { CommandId, ROW } from '../contributions.ts';
import type { LinkNode } from './applicationNode.ts';

/** Loaded when there is a row to draw: most workspaces have no linked file. */
export function linkItem(node: LinkNode): vscode.TreeItem {
  const { file: path, target, stopped } = node.link;
  const file = vscode.workspace.asRelativePath(path);
  const isStopped = stopped !== undefined;
  const { name } = target;
  const item = new vscode.TreeItem(file);
  item.id = node.id;
  item.description = isStopped ? l10n.t('{0} · not kept current', name) : name;
  item.iconPath = new vscode.ThemeIcon(isStopped ? 'warning' : 'file-symlink-file');
  item.contextValue = 'linkedFile' satisfies typeof ROW.linkedFile;
  item.tooltip = isStopped
    ? l10n.t('{0} in {1} is not kept current. Unlink it, or see the log for the reason.', name, path)
    : l10n.t('{0} in {1} holds the current token.', name, path);
  item.accessibilityInformation = {
    label: isStopped
      ? l10n.t('Linked file {0}, {1}, not kept current', file, name)
      : l10n.t('Linked file {0}, {1}', file, name),
  };
  const command: CommandId = 'routee.openLinkedFile';
  item.command = { command, title: l10n.t('Open Linked File'), arguments: [node] };
  return item;
}
