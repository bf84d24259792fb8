import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { CommandId } from '../../contributions.ts';
import type { Application } from '../../core/applications/application.ts';
import type { Services } from '../../services.ts';
import { showInformation } from '../../editor/messages.ts';

/** Set once somebody knows the way to the first call: its button is not offered any more. */
export const BALANCE_CHECKED = 'routee.balanceChecked';

/** Says that there is a token, never the token, and offers what it is good for. Does not wait for the answer. */
export function offerToken(context: Services, application: Application, sentence: string): void {
  const copy = l10n.t('Copy');
  const insert = l10n.t('Insert');
  const balance = l10n.t('Check Balance');
  const other = l10n.t('Use Another Application…');
  const commands = new Map<string | undefined, CommandId>([
    [copy, 'routee.copyToken'],
    [insert, 'routee.insertToken'],
    [balance, 'routee.checkBalance'],
    [other, 'routee.getToken'],
  ]);
  const others = context.applications.applications.length > 1 ? [other] : [];
  // The first call to make, until it has been made.
  const first = context.memory.get(BALANCE_CHECKED) === true ? [] : [balance];
  void showInformation(sentence, insert, copy, ...first, ...others).then(async (answer) => {
    const command = commands.get(answer);
    if (command !== undefined) {
      await vscode.commands.executeCommand(
        command,
        answer === other ? { choose: true } : { key: application.key },
      );
    }
  });
}
