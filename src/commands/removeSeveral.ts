import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { CommandContext } from './commandContext.ts';
import { mustBeDeleted } from './mustBeDeleted.ts';
import { showWarning } from './messages.ts';

/** So many names still fit into a question. */
const NAMED = 10;

/** One question for all of them, which says which they are. */
export async function removeSeveral(context: CommandContext, keys: readonly string[]): Promise<void> {
  const names = keys.map((key) => nameOf(context, key));
  const remove = l10n.t('Remove');
  const answer = await showWarning(
    l10n.t('Remove {0} applications?', keys.length),
    {
      modal: true,
      detail: `${listOf(names)}\n\n${l10n.t('Their ids, secrets and tokens are deleted from this machine’s secret storage, in all windows. The applications themselves stay at Routee, and tokens that were handed out work until they expire.')}`,
    },
    remove,
  );
  if (answer !== remove) {
    return;
  }
  for (const key of keys) {
    await context.applications.remove(key);
  }
  context.log.info(`${keys.length} applications are removed.`);
  await mustBeDeleted(context);
}

function nameOf({ applications }: CommandContext, key: string): string {
  const stored = applications.stored(key);
  const { name, id } = stored?.kind === 'application' ? stored.application : (stored?.broken ?? {});
  return name ?? id ?? l10n.t('Unreadable application');
}

function listOf(names: readonly string[]): string {
  const more = names.length - NAMED;
  const shown = names.slice(0, NAMED);
  return more > 0
    ? l10n.t('{0}, and {1} more', shown.join(', '), more)
    : new Intl.ListFormat(vscode.env.language).format(shown);
}
