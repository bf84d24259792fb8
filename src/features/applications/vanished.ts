import type * as vscode from 'vscode';

import type { ApplicationStore } from '../../core/applications/applicationStore.ts';
import type { Disposable } from '../../core/kit/ports.ts';

/** How many applications were stored: a number, no credential and no name. */
const COUNT_KEY = 'routee.applicationCount';

/**
 * Whether secret storage has lost all applications since the last session. VS Code deletes what it cannot decrypt, and
 * keeps secrets in memory where there is no keyring, both without a word; only a count kept elsewhere can tell.
 */
export function haveVanished(memento: vscode.Memento, applications: ApplicationStore): boolean {
  return memento.get<number>(COUNT_KEY, 0) > 0 && applications.all.length === 0;
}

/** Keeps the count in step from now on. Nothing is kept for no applications. */
export function rememberCount(memento: vscode.Memento, applications: ApplicationStore): Disposable {
  const remember = (): void => {
    const { length } = applications.all;
    if (memento.get<number>(COUNT_KEY, 0) !== length) {
      void memento.update(COUNT_KEY, length === 0 ? undefined : length);
    }
  };
  remember();
  return applications.onDidChange(remember);
}
