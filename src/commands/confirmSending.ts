import * as vscode from 'vscode';

import type { RouteeResource } from '../core/api/resources.ts';
import { RouteeError } from '../core/protocol/routeeError.ts';
import type { CommandContext } from './commandContext.ts';

const SEND = 'Send';
const ALWAYS = 'Send, and Do Not Ask Again for This File';
const AGREED = 'routee.sendWithoutAsking';

export interface Sending {
  readonly method: string;
  /** What is sent: `POST /sms` */
  readonly label: string;
  readonly host: string;
  /** The application's name. */
  readonly name: string;
  /** `undefined` when nothing is known of the resource. */
  readonly effect: RouteeResource['effect'] | undefined;
}

const WARNINGS: Record<RouteeResource['effect'], string> = {
  free: 'it changes nothing and costs nothing',
  costs: 'it sends something or costs money',
  changes: 'it changes data',
};

/**
 * Asks before anything but GET and HEAD: it may send a message, cost money, or change data.
 *
 * @throws {RouteeError} `cancelled` when the user decides against it
 */
export async function confirmSending(
  { workspaceMemory }: CommandContext,
  document: vscode.TextDocument,
  { method, label, host, name, effect }: Sending,
): Promise<void> {
  const file = document.uri.toString();
  const agreed = workspaceMemory.get<readonly string[]>(AGREED, []);
  if (isSafe(method) || (agreed.includes(file) && vscode.workspace.isTrusted)) {
    return;
  }
  // An untitled file is another one next time, and a folder that is not trusted cannot be agreed to.
  const canRemember = !document.isUntitled && vscode.workspace.isTrusted;
  const answer = await vscode.window.showWarningMessage(
    `Send ${label} as ${name}?`,
    {
      modal: true,
      detail: `It goes to ${host}; ${effect === undefined ? 'it may send a message, cost money or change data' : WARNINGS[effect]}.`,
    },
    SEND,
    ...(canRemember ? [ALWAYS] : []),
  );
  if (answer === ALWAYS) {
    await workspaceMemory.update(AGREED, [...agreed, file]);
  } else if (answer !== SEND) {
    throw new RouteeError('cancelled', 'The request was not sent.');
  }
}

/** Changes nothing (RFC 9110 section 9.2.1). */
export function isSafe(method: string): boolean {
  return method === 'GET' || method === 'HEAD';
}
