import * as l10n from '@vscode/l10n';

import type { CommandContext } from './commandContext.ts';
import { showWarning } from './messages.ts';

/**
 * Tells of what this machine's storage still holds though it was deleted here, until it has let go of it, or the user
 * leaves it at that.
 *
 * @returns whether everything is deleted
 */
export async function mustBeDeleted({
  retryStorage,
}: Pick<CommandContext, 'retryStorage'>): Promise<boolean> {
  const again = l10n.t('Try Again');
  for (;;) {
    const left = await retryStorage();
    if (left.length === 0) {
      return true;
    }
    const answer = await showWarning(
      l10n.t(
        'The secret storage of this machine refused to delete it: it is gone from this session, and will be back in the next one. Unlock the keyring, and try again.',
      ),
      again,
    );
    if (answer !== again) {
      return false;
    }
  }
}
