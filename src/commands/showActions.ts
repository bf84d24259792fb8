import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { CommandId } from '../contributions.ts';
import { SendingAgreements } from '../core/api/sendingAgreements.ts';
import { describeState } from '../core/tokens/describeTime.ts';
import type { CommandContext } from './commandContext.ts';

interface Action extends vscode.QuickPickItem {
  readonly command?: CommandId;
}

/** What can be done with the active application: the status bar item opens it. */
export async function showActions(context: CommandContext): Promise<void> {
  const { applications, tokens } = context;
  const { active } = applications;
  const misconfigured: Action[] =
    active !== undefined && tokens.state(active.key).kind === 'misconfigured'
      ? [{ label: `$(gear) ${l10n.t('Open Setting')}`, command: 'routee.openSetting' }]
      : [];
  const forActive: Action[] =
    active === undefined
      ? []
      : [
          { label: active.name, kind: vscode.QuickPickItemKind.Separator },
          ...misconfigured,
          { label: '$(insert) Insert Token', command: 'routee.insertToken' },
          { label: '$(copy) Copy Token', command: 'routee.copyToken' },
          { label: '$(copy) Copy Authorization Header', command: 'routee.copyAuthorizationHeader' },
          { label: '$(refresh) Refresh Token', command: 'routee.refreshToken' },
          { label: '$(credit-card) Check Account Balance', command: 'routee.checkBalance' },
          { label: '$(edit) Edit Application…', command: 'routee.editApplication' },
        ];
  const several: Action[] =
    applications.applications.length > 1
      ? [{ label: '$(arrow-swap) Use Another Application…', command: 'routee.useApplication' }]
      : [];
  const agreed: Action[] =
    new SendingAgreements(context.workspaceMemory).count > 0
      ? [{ label: `$(question) ${l10n.t('Ask Again Before Sending')}`, command: 'routee.askBeforeSending' }]
      : [];
  const items: Action[] = [
    ...forActive,
    { label: 'Routee', kind: vscode.QuickPickItemKind.Separator },
    ...several,
    { label: '$(new-file) New Request…', command: 'routee.newRequest' },
    { label: '$(code) Copy Code Sample…', command: 'routee.copyCodeSample' },
    { label: '$(add) Add Application…', command: 'routee.addApplication' },
    { label: '$(link-external) Open Routee’s Portal', command: 'routee.openRouteePortal' },
    { label: '$(history) Show Recent Responses', command: 'routee.showResponses' },
    ...agreed,
    { label: '$(output) Show Log', command: 'routee.showLog' },
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: 'Routee Auth',
    placeHolder:
      active === undefined
        ? 'No application yet'
        : `${active.name}: ${describeState(tokens.state(active.key), context.now(), tokens.isKeptFresh(active.key))}`,
  });
  const command = picked?.command;
  if (command !== undefined) {
    const needsKey = command === 'routee.editApplication' && active !== undefined;
    await vscode.commands.executeCommand(command, needsKey ? { key: active.key } : undefined);
  }
}
