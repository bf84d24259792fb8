import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { APPLICATIONS_VIEW_ID } from '../contributions.ts';
import type { Disposable } from '../core/ports.ts';
import type { TreeNode } from './applicationNode.ts';
import { ApplicationsTree, type ApplicationsTreePorts } from './applicationsTree.ts';
import { attentionBadge } from './attentionBadge.ts';

export interface ApplicationsViewPorts extends ApplicationsTreePorts {
  /** Demo mode is on. */
  readonly isRedacted: () => boolean;
}

/** Registers the sidebar. */
export function registerApplicationsView(ports: ApplicationsViewPorts): Disposable {
  const tree = new ApplicationsTree(ports);
  const view = vscode.window.createTreeView<TreeNode>(APPLICATIONS_VIEW_ID, { treeDataProvider: tree });
  tree.setVisible(view.visible);
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
    view.onDidChangeVisibility(({ visible }) => {
      tree.setVisible(visible);
    }),
    attentionBadge(view, ports),
    tree,
    subscription,
  );
}
