import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { RouteeResource } from '../core/api/resources.ts';
import { SendingAgreements } from '../core/api/sendingAgreements.ts';
import type { Application } from '../core/applications/application.ts';
import { RouteeError } from '../core/protocol/routeeError.ts';
import type { CommandContext } from './commandContext.ts';

export interface Sending {
  readonly method: string;
  /** What is sent: `POST /sms` */
  readonly label: string;
  readonly host: string;
  readonly application: Pick<Application, 'key' | 'name'>;
  /** `undefined` when nothing is known of the resource. */
  readonly effect: RouteeResource['effect'] | undefined;
}

/**
 * Asks before anything but GET and HEAD: it may send a message, cost money, or change data.
 *
 * @throws {RouteeError} `cancelled` when the user decides against it
 */
export async function confirmSending(
  { workspaceMemory }: CommandContext,
  document: vscode.TextDocument,
  { method, label, host, application, effect }: Sending,
): Promise<void> {
  const agreements = new SendingAgreements(workspaceMemory);
  const agreed = { file: document.uri.toString(), application: application.key, host, method };
  if (isSafe(method) || (agreements.has(agreed) && vscode.workspace.isTrusted)) {
    return;
  }
  // An untitled file is another one next time, and a folder that is not trusted cannot be agreed to.
  const canRemember = !document.isUntitled && vscode.workspace.isTrusted;
  const { name } = application;
  const send = l10n.t('Send');
  const always = l10n.t('Send, and Do Not Ask Again');
  const detail = [
    l10n.t('It goes to {0}.', host),
    warning(effect),
    ...(canRemember
      ? [
          l10n.t(
            '“Do Not Ask Again” is about {method} requests of this file to {host} as {name}; “Routee: Ask Again Before Sending” takes it back.',
            { method, host, name },
          ),
        ]
      : []),
  ];
  const answer = await vscode.window.showWarningMessage(
    l10n.t('Send {label} as {name}?', { label, name }),
    { modal: true, detail: detail.join('\n\n') },
    send,
    ...(canRemember ? [always] : []),
  );
  if (answer === always) {
    await agreements.add(agreed);
  } else if (answer !== send) {
    throw new RouteeError('cancelled', 'The request was not sent.');
  }
}

function warning(effect: RouteeResource['effect'] | undefined): string {
  switch (effect) {
    case 'free':
      return l10n.t('It changes nothing and costs nothing.');
    case 'costs':
      return l10n.t('It sends something or costs money.');
    case 'changes':
      return l10n.t('It changes data.');
    case undefined:
      return l10n.t('It may send a message, cost money or change data.');
  }
}

/** Changes nothing (RFC 9110 section 9.2.1). */
export function isSafe(method: string): boolean {
  return method === 'GET' || method === 'HEAD';
}
