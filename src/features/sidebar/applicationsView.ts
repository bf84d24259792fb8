import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { APPLICATIONS_VIEW_ID } from '../../contributions.ts';
import type { Disposable } from '../../core/kit/ports.ts';
import { once } from '../../core/kit/once.ts';
import type { Later } from '../../loadLater.ts';
import type { TreeNode } from './treeItems.ts';
import type { ApplicationsTree, ApplicationsTreePorts } from './applicationsTree.ts';
import { attentionBadge } from './attentionBadge.ts';

export interface ApplicationsViewPorts extends ApplicationsTreePorts {
  /** Demo mode is on. */
  readonly isRedacted: () => boolean;
}

/** Registers the sidebar; the code of its rows is loaded when it is shown first. */
export function registerApplicationsView(ports: ApplicationsViewPorts, later: Later): Disposable {
  const changed = new vscode.EventEmitter<TreeNode[] | undefined>();
  let made: ApplicationsTree | undefined;
  const tree = once(async () => {
    const { ApplicationsTree } = await later();
    made = new ApplicationsTree(ports);
    made.onDidChangeTreeData((nodes) => changed.fire(nodes));
    made.setVisible(view.visible);
    return made;
  });
  const view = vscode.window.createTreeView<TreeNode>(APPLICATIONS_VIEW_ID, {
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: async (node) => (await tree()).getChildren(node),
      getTreeItem: async (node) => (await tree()).getTreeItem(node),
      resolveTreeItem: async (item, node) => (await tree()).resolveTreeItem(item, node),
    },
  });
  const describe = (): void => {
    const isRedacted = ports.isRedacted();
    view.description = isRedacted ? l10n.t('Demo mode') : '';
    // A view that is alone in its container has no place for its description.
    view.message = isRedacted ? l10n.t('Demo mode: names, ids, scopes and amounts are hidden.') : '';
  };
  describe();
  const subscription = ports.applications.onDidChange(describe);
  return vscode.Disposable.from(
    view,
    changed,
    view.onDidChangeVisibility(({ visible }) => made?.setVisible(visible)),
    attentionBadge(view, ports),
    { dispose: () => made?.dispose() },
    subscription,
  );
}
