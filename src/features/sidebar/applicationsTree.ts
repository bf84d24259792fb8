import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { foreignHost, type ServerAddresses } from '../../core/applications/servers.ts';
import type { EnvironmentLinks } from '../../core/envFile/environmentLink.ts';
import type { Clock, Disposable, Event, Timers } from '../../core/kit/ports.ts';
import type { Applications, TokenStates } from '../../core/redaction/shownApplications.ts';
import { describeExpiry } from '../../core/tokens/describeTime.ts';
import {
  applicationItem,
  type ApplicationNode,
  type ApplicationRow,
  brokenItem,
  detailItem,
  type DetailNode,
  leaf,
  linkItem,
  type LinkNode,
  rowDescription,
  type TreeNode,
} from './treeItems.ts';
import { applicationTooltip } from './applicationTooltip.ts';
import { Ticker } from '../../editor/ticker.ts';

/** The applications and tokens as people are to see them, and the time that their texts count. */
export interface Drawn {
  readonly applications: Applications;
  readonly tokens: TokenStates;
  readonly clock: Clock;
  readonly timers: Timers;
}

export interface ApplicationsTreePorts extends Drawn {
  readonly settings: ServerAddresses;
  readonly links: Pick<EnvironmentLinks, 'all'> & { readonly onDidChange: Event<void> };
}

/** A row for each application. It draws what the store and the manager know, and keeps nothing. */
export class ApplicationsTree implements vscode.TreeDataProvider<TreeNode>, Disposable {
  readonly #ports: ApplicationsTreePorts;
  readonly #changed = new vscode.EventEmitter<TreeNode[] | undefined>();
  readonly #nodes = new Map<string, ApplicationNode>();
  /** The text of each row on the screen: a tick redraws only rows that would say something else. */
  readonly #drawn = new Map<string, string>();
  readonly #ticker: Ticker;
  readonly #owned: Disposable;
  #isVisible = false;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(ports: ApplicationsTreePorts) {
    const { applications, tokens, links } = ports;
    const redraw = (): void => this.#changed.fire(undefined);
    this.#ports = ports;
    this.#ticker = new Ticker(
      ports,
      () => applications.applications.map(({ key }) => tokens.state(key)),
      () => this.#tick(),
    );
    this.#owned = vscode.Disposable.from(
      this.#ticker,
      this.#changed,
      applications.onDidChange(() => {
        this.#forgetRemoved();
        redraw();
      }),
      links.onDidChange(redraw),
      tokens.onDidChange((key) => {
        const node = this.#nodes.get(key);
        if (node !== undefined) {
          this.#changed.fire([node]);
        }
        this.#setTicking();
      }),
    );
  }

  /** Time is counted only while someone can see it. */
  setVisible(isVisible: boolean): void {
    this.#isVisible = isVisible;
    this.#tick();
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

  getTreeItem(node: TreeNode): vscode.TreeItem {
    if (node.kind === 'link') {
      return linkItem(node);
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
    this.#drawn.set(node.key, timesOf(row));
    return applicationItem(row);
  }

  /** Asked for when the pointer or the keyboard stays on a row: its times are those of that moment. */
  resolveTreeItem(item: vscode.TreeItem, node: TreeNode): vscode.TreeItem {
    const row = node.kind === 'application' ? this.#row(node.key) : undefined;
    if (row !== undefined) {
      item.tooltip = applicationTooltip(row, this.#ports.tokens.nextRenewalMs(node.key));
    }
    return item;
  }

  dispose(): void {
    this.#owned.dispose();
  }

  #details(key: string): DetailNode[] {
    const { token } = this.#ports.tokens.state(key);
    if (token === undefined) return [];
    const row = (kind: DetailNode['kind'], label: string, items: readonly string[]): DetailNode => ({
      kind,
      key,
      id: `${key}/${kind}`,
      label,
      items,
    });
    const expiry = describeExpiry(token, this.#ports.clock.now());
    return [
      row('expiry', expiry.charAt(0).toUpperCase() + expiry.slice(1), []),
      row('scopes', l10n.t('Scopes'), token.scopes),
      row('permissions', l10n.t('Permissions'), token.permissions),
    ];
  }

  #links(key: string): LinkNode[] {
    return this.#ports.links.all
      .filter((link) => link.key === key)
      .map((link, index) => ({ kind: 'link', key, id: `${key}/link/${index}`, link }));
  }

  #row(key: string): ApplicationRow | undefined {
    const { applications, tokens, clock, settings } = this.#ports;
    const application = applications.get(key);
    return (
      application && {
        application,
        state: tokens.state(key),
        active: applications.active?.key === key ? applications.activeBecause : undefined,
        keptFresh: tokens.isKeptFresh(key),
        host: application.sandbox === true ? l10n.t('on this computer') : foreignHost(application, settings),
        nowMs: clock.now(),
      }
    );
  }

  /** One object for each application, so that a row can be redrawn alone and keeps its place. */
  #node(key: string): ApplicationNode {
    const node = this.#nodes.get(key) ?? { kind: 'application', key };
    this.#nodes.set(key, node);
    return node;
  }

  /** Applications come and go: what was known of those that are gone is not kept. */
  #forgetRemoved(): void {
    const stored = new Set(this.#ports.applications.all.map(({ key }) => key));
    for (const key of this.#nodes.keys()) {
      if (!stored.has(key)) {
        this.#nodes.delete(key);
        this.#drawn.delete(key);
      }
    }
  }

  #tick(): void {
    const changed = [...this.#nodes.values()].filter(({ key }) => {
      const row = this.#row(key);
      return row !== undefined && this.#drawn.get(key) !== timesOf(row);
    });
    if (changed.length > 0) {
      this.#changed.fire(changed);
    }
  }

  #setTicking(): void {
    if (this.#isVisible) {
      this.#ticker.start();
    } else {
      this.#ticker.stop();
    }
  }
}

/** The parts of a row, and of the rows below it, that change with time alone. */
function timesOf(row: ApplicationRow): string {
  const { token } = row.state;
  return [rowDescription(row), token === undefined ? '' : describeExpiry(token, row.nowMs)].join('\n');
}
