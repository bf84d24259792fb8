import * as l10n from '@vscode/l10n';

import { dropped, shifted, type Drop } from '../core/applications/moveInOrder.ts';
import { clickedOrPicked } from './chooseApplication.ts';
import type { CommandContext } from './commandContext.ts';
import { isDetail, selectedKeys } from './selectedRows.ts';

/** Puts the selected applications a place further up in the view. */
export async function moveUp(context: CommandContext, argument: unknown, items: unknown): Promise<void> {
  await move(context, argument, items, -1);
}

/** Puts the selected applications a place further down; or, after dragging, where they were dropped. */
export async function moveDown(context: CommandContext, argument: unknown, items: unknown): Promise<void> {
  if (isDrop(argument)) {
    await context.applications.reorder((keys) => dropped(keys, argument));
  } else {
    await move(context, argument, items, 1);
  }
}

async function move(context: CommandContext, argument: unknown, items: unknown, by: -1 | 1): Promise<void> {
  const selected = selectedKeys(context, argument, items);
  if (selected.length === 0 && isDetail(argument)) {
    return;
  }
  const moved =
    selected.length > 0
      ? selected
      : [
          (
            await clickedOrPicked(
              context,
              undefined,
              by < 0 ? l10n.t('Move Application Up') : l10n.t('Move Application Down'),
            )
          ).key,
        ];
  await context.applications.reorder((keys) => shifted(keys, moved, by));
}

function isDrop(argument: unknown): argument is Drop {
  return typeof argument === 'object' && argument !== null && 'moved' in argument;
}
