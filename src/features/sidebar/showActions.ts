import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { CommandId } from '../../contributions.ts';
import { describeState } from '../../core/tokens/describeTime.ts';
import { execute } from '../../editor/messages.ts';
import { manifest } from '../../editor/ownExtension.ts';
import type { Services } from '../../services.ts';
import { SendingAgreements } from '../requests/model/sending.ts';

interface Action extends vscode.QuickPickItem {
  readonly command?: CommandId;
}

interface ContributedCommand {
  readonly command: string;
  /** With the English one beside it where VS Code speaks another language. */
  readonly title: string | { readonly value: string };
  readonly icon?: string;
}

/** Lists all that can be done with the active application and without one: the status bar item opens it. */
export async function showActions(services: Services): Promise<void> {
  const { applications, tokens, unredacted } = services;
  const { active } = applications;
  const state = active && tokens.state(active.key);
  const hasUnreadable = unredacted.all.some(({ kind }) => kind === 'broken');
  const isSendingUnasked = new SendingAgreements(services.workspaceMemory).count > 0;
  const groups: readonly (readonly [
    label: string,
    isOffered: boolean,
    commands: readonly (CommandId | false)[],
  ])[] = [
    [
      active?.name ?? '',
      active !== undefined,
      [
        state?.kind === 'misconfigured' && 'routee.openSetting',
        'routee.insertToken',
        'routee.copyToken',
        'routee.copyAuthorizationHeader',
        'routee.refreshToken',
        'routee.checkBalance',
        'routee.editApplication',
        services.links.canLink && 'routee.linkEnvironment',
      ],
    ],
    [
      l10n.t('Requests'),
      true,
      [
        'routee.newRequest',
        'routee.copyCodeSample',
        'routee.exportApiDescription',
        services.responses.recent.length > 0 && 'routee.showResponses',
        isSendingUnasked && 'routee.askBeforeSending',
      ],
    ],
    [
      l10n.t('Applications'),
      true,
      [
        applications.applications.length > 1 && 'routee.useApplication',
        hasUnreadable && 'routee.enterSecretAgain',
        'routee.addApplication',
        services.sandbox !== undefined && 'routee.trySandbox',
        'routee.importApplications',
        applications.all.length > 0 && 'routee.removeApplication',
        'routee.forgetEverything',
        'routee.toggleRedact',
        'routee.connectAgent',
      ],
    ],
    [
      l10n.t('Help'),
      true,
      ['routee.openRouteePortal', 'routee.diagnose', 'routee.showLog', 'routee.reportIssue'],
    ],
  ];
  const all = contributedCommands();
  const items = groups
    .filter(([, isOffered]) => isOffered)
    .flatMap(([label, , commands]): readonly Action[] => [
      { label, kind: vscode.QuickPickItemKind.Separator },
      ...commands.filter((command) => command !== false).map((command) => action(command, all)),
    ]);
  const picked = await vscode.window.showQuickPick(items, {
    title: 'Routee Auth',
    placeHolder:
      active === undefined || state === undefined
        ? l10n.t('No application yet')
        : `${active.name}: ${describeState(state, services.now(), tokens.isKeptFresh(active.key))}`,
  });
  const command = picked?.command;
  if (command === undefined) return;
  await execute(
    command,
    command === 'routee.editApplication' && active !== undefined ? { key: active.key } : undefined,
  );
}

function action(command: CommandId, all: readonly ContributedCommand[]): Action {
  const { title = command, icon } = all.find((one) => one.command === command) ?? {};
  const text = typeof title === 'string' ? title : title.value;
  return { label: icon === undefined ? text : `${icon} ${text}`, command };
}

/** The commands of package.json, with their titles in the language of VS Code. */
function contributedCommands(): readonly ContributedCommand[] {
  const contributes = manifest()['contributes'] as
    { readonly commands: readonly ContributedCommand[] } | undefined;
  return contributes?.commands ?? [];
}
