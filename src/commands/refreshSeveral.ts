import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { CommandId } from '../contributions.ts';
import { RouteeError } from '../core/protocol/routeeError.ts';
import type { CommandContext } from './commandContext.ts';
import { showInformation, showWarning } from './messages.ts';
import { withProgress } from './progress.ts';

/** Exchanges the credentials of all of them, and tells in one message what came of it. */
export async function refreshSeveral(context: CommandContext, keys: readonly string[]): Promise<void> {
  const title = l10n.t('Refreshing the tokens of {0} applications…', keys.length);
  const outcomes = await withProgress(title, async (signal) => {
    const all = await Promise.allSettled(
      keys.map((key) => context.tokens.getToken(key, { signal, renew: true })),
    );
    if (signal.aborted) {
      throw new RouteeError('cancelled', l10n.t('The tokens were not refreshed.'));
    }
    return all;
  });
  const done = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
  const same = done.filter(({ sameToken }) => sameToken).length;
  const failed = keys.filter((_key, index) => outcomes[index]?.status === 'rejected');
  const sentences = [
    ...count(done.length - same, l10n.t('1 new token.'), (n) => l10n.t('{0} new tokens.', n)),
    ...count(
      same,
      l10n.t(
        'Routee handed back the same token once: it gives a new one only after the old one has expired.',
      ),
      (n) =>
        l10n.t(
          'Routee handed back the same token for {0} of them: it gives a new one only after the old one has expired.',
          n,
        ),
    ),
  ];
  if (failed.length === 0) {
    void showInformation(sentences.join(' '));
    return;
  }
  const names = failed.map((key) => context.applications.get(key)?.name ?? '').filter((name) => name !== '');
  const showLog = l10n.t('Show Log');
  const sentence = l10n.t('Not refreshed: {0}.', new Intl.ListFormat(vscode.env.language).format(names));
  // Not awaited: the command is over.
  void showWarning([sentence, ...sentences].join(' '), showLog).then((answer) => {
    if (answer === showLog) void vscode.commands.executeCommand('routee.showLog' satisfies CommandId);
  });
}

function count(n: number, one: string, several: (n: number) => string): string[] {
  return n === 0 ? [] : [n === 1 ? one : several(n)];
}
