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
  const state = isStopped ? ' · not kept current' : '';
  item.id = node.id;
  item.description = `${name}${state}`;
  item.iconPath = new vscode.ThemeIcon(isStopped ? 'warning' : 'file-symlink-file');
  item.contextValue = 'linkedFile' satisfies typeof ROW.linkedFile;
  item.tooltip = isStopped
    ? l10n.t('{0} in {1} is not kept current. Unlink it, or see the log for the reason.', name, path)
    : l10n.t('{0} in {1} holds the current token.', name, path);
  item.accessibilityInformation = {
    label: `Linked file ${file}, ${name}${isStopped ? ', not kept current' : ''}`,
  };
  const command: CommandId = 'routee.openLinkedFile';
  item.command = { command, title: l10n.t('Open Linked File'), arguments: [node] };
  return item;
}
