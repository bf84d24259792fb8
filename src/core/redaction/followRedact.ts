import type { ApplicationStore } from '../applications/applicationStore.ts';
import { once } from '../once.ts';
import type { ShownApplications } from './shownApplications.ts';

/**
 * Lets what is shown follow the setting of demo mode, whose code is loaded when it is first on.
 *
 * @returns to be called, and waited for, before anything is shown, and after each change
 */
export function followRedact(
  shown: ShownApplications,
  store: ApplicationStore,
  settings: { readonly redact: boolean },
): () => Promise<void> {
  const redaction = once(async () => new (await import('./redaction.ts')).Redaction(store));
  return async () => {
    const made = settings.redact ? await redaction() : undefined;
    // It may have changed again while the code was loaded.
    if (settings.redact === (made !== undefined)) {
      shown.redaction = made;
    }
  };
}
