import type { ApplicationStore } from '../applications/applicationStore.ts';
import { once } from '../once.ts';
import { Redaction } from './redaction.ts';
import type { ShownApplications } from './shownApplications.ts';

/**
 * Lets what is shown follow the setting of demo mode.
 *
 * @returns to be called before anything is shown, and after each change
 */
export function followRedact(
  shown: ShownApplications,
  store: ApplicationStore,
  settings: { readonly redact: boolean },
): () => void {
  const redaction = once(() => new Redaction(store));
  return () => {
    shown.redaction = settings.redact ? redaction() : undefined;
  };
}
