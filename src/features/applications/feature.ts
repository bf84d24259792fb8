import type * as vscode from 'vscode';

import type { ApplicationStore } from '../../core/applications/applicationStore.ts';
import { once } from '../../core/kit/once.ts';
import type { Disposable } from '../../core/kit/ports.ts';
import { setLoaded } from '../../editor/contextKeys.ts';
import type { Later } from '../../loadLater.ts';
import type { Services } from '../../services.ts';

/** Tells what only the user can mend: rejected credentials, and a secret storage that fails or has lost everything. */
export function startApplications(services: Services, later: Later): void {
  const { applications, inBackground, log, memory, own, storage, tokens, unredacted } = services;
  // Never store the count after a failed read: 0 would hide that applications vanished.
  const count = once(() => own(rememberCount(memory, unredacted)));
  own(
    tokens.onDidReject((rejection) =>
      inBackground(later().then(({ announceRejection }) => announceRejection(rejection, applications))),
    ),
  );
  own(
    storage.onDidFail(() =>
      inBackground(later().then(({ announceStorageFailure }) => announceStorageFailure())),
    ),
  );
  own(storage.onDidRecover(count));
  services.whenLoaded(() => {
    setLoaded();
    if (storage.hasFailed) return;
    storage.hasVanished = haveVanished(memory, unredacted);
    if (storage.hasVanished) {
      log.warn('The secret storage of this machine no longer holds the applications of the last session.');
      inBackground(later().then(({ announceVanished }) => announceVanished()));
    }
    count();
  });
}

/** How many applications were stored: a number, no credential and no name. */
const COUNT_KEY = 'routee.applicationCount';

/**
 * Whether secret storage has lost all applications since the last session. VS Code deletes what it cannot decrypt, and
 * keeps secrets in memory where there is no keyring, both without a word; only a count kept elsewhere can tell.
 */
function haveVanished(memento: vscode.Memento, applications: ApplicationStore): boolean {
  return memento.get<number>(COUNT_KEY, 0) > 0 && applications.all.length === 0;
}

/** Keeps the count in step from now on. Nothing is kept for no applications. */
function rememberCount(memento: vscode.Memento, applications: ApplicationStore): Disposable {
  const remember = (): void => {
    const { length } = applications.all;
    if (memento.get<number>(COUNT_KEY, 0) !== length) {
      void memento.update(COUNT_KEY, length === 0 ? undefined : length);
    }
  };
  remember();
  return applications.onDidChange(remember);
}
