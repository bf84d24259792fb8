import * as l10n from '@vscode/l10n';

import { clickedOrPicked } from './chooseApplication.ts';
import type { CommandContext } from './commandContext.ts';

/** Makes an application the active one: the one that commands use when none is clicked on. */
export async function useApplication(context: CommandContext, argument: unknown): Promise<void> {
  const chosen = await clickedOrPicked(context, argument, l10n.t('Use Routee Application'));
  await context.applications.setActive(chosen.key);
}
