import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { APPLICATIONS_VIEW_ID } from '../../contributions.ts';
import { once } from '../../core/kit/once.ts';
import type { Disposable } from '../../core/kit/ports.ts';
import { followContextKeys } from '../../editor/contextKeys.ts';
import type { Later } from '../../loadLater.ts';
import type { Services } from '../../services.ts';
import type { ApplicationsTree, ApplicationsTreePorts } from './applicationsTree.ts';
import { attentionBadge } from './attentionBadge.ts';
import { StatusBar } from './statusBar.ts';
import type { TreeNode } from './treeItems.ts';

/** Draws the applications in the sidebar and the active one in the status bar. */
export function startSidebar(services: Services, later: Later): void {
  const { applications, clock, host, links, own, settings, timers, unredacted } = services;
  const drawn = { clock, timers, applications, tokens: services.shownTokens };
  own(registerApplicationsView({ ...drawn, links, settings }, later));
  own(new StatusBar(drawn));
  own(
    followContextKeys(unredacted, {
      hasDisk: host.files !== undefined,
      canRunSandbox: services.sandbox !== undefined,
    }),
  );
}

/** Registers the sidebar; the code of its rows is loaded when it is shown first. */
function registerApplicationsView(
  ports: ApplicationsTreePorts & Pick<Services, 'applications'>,
  later: Later,
): Disposable {
  const { applications } = ports;
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
    const isRedacted = applications.redaction !== undefined;
    view.description = isRedacted ? l10n.t('Demo mode') : '';
    // A view that is alone in its container has no place for its description.
    view.message = [
      ...(isRedacted ? [l10n.t('Demo mode: names, IDs, scopes, and amounts are hidden.')] : []),
      ...unmetSuggestion(applications),
    ].join(' ');
  };
  describe();
  return vscode.Disposable.from(
    view,
    changed,
    view.onDidChangeVisibility(({ visible }) => made?.setVisible(visible)),
    attentionBadge(view, ports),
    { dispose: () => made?.dispose() },
    applications.onDidChange(describe),
  );
}

/** Says that the application which the workspace suggests cannot be used. */
function unmetSuggestion({ applications, unmetSuggestion: names }: Services['applications']): string[] {
  const [name, ...others] = names;
  if (name === undefined) return [];
  if (others.length > 0) {
    return [l10n.t('Folders of this workspace suggest different applications: {0}.', names.join(', '))];
  }
  return [
    applications.some((application) => application.name === name)
      ? l10n.t('This workspace suggests "{0}", but several applications have this name. Rename them.', name)
      : l10n.t('This workspace suggests "{0}", but no application has this name.', name),
  ];
}
