import * as vscode from 'vscode';

import { APPLICATIONS_VIEW_ID } from '../contributions.ts';
import type { ApplicationStore } from '../core/applications/applicationStore.ts';
import type { EnvironmentLinks } from '../core/envFile/environmentLink.ts';
import type { Clock, Disposable, Event, Timers } from '../core/ports.ts';
import { describeExpiry } from '../core/tokens/describeTime.ts';
import type { TokenManager } from '../core/tokens/tokenManager.ts';
import { applicationItem, brokenItem, rowDescription, type ApplicationRow } from './applicationItem.ts';
import type { ApplicationNode, DetailNode, LinkNode, TreeNode } from './applicationNode.ts';
import { applicationTooltip } from './applicationTooltip.ts';
import { Ticker } from './ticker.ts';

export interface ApplicationsTreePorts {
  readonly applications: ApplicationStore;
  readonly tokens: TokenManager;
  readonly links: EnvironmentLinks & { readonly onDidChange: Event<void> };
  readonly clock: Clock;
  readonly timers: Timers;
}

/** The sidebar: a row for each application. It draws what the store and the manager know, and keeps nothing. */
export class ApplicationsTree implements vscode.TreeDataProvider<TreeNode>, Disposable {
  readonly #ports: ApplicationsTreePorts;
  readonly #changed = new vscode.EventEmitter<TreeNode | undefined>();
  readonly #nodes = new Map<string, ApplicationNode>();
  /** What each row says on the screen: a tick redraws only rows that would say something else. */
  readonly #drawn = new Map<string, string>();
  readonly #ticker: Ticker;
  readonly #view: vscode.TreeView<TreeNode>;
  readonly #subscriptions: Disposable[];

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(ports: ApplicationsTreePorts) {
    const { applications, tokens, links } = ports;
    const redraw = (): void => {
      this.#changed.fire(undefined);
    };
    this.#ports = ports;
    this.#ticker = new Ticker(
      ports,
      () => applications.applications.map(({ key }) => tokens.state(key)),
      () => {
        this.#tick();
      },
    );
    this.#view = vscode.window.createTreeView(APPLICATIONS_VIEW_ID, { treeDataProvider: this });
    this.#subscriptions = [
      applications.onDidChange(redraw),
      links.onDidChange(redraw),
      tokens.onDidChange((key) => {
        const node = this.#nodes.get(key);
        if (node !== undefined) {
          this.#changed.fire(node);
        }
        this.#setTicking();
      }),
      this.#view.onDidChangeVisibility(() => {
        this.#tick();
        this.#setTicking();
      }),
    ];
    this.#setTicking();
  }

  getChildren(node?: TreeNode): TreeNode[] {
    if (node === undefined) {
      return this.#ports.applications.all.map(({ key }) => this.#node(key));
    }
    return node.kind === 'application'
      ? [...this.#details(node.key), ...this.#links(node.key)]
      : node.kind === 'link'
        ? []
        : [...new Set(node.items)].map((label) => leaf(node, label));
  }

  getTreeItem(node: TreeNode): vscode.TreeItem | Promise<vscode.TreeItem> {
    if (node.kind === 'link') {
      return import('./linkItem.ts').then(({ linkItem }) => linkItem(node));
    }
    if (node.kind !== 'application') {
      return detailItem(node);
    }
    const stored = this.#ports.applications.all.find(({ key }) => key === node.key);
    if (stored?.kind === 'broken') {
      return brokenItem(stored.broken);
    }
    const row = this.#row(node.key);
    if (row === undefined) {
      return new vscode.TreeItem('');
    }
    this.#drawn.set(node.key, rowDescription(row));
    return applicationItem(row, applicationTooltip(row, this.#ports.tokens.nextRenewalMs(node.key)));
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) {
      subscription.dispose();
    }
    this.#ticker.dispose();
    this.#view.dispose();
    this.#changed.dispose();
  }

  #details(key: string): DetailNode[] {
    const { token } = this.#ports.tokens.state(key);
    if (token === undefined) {
      return [];
    }
    const expiry = describeExpiry(token, this.#ports.clock.now());
    return [
      {
        kind: 'expiry',
        key,
        id: `${key}/expiry`,
        label: expiry.charAt(0).toUpperCase() + expiry.slice(1),
        items: [],
      },
      { kind: 'scopes', key, id: `${key}/scopes`, label: 'Scopes', items: token.scopes },
      { kind: 'permissions', key, id: `${key}/permissions`, label: 'Permissions', items: token.permissions },
    ];
  }

  #links(key: string): LinkNode[] {
    return this.#ports.links.all
      .filter((link) => link.key === key)
      .map((link, index) => ({ kind: 'link', key, id: `${key}/link/${index}`, link }));
  }

  #row(key: string): ApplicationRow | undefined {
    const { applications, tokens, clock } = this.#ports;
    const application = applications.get(key);
    return application === undefined
      ? undefined
      : {
          application,
          state: tokens.state(key),
          active: applications.active?.key === key,
          keptFresh: tokens.isKeptFresh(key),
          nowMs: clock.now(),
        };
  }

  /** The same object for the same application, so that a row can be redrawn alone and keeps its place. */
  #node(key: string): ApplicationNode {
    const node = this.#nodes.get(key) ?? { kind: 'application', key };
    this.#nodes.set(key, node);
    return node;
  }

  #tick(): void {
    for (const node of this.#nodes.values()) {
      const row = this.#row(node.key);
      if (row !== undefined && this.#drawn.get(node.key) !== rowDescription(row)) {
        this.#changed.fire(node);
      }
    }
  }

  #setTicking(): void {
    if (this.#view.visible) {
      this.#ticker.start();
    } else {
      this.#ticker.stop();
    }
  }
}

function leaf(parent: DetailNode, label: string): DetailNode {
  return { kind: 'item', key: parent.key, id: `${parent.id}/${label}`, label, items: [] };
}

function detailItem(node: DetailNode): vscode.TreeItem {
  const hasItems = node.items.length > 0;
  const treeItem = new vscode.TreeItem(
    node.label,
    hasItems ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.None,
  );
  treeItem.id = node.id;
  if (node.kind === 'expiry') {
    treeItem.iconPath = new vscode.ThemeIcon('watch');
  } else if (node.kind !== 'item') {
    treeItem.iconPath = new vscode.ThemeIcon(node.kind === 'scopes' ? 'key' : 'shield');
    treeItem.description = hasItems ? String(node.items.length) : 'not stated';
  }
  return treeItem;
}
