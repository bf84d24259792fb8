import * as l10n from '@vscode/l10n';

import { clickedOrPicked } from './chooseApplication.ts';
import type { CommandContext } from './commandContext.ts';
import { editApplication } from './editApplication.ts';

export async function renameApplication(context: CommandContext, argument: unknown): Promise<void> {
  const { key } = await clickedOrPicked(context, argument, l10n.t('Rename Routee Application'));
  await editApplication(context, { key, field: 'name' });
}
