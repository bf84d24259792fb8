import type { Later } from '../../loadLater.ts';
import type { Services } from '../../services.ts';
import { whenTokenIsOpen } from './whenTokenIsOpen.ts';

/** Marks tokens in files that Git tracks, once an open document holds what may be one. */
export function startLeakWarnings(services: Services, later: Later): void {
  const diagnostics = services.lazy(async () => {
    const [{ TokenDiagnostics }, recogniser] = await Promise.all([later(), services.issued()]);
    return new TokenDiagnostics({ ...services, recogniser });
  });
  services.whenLoaded(() => services.own(whenTokenIsOpen(() => services.inBackground(diagnostics()))));
}
