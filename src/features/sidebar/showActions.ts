import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { CommandId } from '../../contributions.ts';
import { SendingAgreements } from '../requests/model/sending.ts';
import { describeState } from '../../core/tokens/describeTime.ts';
import type { Services } from '../../services.ts';

interface Action extends vscode.QuickPickItem {
  readonly command?: CommandId;
}

/** Lists the commands for the active application: the status bar item opens it. */
export async function showActions(services: Services): Promise<void> {
  const { applications, tokens } = services;
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
          { label: `$(insert) ${l10n.t('Insert Token')}`, command: 'routee.insertToken' },
          { label: `$(copy) ${l10n.t('Copy Token')}`, command: 'routee.copyToken' },
          {
            label: `$(copy) ${l10n.t('Copy Authorization Header')}`,
            command: 'routee.copyAuthorizationHeader',
          },
          { label: `$(refresh) ${l10n.t('Refresh Token')}`, command: 'routee.refreshToken' },
          { label: `$(credit-card) ${l10n.t('Check Balance')}`, command: 'routee.checkBalance' },
          { label: `$(edit) ${l10n.t('Edit Application…')}`, command: 'routee.editApplication' },
        ];
  const several: Action[] =
    applications.applications.length > 1
      ? [{ label: `$(arrow-swap) ${l10n.t('Use Another Application…')}`, command: 'routee.useApplication' }]
      : [];
  const agreed: Action[] =
    new SendingAgreements(services.workspaceMemory).count > 0
      ? [{ label: `$(question) ${l10n.t('Ask Again Before Sending')}`, command: 'routee.askBeforeSending' }]
      : [];
  const items: Action[] = [
    ...forActive,
    { label: 'Routee', kind: vscode.QuickPickItemKind.Separator },
    ...several,
    { label: `$(new-file) ${l10n.t('New Request…')}`, command: 'routee.newRequest' },
    { label: `$(code) ${l10n.t('Generate Code…')}`, command: 'routee.copyCodeSample' },
    { label: `$(add) ${l10n.t('Add Application…')}`, command: 'routee.addApplication' },
    { label: `$(cloud-download) ${l10n.t('Import Applications…')}`, command: 'routee.importApplications' },
    { label: `$(link-external) ${l10n.t('Open Routee Portal')}`, command: 'routee.openRouteePortal' },
    { label: `$(history) ${l10n.t('Show Recent Responses')}`, command: 'routee.showResponses' },
    ...agreed,
    { label: `$(pulse) ${l10n.t('Diagnose')}`, command: 'routee.diagnose' },
    { label: `$(output) ${l10n.t('Show Log')}`, command: 'routee.showLog' },
    { label: `$(report) ${l10n.t('Report Issue…')}`, command: 'routee.reportIssue' },
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: 'Routee Auth',
    placeHolder:
      active === undefined
        ? l10n.t('No application yet')
        : `${active.name}: ${describeState(tokens.state(active.key), services.now(), tokens.isKeptFresh(active.key))}`,
  });
  const command = picked?.command;
  if (command !== undefined) {
    const needsKey = command === 'routee.editApplication' && active !== undefined;
    await vscode.commands.executeCommand(command, needsKey ? { key: active.key } : undefined);
  }
}
