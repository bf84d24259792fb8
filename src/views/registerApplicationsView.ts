import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { APPLICATIONS_VIEW_ID } from '../contributions.ts';
import type { Drop } from '../core/applications/moveInOrder.ts';
import { once } from '../core/once.ts';
import type { Disposable } from '../core/ports.ts';
import type { TreeNode } from './applicationNode.ts';
import type { ApplicationsTree, ApplicationsTreePorts } from './applicationsTree.ts';
import { attentionBadge } from './attentionBadge.ts';

export interface ApplicationsViewPorts extends ApplicationsTreePorts {
  /** Demo mode is on. */
  readonly isRedacted: () => boolean;
  /** Rows were dragged to another place. */
  readonly onDrop: (drop: Drop) => void;
}

/** The rows that are selected now: key bindings are about them. */
export interface Selection {
  readonly selection: readonly TreeNode[];
}

/** Registers the sidebar; the code of its rows is loaded when it is shown first. */
export function registerApplicationsView(ports: ApplicationsViewPorts): Selection & Disposable {
  const changed = new vscode.EventEmitter<TreeNode[] | undefined>();
  let made: ApplicationsTree | undefined;
  const tree = once(async () => {
    const { ApplicationsTree } = await import('./applicationsTree.ts');
    made = new ApplicationsTree(ports);
    made.onDidChangeTreeData((nodes) => {
      changed.fire(nodes);
    });
    made.setVisible(view.visible);
    return made;
  });
  const drag = once(async () => (await import('./applicationsDrag.ts')).applicationsDrag(ports.onDrop));
  const view = vscode.window.createTreeView<TreeNode>(APPLICATIONS_VIEW_ID, {
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: async (node) => (await tree()).getChildren(node),
      getTreeItem: async (node) => (await tree()).getTreeItem(node),
      resolveTreeItem: async (item, node) => (await tree()).resolveTreeItem(item, node),
    },
    canSelectMany: true,
    dragAndDropController: {
      dragMimeTypes: [],
      dropMimeTypes: ['application/vnd.code.tree.routee.applications'],
      handleDrag: async (nodes, data) => {
        (await drag()).handleDrag(nodes, data);
      },
      handleDrop: async (target, data) => {
        (await drag()).handleDrop(target, data);
      },
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
  const parts = vscode.Disposable.from(
    view,
    changed,
    view.onDidChangeVisibility(({ visible }) => made?.setVisible(visible)),
    attentionBadge(view, ports),
    { dispose: () => made?.dispose() },
    { dispose: () => subscription.dispose() },
  );
  return {
    get selection() {
      return view.selection;
    },
    dispose: () => {
      parts.dispose();
    },
  };
}
