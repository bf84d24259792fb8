import { once } from '../../core/kit/once.ts';
import { setLoaded } from '../../editor/contextKeys.ts';
import type { Later } from '../../loadLater.ts';
import type { Services } from '../../services.ts';
import { haveVanished, rememberCount } from './vanished.ts';

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
