import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { isSafeRequest } from '../core/api/isSafeRequest.ts';
import { maskSecrets } from '../core/protocol/maskSecrets.ts';
import { requestPreview } from '../core/api/requestPreview.ts';
import { effectText, sentence } from '../core/api/effectText.ts';
import type { RouteeResource } from '../core/api/resources.ts';
import { SendingAgreements } from '../core/api/sendingAgreements.ts';
import type { Application } from '../core/applications/application.ts';
import { RouteeError } from '../core/protocol/routeeError.ts';
import type { CommandContext } from './commandContext.ts';
import { knownTokens } from './knownTokens.ts';
import { showWarning } from './messages.ts';

export interface Sending {
  readonly method: string;
  readonly headerNames: readonly string[];
  /** What is sent: `POST /sms` */
  readonly label: string;
  /** The complete address, as far as it is known. */
  readonly url: string;
  readonly body?: string | Uint8Array | undefined;
  readonly host: string;
  readonly application: Pick<Application, 'key' | 'name'>;
  /** Whose token is sent, where that is worth a sentence. */
  readonly note?: string | undefined;
  /** `undefined` when nothing is known of the resource. */
  readonly effect: RouteeResource['effect'] | undefined;
}

/**
 * Asks before anything but GET and HEAD: it may send a message, cost money, or change data. Shows what is sent, as far
 * as a question has room for it.
 *
 * @throws {RouteeError} `cancelled` when the user decides against it
 */
export async function confirmSending(
  context: CommandContext,
  document: vscode.TextDocument,
  sending: Sending,
): Promise<void> {
  const { method, headerNames, label, host, application, effect } = sending;
  const agreements = new SendingAgreements(context.workspaceMemory);
  const path = URL.canParse(sending.url) ? new URL(sending.url).pathname : sending.url;
  const agreed = { file: document.uri.toString(), application: application.key, host, path, method };
  if (isSafeRequest(method, headerNames) || (agreements.has(agreed) && vscode.workspace.isTrusted)) {
    return;
  }
  // An untitled file is another one next time, and a folder that is not trusted cannot be agreed to.
  const canRemember = !document.isUntitled && vscode.workspace.isTrusted;
  const { name } = application;
  const send = l10n.t('Send');
  const always = l10n.t('Send, and Do Not Ask Again');
  const shown = [`${method} ${sending.url}`, requestPreview(sending.body)].filter(
    (part) => part !== undefined,
  );
  const detail = [
    ...shown,
    ...(sending.note === undefined ? [] : [sending.note]),
    // Nobody knows what the method does that a header puts in the place of GET.
    warning(isSafeRequest(method, []) ? undefined : effect),
    ...(canRemember
      ? [
          l10n.t(
            '“Do Not Ask Again” is about {method} requests of this file to {host} as {name}; “Routee: Ask Again Before Sending” takes it back.',
            { method, host: `${host}${path}`, name },
          ),
        ]
      : []),
  ];
  const secrets = await knownTokens(context, shown.join('\n'));
  const answer = await showWarning(
    maskSecrets(l10n.t('Send {label} as {name}?', { label, name }), secrets),
    { modal: true, detail: maskSecrets(detail.join('\n\n'), secrets) },
    send,
    ...(canRemember ? [always] : []),
  );
  if (answer === always) {
    await agreements.add(agreed);
  } else if (answer !== send) {
    throw new RouteeError('cancelled', l10n.t('The request was not sent.'));
  }
}

function warning(effect: RouteeResource['effect'] | undefined): string {
  return effect === undefined
    ? l10n.t('It may send a message, cost money or change data.')
    : sentence(effectText(effect));
}
