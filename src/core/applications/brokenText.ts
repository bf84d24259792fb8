import * as l10n from '@vscode/l10n';

import type { BrokenApplication } from './application.ts';

/** Why a stored application cannot be used, and what to do. */
export function brokenText({ reason }: Pick<BrokenApplication, 'reason'>): string {
  return reason === 'newerVersion'
    ? l10n.t(
        'A newer version of Routee Auth has stored this application. Update the extension to use it here.',
      )
    : l10n.t(
        'The stored credentials of this application cannot be read. Enter the secret again, or remove it.',
      );
}
