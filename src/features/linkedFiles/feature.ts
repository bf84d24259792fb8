import type { Later } from '../../loadLater.ts';
import type { Services } from '../../services.ts';

/** Keeps linked files current, and lets requests refer to the variables in them. */
export function startLinkedFiles(services: Services, later: Later): void {
  const { environments, host, inBackground, links, own, references, storage, trust } = services;
  const { files } = host;
  if (files === undefined) return;
  references.unshift(async (key, document) =>
    (await later()).linkReferences(links, files.paths)(key, document),
  );
  own(
    services.onDidStopLink((stop) =>
      inBackground(later().then(({ announceLinkStop }) => announceLinkStop(stop, services))),
    ),
  );
  const keepCurrent = (): void => {
    if (links.all.length > 0 && !storage.hasFailed) inBackground(environments());
  };
  services.whenLoaded(keepCurrent);
  own(trust.onDidGrant(keepCurrent));
  own(storage.onDidRecover(keepCurrent));
}
