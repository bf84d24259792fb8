import { once } from '../kit/once.ts';
import type { Redaction } from './redaction.ts';
import type { ShownApplications } from './shownApplications.ts';

/**
 * Lets what is shown follow the setting of demo mode.
 *
 * @param make loads what hides names, when demo mode is first on
 * @returns to be called, and waited for, before anything is shown, and after each change
 */
export function followRedact(
  shown: ShownApplications,
  settings: { readonly redact: boolean },
  make: () => Promise<Redaction>,
): () => Promise<void> {
  const redaction = once(make);
  return async () => {
    const made = settings.redact ? await redaction() : undefined;
    // The setting may have changed again while the code was loading.
    if (settings.redact === (made !== undefined)) {
      shown.redaction = made;
    }
  };
}
