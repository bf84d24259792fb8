import * as l10n from '@vscode/l10n';

import { SendingAgreements } from '../core/api/sendingAgreements.ts';
import type { CommandContext } from './commandContext.ts';
import { showInformation } from './messages.ts';

/** Takes back every *Do Not Ask Again* of this workspace. */
export async function askBeforeSending({ workspaceMemory }: CommandContext): Promise<void> {
  const agreements = new SendingAgreements(workspaceMemory);
  const had = agreements.count > 0;
  await agreements.clear();
  void showInformation(
    had
      ? l10n.t('From now on every request that may change something is asked about again.')
      : l10n.t('Every request that may change something is asked about already.'),
  );
}
