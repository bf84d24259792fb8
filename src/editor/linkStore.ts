import * as vscode from 'vscode';

import { type EnvironmentLink, type EnvironmentLinks, readLinks } from '../core/envFile/environmentLink.ts';
import type { Disposable } from '../core/kit/ports.ts';
import { hasFolderOnDisk } from './contextKeys.ts';

export const LINKS_KEY = 'routee.environmentLinks';

/** The links of this workspace, in its own state: files, names and application keys, no token. */
export class LinkStore implements EnvironmentLinks, Disposable {
  readonly #memento: vscode.Memento;
  readonly #hasDisk: boolean;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscription = vscode.workspace.onDidGrantWorkspaceTrust(() => this.#changed.fire());

  readonly onDidChange = this.#changed.event;

  /** @param hasDisk whether there is a disk, which a browser does not have */
  constructor(memento: vscode.Memento, hasDisk: boolean) {
    this.#memento = memento;
    this.#hasDisk = hasDisk;
  }

  /** The workspace is trusted and on this machine: only then are files written. */
  get canLink(): boolean {
    return this.#hasDisk && vscode.workspace.isTrusted && hasFolderOnDisk();
  }

  /** The links in use. */
  get all(): readonly EnvironmentLink[] {
    return this.canLink ? this.stored : [];
  }

  /** All links, also those that wait for trust. */
  get stored(): readonly EnvironmentLink[] {
    return readLinks(this.#memento.get(LINKS_KEY));
  }

  async save(links: readonly EnvironmentLink[]): Promise<void> {
    await this.#memento.update(LINKS_KEY, links.length === 0 ? undefined : links);
    this.#changed.fire();
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }
}
